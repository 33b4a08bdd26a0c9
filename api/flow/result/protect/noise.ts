import { createHash, createHmac } from "node:crypto";
import { Recent } from "../../../platform/recent.ts";
import type { Frame } from "../measure.ts";
import type { NoiseClass, Rules } from "../rules.ts";
import { type Effect, effectsOf, type LabelAxis, nameOf } from "./effects.ts";
import { lookUp, makePTable, type PTable } from "./ptable.ts";

/** e(a) for every tuple of a label (mixed radix) in one frame. The same is drawn once. */
export function cellNoise(
  source: DrawSource,
  frame: Frame,
  tag: string,
  label: readonly LabelAxis[],
  rules: Rules,
): Float64Array {
  const large = frame.persons >= rules.largeFrame;
  const of = `${tag}|${frame.fpFirst}|${frame.fpNow}:${frame.asOf}|${large}`;
  return source.kept(`${of}|${nameOf(label)}`, () => {
    const noise = new Float64Array(label.reduce((product, axis) => product * axis.codes.length, 1));
    for (const effect of effectsOf(label)) {
      const u = source.kept(`${of}|${effect.draws}`, () =>
        drawEffect(source, effect, { frame, tag, small: isSmall(frame, effect, rules) }),
      );
      const scale = scaleOf(effect.sizes);
      for (let tuple = 0; tuple < noise.length; tuple++) {
        const weight = scale * (effect.weights[tuple] as number);
        noise[tuple] = (noise[tuple] as number) + weight * (u[effect.places[tuple] as number] as number);
      }
    }
    return noise;
  });
}

function drawEffect(source: DrawSource, { sizes, labelOf }: Effect, of: Omit<Draw, "label">): Float64Array {
  const u = new Float64Array(sizes.reduce((product, size) => product * size, 1));
  for (let place = 0; place < u.length; place++) u[place] = source.draw({ ...of, label: labelOf(place) });
  centre(u, sizes);
  return u;
}

/** Collects how often each distinct draw stands in a sum, for the variance of its noise. */
export class Spread {
  /** Of each effect the coefficients that are not zero, by place. */
  readonly #effects = new Map<
    string,
    { coefficients: Map<number, number>; sizes: readonly number[]; small: boolean }
  >();

  /** Adds `factor` times a set of tuples of one frame. The same draw in several waves is one draw. */
  add(frame: Frame, label: readonly LabelAxis[], tuples: readonly number[], rules: Rules, factor = 1): void {
    const of = `${frame.fpFirst}|${frame.fpNow}:${frame.asOf}`;
    for (const effect of effectsOf(label)) {
      const name = `${of}|${effect.name}`;
      let known = this.#effects.get(name);
      if (!known) {
        known = { coefficients: new Map(), sizes: effect.sizes, small: isSmall(frame, effect, rules) };
        this.#effects.set(name, known);
      }
      const { coefficients } = known;
      for (const tuple of tuples) {
        const weight = factor * (effect.weights[tuple] as number);
        if (weight === 0) continue;
        const place = effect.places[tuple] as number;
        coefficients.set(place, (coefficients.get(place) ?? 0) + weight);
      }
    }
  }

  variance(source: DrawSource): number {
    let variance = 0;
    for (const { coefficients, sizes, small } of this.#effects.values()) {
      variance += centredSquares(coefficients, sizes) * scaleOf(sizes) ** 2 * source.variance(small);
    }
    return variance;
  }
}

/** Class S: small frames, and effects of two answers at once. */
const isSmall = (frame: Frame, effect: Effect, rules: Rules): boolean =>
  frame.persons < rules.largeFrame || effect.sizes.length > 1;

/** Of a variable with one code only, centring leaves nothing. */
const scaleOf = (sizes: readonly number[]): number =>
  sizes.reduce((product, c) => product * (c > 1 ? Math.sqrt(c / (c - 1)) : 0), 1);

export interface Draw {
  frame: Frame;
  /** `n` for counts, `sum:<variable>` for sums. */
  tag: string;
  /** Class S; else L. */
  small: boolean;
  /** Codes of the effect's variables, as `q=1&s=0`; empty for the single draw. */
  label: string;
}

/** Where draws come from: HMACs of one study's secret, looked up in the noise tables. */
export class DrawSource {
  readonly #secret: Buffer;
  readonly #tables: NoiseTables | null;
  /** Tells studies apart among what is kept. */
  readonly #study: string;

