/** What protection does, as one value that is passed in; no caller can change it. Figures from disclosure-control rules, version 1. */
export interface Rules {
  /** Name and version, given with every answer. */
  name: string;
  /** Fewest persons, protected, in a cell and among the others. */
  minimum: number;
  /** Fewest persons in a frame, counted exactly. */
  frame: number;
  /** The same for a member of a workplace, who may know the people. */
  frameOfWorkplace: number;
  /** Whether frames that the audit blocked, or that somebody left, are withheld. */
  audited: boolean;
  /** Noise tables by class; null: no noise. */
  noise: { large: NoiseClass; small: NoiseClass } | null;
  /** From how many persons a frame takes the large class for effects of at most one variable. */
  largeFrame: number;
  /** Counts are shown as multiples of this; null: as they are, and shares and means with all their digits. */
  rounding: number | null;
  /** Base from which shares are shown with one decimal of a percent. */
  decimalFrom: number;
  meanDigits: number;
  /** Fewest persons for a standard deviation and for the middle and outer quantiles. */
  sdFrom: number;
  quartilesFrom: number;
  tailsFrom: number;
  /** Fewest declared bands under a quantile. */
  quantileBands: number;
  /** Whether values are clipped to the declared limits, and means need them. */
  clip: boolean;
  /** A sum is withheld where its largest contributor holds over `share`, or the second could guess it within `percent`. */
  dominance: { share: number; percent: number } | null;
  limits: { background: number; answer: number; together: number };
  /** Most elementary cells behind one question; twice as many count where something is averaged. Under 2 seconds' work. */
  elementaryCells: number;
  /** Most cells in one answer. */
  cells: number;
}

export interface NoiseClass {
  persistent: { D: number; V: number };
  refresh: { D: number; V: number };
}

export const RULES: Rules = {
  name: "weerklank-protection 2",
  minimum: 10,
  frame: 10,
  frameOfWorkplace: 20,
  audited: true,
  noise: {
    large: { persistent: { D: 8, V: 4 }, refresh: { D: 6, V: 2 } },
    small: { persistent: { D: 12, V: 9 }, refresh: { D: 7, V: 3 } },
  },
  largeFrame: 100,
  rounding: 5,
  decimalFrom: 1000,
  meanDigits: 3,
  sdFrom: 50,
  quartilesFrom: 50,
  tailsFrom: 100,
  quantileBands: 8,
  clip: true,
  dominance: { share: 0.5, percent: 10 },
  limits: { background: 3, answer: 2, together: 4 },
  elementaryCells: 100_000,
  cells: 20_000,
};

/**
 * The rules for whoever asks. A member of a workplace may know the people behind a study, whichever study it is: nothing
 * says whose they are. The name is another one, so that an answer under these rules is kept as an answer of its own.
 */
export const rulesFor = (
  { workplaces }: { workplaces: readonly string[] },
  forWorkplace: boolean,
  rules: Rules,
): Rules =>
  workplaces.length > 0 || forWorkplace
    ? { ...rules, name: `${rules.name}, workplace`, frame: rules.frameOfWorkplace }
    : rules;

/** Limits on asking: whether an answer is given, never what it is. Shapes are counted for each asker and ANSWER variable. */
export interface AskingLimits {
  /** Shapes over the life of a study. */
  shapes: number;
  /** The same where a steward agreed. */
  agreed: number;
  /** The same for a workplace, all its members together. */
  workplace: number;
  /** Sets of codes and ranges of waves that survival curves of one variable are made with. */
  curves: number;
  /** Shapes over all askers at which stewards are told. */
  told: number;
  perMinute: number;
}

export const ASKING_LIMITS: AskingLimits = {
  shapes: 20,
  agreed: 40,
  workplace: 10,
  curves: 3,
  told: 60,
  perMinute: 60,
};
