import { createHmac } from "node:crypto";
import type { Frame } from "../measure.ts";
import type { NoiseClass, Rules } from "../rules.ts";
import { lookUp, makePTable, type PTable } from "./ptable.ts";

/**
 * Noise that hangs on the frame, never on who gave which answer, and that adds up over answers.
 *
 * For answer variables 1..k with c1..ck codes, e(a) = Σ_T u_T(a_T) / Π_{j∉T} c_j over the subsets T of the label, where
 * u_T holds the draws over all codes of T, centred to sum zero along every dimension and scaled by Π_{j∈T} √(c_j/(c_j−1)).
 * A sum of cells is linear in the draws, so it is written as a coefficient for each draw: that gives the noise of the
 * sum and its variance at once, however many cells it has.
 */
export interface LabelAxis {
  /** Names the variable in a label, as axis.standingOf gives it. */
  key: string;
  /** Escaped codes, kinds of missing included: as many as scale the noise. */
  codes: readonly string[];
}

/** Coefficients of draws; several sums can be collected in one. */
export class Draws {
  readonly #coefficients = new Map<string, { coefficient: number; draw: Draw }>();

  /** Adds `factor` times the noise of a set of tuples (mixed radix over `label`) of one frame. */
  add(
    frame: Frame,
    tag: string,
    label: readonly LabelAxis[],
    tuples: readonly number[],
    rules: Rules,
    factor = 1,
  ): void {
    const sizes = label.map((axis) => axis.codes.length);
    for (let subset = 0; subset < 1 << label.length; subset++) {
      const inside = sizes.flatMap((_, at) => (subset & (1 << at) ? [at] : []));
      const table = projection(tuples, sizes, inside);
      centre(
        table,
        inside.map((at) => sizes[at] as number),
      );
      const scale = inside.reduce((product, at) => {
        const c = sizes[at] as number;
        return product * Math.sqrt(c / (c - 1));
      }, factor);
      const small = frame.persons < rules.largeFrame || inside.length > 1;
      table.forEach((coefficient, place) => {
        // what is left of a full set after centring is rounding of the machine, not a draw
        if (Math.abs(coefficient) < 1e-12) return;
        this.#collect({ frame, tag, small, label: labelOf(label, inside, sizes, place) }, coefficient * scale);
      });
    }
  }

  #collect(draw: Draw, coefficient: number): void {
    const name = `${draw.tag}|${draw.frame.fpFirst}|${draw.frame.fpNow}:${draw.frame.asOf}|${draw.small ? "S" : "L"}|${draw.label}`;
    const known = this.#coefficients.get(name);
    if (known) known.coefficient += coefficient;
    else this.#coefficients.set(name, { coefficient, draw });
  }

  /** The noise itself and its variance, from this source of draws. */
  total(source: DrawSource): { noise: number; variance: number } {
    let noise = 0;
    let variance = 0;
    for (const { coefficient, draw } of this.#coefficients.values()) {
      noise += coefficient * source.draw(draw);
      variance += coefficient ** 2 * source.variance(draw.small);
    }
    return { noise, variance };
  }
}

export interface Draw {
  frame: Frame;
  /** `n` for counts, `sum:<variable>` for sums. */
  tag: string;
  /** Class S; else L. */
  small: boolean;
  /** Codes of the effect's variables, as `q=1&s=0`; empty for the single draw. */
  label: string;
}

/** Where draws come from: HMACs of one study's secret, looked up in the noise tables, each made once a question. */
export class DrawSource {
  readonly #secret: Buffer;
  readonly #tables: NoiseTables | null;
  readonly #drawn = new Map<string, number>();

  constructor(secret: Buffer, tables: NoiseTables | null) {
    this.#secret = secret;
    this.#tables = tables;
  }

  variance(small: boolean): number {
    if (!this.#tables) return 0;
    const { persistent, refresh } = this.#tables[small ? "S" : "L"];
    return persistent.V + refresh.V;
  }

  draw({ frame, tag, small, label }: Draw): number {
    if (!this.#tables) return 0;
    const kind = small ? "S" : "L";
    const key = `${tag}|${frame.fpFirst}|${frame.fpNow}:${frame.asOf}|${kind}|${label}`;
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    const { persistent, refresh } = this.#tables[kind];
    const z =
      lookUp(persistent, this.#uniform(`z|p|${tag}|${frame.fpFirst}|${kind}|${label}`)) +
      lookUp(refresh, this.#uniform(`z|r|${tag}|${frame.fpNow}:${frame.asOf}|${kind}|${label}`));
    this.#drawn.set(key, z);
    return z;
  }

  /** U: the first 6 bytes of the HMAC as a fraction of 2^48. */
  #uniform(text: string): number {
    return createHmac("sha256", this.#secret).update(text).digest().readUIntBE(0, 6) / 2 ** 48;
  }
}

/** The noise tables of the rules, by class; null where the rules have no noise. Made once. */
export interface NoiseTables {
  L: { persistent: PTable; refresh: PTable };
  S: { persistent: PTable; refresh: PTable };
}

export function noiseTables(rules: Rules): NoiseTables | null {
  const pair = ({ persistent, refresh }: NoiseClass) => ({
    persistent: makePTable(persistent.D, persistent.V),
    refresh: makePTable(refresh.D, refresh.V),
  });
  return rules.noise ? { L: pair(rules.noise.large), S: pair(rules.noise.small) } : null;
}

/** How often each combination of codes of the inside axes occurs among the tuples, over the product of the other sizes. */
function projection(tuples: readonly number[], sizes: readonly number[], inside: readonly number[]): Float64Array {
  const cells = inside.reduce((product, at) => product * (sizes[at] as number), 1);
  const outside = sizes.reduce((product, size, at) => (inside.includes(at) ? product : product * size), 1);
  const table = new Float64Array(cells);
  for (const tuple of tuples) {
    let rest = tuple;
    const positions = new Array<number>(sizes.length);
    for (let at = sizes.length - 1; at >= 0; at--) {
      const size = sizes[at] as number;
      positions[at] = rest % size;
      rest = Math.floor(rest / size);
    }
    let place = 0;
    for (const at of inside) place = place * (sizes[at] as number) + (positions[at] as number);
    table[place] = (table[place] as number) + 1 / outside;
  }
  return table;
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

function labelOf(
  label: readonly LabelAxis[],
  inside: readonly number[],
  sizes: readonly number[],
  place: number,
): string {
  let rest = place;
  const parts: string[] = [];
  for (let step = inside.length - 1; step >= 0; step--) {
    const at = inside[step] as number;
    const size = sizes[at] as number;
    const axis = label[at] as LabelAxis;
    parts.unshift(`${axis.key}=${axis.codes[rest % size] ?? ""}`);
    rest = Math.floor(rest / size);
  }
  return parts.join("&");
}
