import type { Text } from "../../../schema/text.ts";
import type { Manifest } from "./manifest.ts";

/** How complete a snapshot is, as far as may be told: from its manifest alone, never from what came in since. */

export const WAVE_STATES = ["OPEN", "CLOSED", "BROUGHT_IN"] as const;
/** BROUGHT_IN: no questionnaire was put in it here, and nobody closed it. */
export type WaveState = (typeof WAVE_STATES)[number];

export interface WaveCompleteness {
  code: string;
  label: string;
  state: WaveState;
  openedAt: Date | null;
  closedAt: Date | null;
  /** Both protected, rounded to 10, and moving only when at least 10 persons changed. */
  expected: number;
  answered: number;
}

type Meant = Pick<Manifest, "waves" | "fieldwork">;

/** In study order; empty for a snapshot from before this was kept. */
export const wavesOf = ({ waves, fieldwork = [] }: Meant): WaveCompleteness[] =>
  fieldwork.map(({ wave, openedAt, closedAt, expected, answered }, at) => ({
    code: wave,
    label: waves[at]?.label ?? wave,
    state: closedAt !== null ? "CLOSED" : openedAt !== null ? "OPEN" : "BROUGHT_IN",
    openedAt: openedAt === null ? null : new Date(openedAt),
    closedAt: closedAt === null ? null : new Date(closedAt),
    // both are disturbed: never more than were asked
    expected: Math.max(expected.shown, answered.shown),
    answered: answered.shown,
  }));

/** So many waves are named one by one. */
const NAMED = 5;

const named = (waves: readonly WaveCompleteness[]): Text => {
  const labels = waves.map(({ label }) => label);
  const last = labels.at(-1) ?? "";
  if (labels.length > NAMED) return { nl: `${labels.length} metingen`, en: `${labels.length} waves` };
  const first = labels.slice(0, -1).join(", ");
  return first === "" ? { nl: last, en: last } : { nl: `${first} en ${last}`, en: `${first} and ${last}` };
};

/** How many answered, in a sentence a wave; summed up where there are many. */
export function answeredInWords(waves: readonly WaveCompleteness[]): Text[] {
  if (waves.length <= NAMED)
    return waves.map(({ label, expected, answered }) => ({
      nl: `${label}: ongeveer ${answered} van de ${expected} mensen antwoordden.`,
      en: `${label}: about ${answered} of ${expected} people answered.`,
    }));
  const shares = waves.map(({ answered, expected }) => (expected === 0 ? 0 : answered / expected));
  const percent = (share: number): number => Math.round(share * 10) * 10;
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map(percent) as [number, number];
  return [
    {
      nl: `Over ${waves.length} metingen antwoordde ongeveer ${least}% tot ${most}% van de mensen.`,
      en: `Over ${waves.length} waves, about ${least}% to ${most}% of the people answered.`,
    },
  ];
}

/** Which waves were open or closed, and what may still change; from what is declared. */
export function mayStillChange(waves: readonly WaveCompleteness[], state: Manifest["state"]): Text[] {
  if (state === "FINAL")
    return [
      {
        nl: "Deze gegevens zijn definitief: ze veranderen niet meer.",
        en: "These data are final: they change no more.",
      },
    ];
  const [open, closed, broughtIn] = WAVE_STATES.map((each) => waves.filter((wave) => wave.state === each)) as [
    WaveCompleteness[],
    WaveCompleteness[],
    WaveCompleteness[],
  ];
  const many = (some: readonly WaveCompleteness[]): boolean => some.length > 1;
  const said: Text[] = [];
  if (open.length > 0) {
    const { nl, en } = named(open);
    said.push({
      nl: `${nl} ${many(open) ? "waren" : "was"} nog open: er kunnen antwoorden bij komen.`,
      en: `${en} ${many(open) ? "were" : "was"} still open: more answers may come in.`,
    });
  }
  if (closed.length > 0) {
    const { nl, en } = named(closed);
    said.push({
      nl: `${nl} ${many(closed) ? "waren" : "was"} gesloten: er komen geen antwoorden meer bij.`,
      en: `${en} ${many(closed) ? "were" : "was"} closed: no more answers come in.`,
    });
  }
  if (broughtIn.length > 0) {
    const { nl, en } = named(broughtIn);
    said.push({
      nl: `De gegevens van ${nl} zijn aangeleverd: een nieuwe levering kan ze veranderen.`,
      en: `The data of ${en} were delivered: a new delivery may change them.`,
    });
  }
  said.push({
    nl: "Wie niet meer meedoet en de eigen antwoorden laat weghalen, telt in een volgende momentopname niet meer mee.",
    en: "Whoever stops and has the own answers removed no longer counts in a next snapshot.",
  });
  return said;
}