  constructor(secret: Buffer, tables: NoiseTables | null) {
    this.#secret = secret;
    this.#tables = tables;
    this.#study = createHash("sha256").update(secret).digest("base64");
  }

  /** What was drawn under this name before, or is now; nobody may change it. */
  kept(name: string, draw: () => Float64Array): Float64Array {
    if (!this.#tables) return draw();
    const { kept } = this.#tables;
    const there = kept.get(`${this.#study}|${name}`);
    if (there) return there;
    const drawn = draw();
    kept.set(`${this.#study}|${name}`, drawn);
    return drawn;
  }

  variance(small: boolean): number {
    if (!this.#tables) return 0;
    const { persistent, refresh } = this.#tables[small ? "S" : "L"];
    return persistent.V + refresh.V;
  }

  draw({ frame, tag, small, label }: Draw): number {
    if (!this.#tables) return 0;
    const kind = small ? "S" : "L";
    const { persistent, refresh } = this.#tables[kind];
    return (
      lookUp(persistent, this.#uniform(`z|p|${tag}|${frame.fpFirst}|${kind}|${label}`)) +
      lookUp(refresh, this.#uniform(`z|r|${tag}|${frame.fpNow}:${frame.asOf}|${kind}|${label}`))
    );
  }

  /** U: the first 6 bytes of the HMAC as a fraction of 2^48. */
  #uniform(text: string): number {
    return createHmac("sha256", this.#secret).update(text).digest().readUIntBE(0, 6) / 2 ** 48;
  }
}

/** Numbers that were drawn and stay in memory, for all studies: 16 MB. Draws never change. */
const DRAWN_KEPT = 2_000_000;

/** The noise tables of the rules, by class, and what was drawn from them; null where the rules have no noise. Made once. */
export interface NoiseTables {
  kept: Recent<Float64Array>;
  L: { persistent: PTable; refresh: PTable };
  S: { persistent: PTable; refresh: PTable };
}

export function noiseTables(rules: Rules): NoiseTables | null {
  const pair = ({ persistent, refresh }: NoiseClass) => ({
    persistent: makePTable(persistent.D, persistent.V),
    refresh: makePTable(refresh.D, refresh.V),
  });
  return rules.noise
    ? {
        kept: new Recent<Float64Array>(DRAWN_KEPT, ({ length }) => length),
        L: pair(rules.noise.large),
        S: pair(rules.noise.small),
      }
    : null;
}

/** Takes the mean out along every dimension in turn. */
function centre(table: Float64Array, sizes: readonly number[]): void {
  let stride = table.length;
  for (const size of sizes) {
    stride /= size;
    for (let start = 0; start < table.length; start++) {
      if (Math.floor(start / stride) % size !== 0) continue;
      let sum = 0;
      for (let at = 0; at < size; at++) sum += table[start + at * stride] as number;
      const mean = sum / size;
      for (let at = 0; at < size; at++) table[start + at * stride] = (table[start + at * stride] as number) - mean;
    }
  }
}

/** Sum of squares of what centring along every dimension leaves, from the margins; looks only at what is not zero. */
function centredSquares(table: ReadonlyMap<number, number>, sizes: readonly number[]): number {
  let squares = 0;
  for (const kept of subsetsOf(sizes.length)) {
    const margin = new Map<number, number>();
    for (const [place, value] of table) {
      const at = placeOf(place, sizes, kept);
      margin.set(at, (margin.get(at) ?? 0) + value);
    }
    let sum = 0;
    for (const value of margin.values()) sum += value ** 2;
    const summed = sizes.reduce((product, size, at) => (kept.includes(at) ? product : product * size), 1);
    squares += ((sizes.length - kept.length) % 2 === 0 ? 1 : -1) * (sum / summed);
  }
  return Math.max(0, squares);
}

/** All subsets of 0..count-1, each in ascending order. */
const subsetsOf = (count: number): number[][] =>
  Array.from({ length: 1 << count }, (_, subset) =>
    Array.from({ length: count }, (_, at) => at).filter((at) => subset & (1 << at)),
  );

/** The place of a tuple's inside codes. */
function placeOf(tuple: number, sizes: readonly number[], inside: readonly number[]): number {
  let place = 0;
  let stride = sizes.reduce((product, size) => product * size, 1);
  let next = 0;
  for (let at = 0; at < sizes.length && next < inside.length; at++) {
    const size = sizes[at] as number;
    stride /= size;
    if (inside[next] !== at) continue;
    place = place * size + (Math.floor(tuple / stride) % size);
    next += 1;
  }
  return place;
}
