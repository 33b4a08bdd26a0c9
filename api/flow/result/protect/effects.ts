import { createHash } from "node:crypto";
import { Recent } from "../../../platform/recent.ts";

/*
 * Noise that hangs on the frame, never on who gave which answer, and that adds up over answers.
 *
 * For answer variables 1..k with c1..ck codes, e(a) = Σ_T u_T(a_T) / Π_{j∉T} c_j over the subsets T of the label, where
 * u_T holds the draws over all codes of T, centred to sum zero along every dimension and scaled by Π_{j∈T} √(c_j/(c_j−1)).
 * The noise of a sum of cells is the sum of theirs; its variance is the sum over its distinct draws of squared
 * coefficient times V.
 *
 * Who has no row in a wave has none for any variable of it: NOT_IN_WAVE is one and the same answer, whichever variable it
 * is asked through. A variable that is looked at in a wave is therefore cut in two steps, seen or not and then its own
 * codes among those seen, and the first step has the draws of the wave, with c = 2, for all variables alike.
 */
export interface LabelAxis {
  /** Names the variable in draws. Bandings of one variable share it: a band that two of them have is one band. */
  key: string;
  /** Escaped codes, kinds of missing included: as many as scale the noise. */
  codes: readonly string[];
  /** Tells bandings apart, where two are in one sum. */
  cut?: string;
  /** Where it is looked at in a wave: the last code is NOT_IN_WAVE, the first `valid` ones are valid. */
  seen?: { key: string; valid: number };
}

/** A product of parts of a label's variables: what one set of draws is made for. */
export interface Effect {
  /** Tells effects of one frame apart. */
  name: string;
  /** The same for effects of several labels that have the same draws: those of all together, of a wave, of one variable. */
  draws: string;
  /** Codes of each part. */
  sizes: readonly number[];
  /** By tuple of the label: how much of a draw it has. */
  weights: Float64Array;
  /** By tuple: the place of that draw, mixed radix over the sizes. */
  places: Int32Array;
  /** What the draw at a place is named by, as `q=1&s=0`; empty for the single draw. */
  labelOf(place: number): string;
}

export const SEEN = "seen";
const NOT_SEEN = "~NOT_IN_WAVE";

/** One way to look at a variable. No codes: all of it together. */
interface Part {
  key: string;
  cut: string;
  codes: readonly string[];
  /** By code of the variable. */
  weight: readonly number[];
  place: readonly number[];
}

/** Effects that stay in memory, by the numbers in them: 12 bytes each, 12 MB. */
const NUMBERS_KEPT = 1_000_000;
const known = new WeakMap<readonly LabelAxis[], readonly Effect[]>();
const kept = new Recent<readonly Effect[]>(NUMBERS_KEPT, (effects) =>
  effects.reduce((sum, { weights }) => sum + weights.length, 1),
);
const names = new WeakMap<readonly LabelAxis[], string>();

/** Tells labels apart, whatever object they are: short, as it is looked up by for every frame. */
export function nameOf(label: readonly LabelAxis[]): string {
  let name = names.get(label);
  if (name === undefined)
    names.set(label, (name = createHash("sha256").update(JSON.stringify(label)).digest("base64")));
  return name;
}

/** All effects of a label, a fixed number whatever the data; of the same label, the same ones. */
export function effectsOf(label: readonly LabelAxis[]): readonly Effect[] {
  let effects = known.get(label);
  if (!effects) {
    const name = nameOf(label);
    effects = kept.get(name) ?? makeEffects(label);
    kept.set(name, effects);
    known.set(label, effects);
  }
  return effects;
}

function makeEffects(label: readonly LabelAxis[]): Effect[] {
  let choices: Part[][] = [[]];
  for (const axis of label) choices = choices.flatMap((parts) => partsOf(axis).map((part) => [...parts, part]));
  const sizes = label.map(({ codes }) => codes.length);
  return choices.map((parts) => effectOf(parts, sizes));
}

function partsOf({ key, cut = "", codes, seen }: LabelAxis): Part[] {
  const c = codes.length;
  const even = codes.map(() => 1 / c);
  const none = codes.map(() => 0);
  const places = codes.map((_, code) => code);
  const own = { key, cut };
  if (!seen)
    return [
      { ...own, codes: [], weight: even, place: none },
      { ...own, codes, weight: codes.map(() => 1), place: places },
    ];
  const out = c - 1;
  // what all who were seen have in common is spread over the valid codes: their base is then as uncertain as the wave is
  const share = (code: number) => (code < seen.valid ? 1 / seen.valid : 0);
  const byCode = (of: (code: number) => number) => places.map((code) => (code === out ? 1 : of(code)));
  return [
    { ...own, codes: [], weight: byCode(share).map((weight) => weight / 2), place: none },
    {
      key: seen.key,
      cut: "",
      codes: [SEEN, NOT_SEEN],
      weight: byCode(share),
      place: places.map((code) => Number(code === out)),
    },
    {
      ...own,
      codes: codes.slice(0, out),
      weight: places.map((code) => Number(code !== out)),
      place: places.map((code) => (code === out ? 0 : code)),
    },
  ];
}

function effectOf(parts: readonly Part[], sizes: readonly number[]): Effect {
  const inside = parts
    .map((part, at) => ({ part, at }))
    .filter(({ part }) => part.codes.length > 0)
    .sort((one, other) => (one.part.key < other.part.key ? -1 : one.part.key > other.part.key ? 1 : 0));
  const total = sizes.reduce((product, size) => product * size, 1);
  const weights = new Float64Array(total).fill(1);
  const places = new Int32Array(total);
  const strides = sizes.map((_, at) => sizes.slice(at + 1).reduce((product, size) => product * size, 1));
  const codeAt = (tuple: number, at: number) => Math.floor(tuple / (strides[at] as number)) % (sizes[at] as number);
  for (let tuple = 0; tuple < total; tuple++) {
    parts.forEach(
      (part, at) => (weights[tuple] = (weights[tuple] as number) * (part.weight[codeAt(tuple, at)] as number)),
    );
    for (const { part, at } of inside) {
      places[tuple] = (places[tuple] as number) * part.codes.length + (part.place[codeAt(tuple, at)] as number);
    }
  }
  return {
    name: inside.map(({ part }) => `${part.key}|${part.cut}`).join("&"),
    draws: JSON.stringify(inside.map(({ part: { key, codes } }) => [key, codes])),
    sizes: inside.map(({ part }) => part.codes.length),
    weights,
    places,
    labelOf: (place) => {
      let rest = place;
      const named = inside.map(() => "");
      for (let step = inside.length - 1; step >= 0; step--) {
        const { key, codes } = (inside[step] as (typeof inside)[number]).part;
        named[step] = `${key}=${codes[rest % codes.length] ?? ""}`;
        rest = Math.floor(rest / codes.length);
      }
      return named.join("&");
    },
  };
}
