import type { Group } from "../elementary.ts";
import type { Frame, Measurement } from "../measure.ts";
import type { StudyPlan } from "../plan.ts";
import type { Rules } from "../rules.ts";
import { weightMiddle } from "../weight.ts";
import type { LabelAxis } from "./effects.ts";
import { labelOf } from "./labels.ts";
import type { Sizes } from "./dominance.ts";
import { cellNoise, type DrawSource } from "./noise.ts";

/** By group of tuples, that is by counted wave and frame: arrays that are made once. */
class ByGroup {
  readonly #made = new Map<number, Map<number, Float64Array>>();

  of({ context, frame }: Group, make: () => Float64Array): Float64Array {
    let here = this.#made.get(context);
    if (!here) this.#made.set(context, (here = new Map()));
    let array = here.get(frame);
    if (!array) here.set(frame, (array = make()));
    return array;
  }
}

/** The elementary cells of one study's measurement, exact, and beside them the noise that they get. */
export class ExactCells {
  readonly labels: readonly (readonly LabelAxis[])[];
  readonly #measured: Measurement;
  readonly #source: DrawSource;
  readonly #rules: Rules;
  /** Cells of a frame's label, by context. */
  readonly #sizes: readonly number[];
  readonly #protected = new ByGroup();
  /** Noise of all cells of a frame's label, by tag and how many axes are in the label. */
  readonly #noise = new Map<string, ByGroup>();

  constructor(plan: StudyPlan, measured: Measurement, source: DrawSource, rules: Rules) {
    this.labels = plan.contexts.map((context) => labelOf(plan, context));
    this.#sizes = this.labels.map((label) => label.reduce((product, axis) => product * axis.codes.length, 1));
    this.#measured = measured;
    this.#source = source;
    this.#rules = rules;
  }

  label({ context }: Group): readonly LabelAxis[] {
    return this.labels[context] ?? [];
  }

  /** Undefined: nobody. */
  frame({ context, frame }: Group): Frame | undefined {
    return this.#measured.frames[context]?.get(frame);
  }

  /** Number of the first cell of a group's frame, and how many it has. */
  #place({ context, frame }: Group): { first: number; size: number } {
    const size = this.#sizes[context] ?? 1;
    return { first: frame * size, size };
  }

  /** y = n + e of every cell of a frame's label, zeros included. */
  protected(group: Group): Float64Array {
    return this.#protected.of(group, () => {
      const { first, size } = this.#place(group);
      const frame = this.frame(group);
      const y = frame ? this.noise(group, frame, "n", this.label(group)).slice() : new Float64Array(size);
      const cells = this.#measured.cells[group.context];
      if (cells)
        for (let tuple = 0; tuple < size; tuple++) y[tuple] = (y[tuple] as number) + cells.persons(first + tuple);
      return y;
    });
  }

  /** The same of weights, cell by cell: the sums under `key`. */
  protectedWeights(group: Group, key: string): Float64Array {
    const middle = weightMiddle(this.#rules);
    const { first } = this.#place(group);
    const y = this.protected(group).map((persons) => persons * middle);
    const frame = this.frame(group);
    const noise = frame ? this.noise(group, frame, `sum:${key}`, this.label(group)) : null;
    const { n, sum } = this.#measured.weights?.[group.context]?.columns ?? {};
    for (let tuple = 0; tuple < y.length; tuple++) {
      const weighed = n?.[first + tuple] === 0 ? 0 : (sum?.[first + tuple] ?? 0);
      y[tuple] = (y[tuple] as number) + weighed + middle * (noise?.[tuple] ?? 0);
    }
    return y;
  }

  noise(group: Group, frame: Frame, tag: string, label: readonly LabelAxis[]): Float64Array {
    const name = `${label.length}|${tag}`;
    let there = this.#noise.get(name);
    if (!there) this.#noise.set(name, (there = new ByGroup()));
    return there.of(group, () => cellNoise(this.#source, frame, tag, label, this.#rules));
  }

  /** What is added up over a group's cells, from this on. */
  addUp(measured: Measurement["cells"], group: Group, column: "sum" | "squares", from: number): number {
    const { n, [column]: values } = measured[group.context]?.columns ?? {};
    if (!n || !values) return from;
    const { first } = this.#place(group);
    let sum = from;
    for (const tuple of group.tuples) if (n[first + tuple] !== 0) sum += values[first + tuple] as number;
    return sum;
  }

  /** Over counted waves: sizes of all values together; of each wave's largest, and of each wave's second largest. */
  sizes(measured: Measurement["cells"], groups: readonly Group[]): Sizes {
    const waves = new Map<number, Group[]>();
    for (const group of groups) {
      const here = waves.get(group.context);
      if (here) here.push(group);
      else waves.set(group.context, [group]);
    }
    const sizes: Sizes = { total: 0, first: 0, second: 0 };
    for (const [context, here] of waves) {
      const { n, size, first, second } = measured[context]?.columns ?? {};
      if (!n || !size) continue;
      let [largest, next] = [0, 0];
      for (const group of here) {
        const { first: start } = this.#place(group);
        for (const tuple of group.tuples) {
          const cell = start + tuple;
          if (n[cell] === 0) continue;
          sizes.total += size[cell] as number;
          const [one, other] = [first?.[cell] ?? 0, second?.[cell] ?? 0];
          next = Math.max(next, Math.min(largest, one), other);
          largest = Math.max(largest, one);
        }
      }
      sizes.first += largest;
      sizes.second += next;
    }
    return sizes;
  }
}
