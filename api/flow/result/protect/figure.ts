import { createHash } from "node:crypto";
import { escapeKey, type Axis } from "../axis.ts";
import type { Group, TupleSet } from "../elementary.ts";
import type { ElementaryCell, Frame, Measurement } from "../measure.ts";
import type { Context, StudyPlan } from "../plan.ts";
import type { Rules } from "../rules.ts";
import { WEIGHT_LIMITS, weightMiddle } from "../weight.ts";
import { declaredValues, FEW_VALUES, valueByCode, type ValueOf } from "./by-value.ts";
import { dominated } from "./dominance.ts";
import { visibleFrames } from "./frames.ts";
import type { LabelAxis } from "./effects.ts";
import { amongValid, labelOf, type ValidLabel } from "./labels.ts";
import { cellNoise, Spread, type DrawSource } from "./noise.ts";

/** A sum of protected elementary cells: its protected value, the variance of its noise, and whether it may be shown. */
export interface Figure {
  readonly y: number;
  readonly variance: number;
  readonly shown: boolean;
  /** Number of the oldest snapshot that a frame of it was published in; null where it has no frame. */
  readonly asOf: number | null;
}

/** A figure whose variance is worked out where it is asked for: of most that are looked at it never is. */
class ProtectedFigure implements Figure {
  readonly y: number;
  readonly shown: boolean;
  readonly asOf: number | null;
  readonly #workOut: () => number;

  constructor({ y, asOf }: Pick<Figure, "y" | "asOf">, shown: boolean, workOut: () => number) {
    this.y = y;
    this.shown = shown;
    this.asOf = asOf;
    this.#workOut = workOut;
  }

  get variance(): number {
    return this.#workOut();
  }
}

/** Sums of one study, protected. Exact numbers stay in here. */
export class Figures {
  readonly #plan: StudyPlan;
  readonly #measured: Measurement;
  readonly #source: DrawSource;
  readonly #rules: Rules;
  readonly #labels: LabelAxis[][];
  readonly #valid = new Map<number, ValidLabel>();
  readonly #visible: Set<number>[];
  /** Noise of all cells of a frame's label, by tag, frame and wave. */
  readonly #noise = new Map<string, Float64Array>();
  /** Protected cells of a frame's label, by wave and frame. */
  readonly #cellsOf = new Map<string, Float64Array>();

  constructor(plan: StudyPlan, measured: Measurement, source: DrawSource, rules: Rules) {
    this.#plan = plan;
    this.#measured = measured;
    this.#source = source;
    this.#rules = rules;
    this.#labels = plan.contexts.map((context) => labelOf(plan, context));
    this.#visible = plan.contexts.map((context, at) =>
      visibleFrames(plan, context, measured.frames[at] ?? new Map(), rules),
    );
  }

  /**
   * Persons in the largest frame that a condition lets in, for the refusal TOO_FEW_PERSONS; the most over the waves. Never
   * of several frames together: whether small ones add up to 10 would tell their exact sizes.
   */
  personsIn(frames: ReadonlyMap<number, ReadonlySet<number>>): number {
    let most = 0;
    for (const [at, numbers] of frames) {
      const context = this.#plan.contexts[at] as Context;
      const narrowing = new Set([...this.#plan.narrowing].map((place) => context.standings[place]?.sameAs ?? place));
      const sizes = context.frameAxes.map((place) => (this.#plan.axes[place] as Axis).size);
      const together = new Map<number, number>();
      for (const number of numbers) {
        // what the answer is merely split by does not make the condition's frame smaller
        let [rest, name, stride] = [number, 0, 1];
        for (let axis = sizes.length - 1; axis >= 0; axis--) {
          const size = sizes[axis] as number;
          if (narrowing.has(context.frameAxes[axis] as number)) name += (rest % size) * stride;
          stride *= size;
          rest = Math.floor(rest / size);
        }
        const frame = this.#measured.frames[at]?.get(number);
        // the condition's own frame, where it may not be shown, is refused as if nobody were in it
        const counts =
          !(this.#rules.audited && frame?.withheld) || context.frameAxes.some((place) => !narrowing.has(place));
        const persons = (together.get(name) ?? 0) + (counts ? (frame?.persons ?? 0) : 0);
        together.set(name, persons);
        most = Math.max(most, persons);
      }
    }
    return most;
  }

  /** How many persons (or person-waves): shown where it, and the others along each of its answers, are enough. */
  count(sets: readonly (TupleSet | undefined)[]): Figure {
    const groups = together(sets);
    const y = this.#size(groups);
    const others = this.#othersEnough(groups);
    const enough = y >= this.#rules.minimum && others !== "too few";
    const shown = this.#framesVisible(groups) && enough && this.#everEnough(sets, groups, others === "enough");
    return this.#figure(groups, y, shown);
  }

  /** How many, where only its own size matters: what is missing, and the parts of a curve. */
  size(sets: readonly (TupleSet | undefined)[]): Figure {
    const groups = together(sets);
    const y = this.#size(groups);
    const enough = y >= this.#rules.minimum && this.#everEnough(sets, groups, false);
    return this.#figure(groups, y, this.#framesVisible(groups) && enough);
  }

  /**
   * Protected sum of what is measured, from the middle of its limits: of the values (power 1) or their squares (2).
   * `variance` is that of the noise. Not shown where one person holds too much of it.
   */
  sum(set: TupleSet | undefined, power: 1 | 2): Figure {
    const { measured, weight, manifest } = this.#plan;
    if (!measured) throw new Error("nothing is measured in this plan");
    const groups = set?.groups ?? [];
    // a code is one value once values are clipped to their limits
    const valueOf = this.#rules.clip ? valueByCode(this.#plan) : null;
    if (valueOf) return this.#ofCells(groups, (...cell) => valueOf(...cell) ** power);
    const range = measured.limits ? measured.limits.maximum - measured.limits.minimum : 0;
    // of few values, a draw of 1 counts as somebody who goes from the one end to the other
    const few = (declaredValues(manifest.variables[measured.variable]) ?? Infinity) <= FEW_VALUES;
    const unit = power === 1 && few ? range : (range / 2) ** power;
    return this.#added(groups, power, {
      cells: this.#measured.cells,
      unit: unit * (weight ? WEIGHT_LIMITS.maximum : 1),
      key: (context) => (context.standings[measured.axis]?.key ?? "") + (weight ? `*${this.#weightKey(context)}` : ""),
      among: (group) => this.#amongValid(group.context)(group.tuples),
    });
  }

  /** The same of weights, as multiples of the mean weight: from the middle of what they may be. */
  weights(sets: readonly (TupleSet | undefined)[], power: 1 | 2): Figure {
    const middle = weightMiddle(this.#rules);
    return this.#added(together(sets), power, {
      cells: this.#measured.weights ?? [],
      unit: middle ** power,
      key: (context) => this.#weightKey(context),
      among: ({ context, tuples }) => ({ label: this.#labels[context] ?? [], tuples }),
    });
  }

  /** Protected cells, or their weights, each as often as its value says. */
  #ofCells(groups: readonly Group[], amountOf: ValueOf): Figure {
    const middle = this.#plan.weight ? weightMiddle(this.#rules) : 1;
    const [counts, weights] = [new Spread(), new Spread()];
    let sum = 0;
    for (const group of groups) {
      const context = this.#plan.contexts[group.context] as Context;
      const label = this.#labels[group.context] ?? [];
      const frame = this.#measured.frames[group.context]?.get(group.frame);
      const y = this.#plan.weight ? this.#protectedWeights(group) : this.#protectedCells(group);
      for (const tuple of group.tuples) {
        const amount = amountOf(context, group.frame, tuple);
        sum += amount * (y[tuple] as number);
        if (!frame) continue;
        counts.add(frame, label, [tuple], this.#rules, amount * middle);
        if (this.#plan.weight) weights.add(frame, label, [tuple], this.#rules, amount * middle);
      }
    }
    const shown = !dominated(this.#byWave(groups, this.#measured.cells), this.#rules);
    return new ProtectedFigure(
      { y: sum, asOf: this.#asOf(groups) },
      shown,
      () => counts.variance(this.#source) + weights.variance(this.#source),
    );
  }

  /** The same weights that are summed in `weights`, cell by cell. */
  #protectedWeights(group: Group): Float64Array {
    const middle = weightMiddle(this.#rules);
    const y = this.#protectedCells(group).map((persons) => persons * middle);
    const frame = this.#measured.frames[group.context]?.get(group.frame);
    const tag = `sum:${this.#weightKey(this.#plan.contexts[group.context] as Context)}`;
    const noise = frame ? this.#noiseOf(group, frame, tag, this.#labels[group.context] ?? []) : null;
    const cells = this.#measured.weights?.[group.context];
    for (let tuple = 0; tuple < y.length; tuple++) {
      const weighed = cells?.get(group.frame * y.length + tuple)?.sum ?? 0;
      y[tuple] = (y[tuple] as number) + weighed + middle * (noise?.[tuple] ?? 0);
    }
    return y;
  }

  #weightKey({ wave }: Context): string {
    const { weight, manifest } = this.#plan;
    const place = weight?.byWave && wave !== null ? `@${escapeKey(manifest.waves[wave]?.code ?? "")}` : "";
    return escapeKey(weight?.name ?? "") + place;
  }

  /** `unit`: what a draw of 1 adds to the sum. */
  #added(
    groups: readonly Group[],
    power: 1 | 2,
    of: {
      cells: Measurement["cells"];
      unit: number;
      key: (context: Context) => string;
      among: (group: Group) => ReturnType<ValidLabel>;
    },
  ): Figure {
    const spread = new Spread();
    let sum = 0;
    for (const group of groups) {
      for (const cell of this.#cells(group, of.cells)) sum += power === 1 ? cell.sum : cell.squares;
      const frame = this.#measured.frames[group.context]?.get(group.frame);
      if (!frame) continue;
      const tag = `${power === 1 ? "sum" : "squares"}:${of.key(this.#plan.contexts[group.context] as Context)}`;
      const { label, tuples } = of.among(group);
      const noise = this.#noiseOf(group, frame, tag, label);
      for (const tuple of tuples) sum += of.unit * (noise[tuple] as number);
      spread.add(frame, label, tuples, this.#rules, of.unit);
    }
    const shown = !dominated(this.#byWave(groups, of.cells), this.#rules);
    return new ProtectedFigure({ y: sum, asOf: this.#asOf(groups) }, shown, () => spread.variance(this.#source));
  }

  #figure(groups: readonly Group[], y: number, shown: boolean): Figure {
    return new ProtectedFigure({ y, asOf: this.#asOf(groups) }, shown, () => {
      const spread = new Spread();
      for (const group of groups) {
        const frame = this.#measured.frames[group.context]?.get(group.frame);
        if (frame) spread.add(frame, this.#labels[group.context] ?? [], group.tuples, this.#rules);
      }
      return spread.variance(this.#source);
    });
  }

  #size(groups: readonly Group[]): number {
    let size = 0;
    for (const group of groups) {
      const y = this.#protectedCells(group);
      for (const tuple of group.tuples) size += y[tuple] as number;
    }
    return size;
  }

  /** y = n + e of every cell of a frame's label, zeros included. */
  #protectedCells(group: Group): Float64Array {
    const name = `${group.context}|${group.frame}`;
    const known = this.#cellsOf.get(name);
    if (known) return known;
    const label = this.#labels[group.context] ?? [];
    const frame = this.#measured.frames[group.context]?.get(group.frame);
    const size = label.reduce((product, axis) => product * axis.codes.length, 1);
    const y = frame ? this.#noiseOf(group, frame, "n", label).slice() : new Float64Array(size);
    const cells = this.#measured.cells[group.context];
    for (let tuple = 0; tuple < size; tuple++) {
      const n = cells?.persons(group.frame * size + tuple);
      if (n !== undefined) y[tuple] = (y[tuple] as number) + n;
    }
    this.#cellsOf.set(name, y);
    return y;
  }

  #noiseOf(group: Group, frame: Frame, tag: string, label: readonly LabelAxis[]): Float64Array {
    const name = `${group.context}|${group.frame}|${label.length}|${tag}`;
    let noise = this.#noise.get(name);
    if (!noise) this.#noise.set(name, (noise = cellNoise(this.#source, frame, tag, label, this.#rules)));
    return noise;
  }

  #amongValid(context: number): ValidLabel {
    let among = this.#valid.get(context);
    if (!among) {
      among = amongValid(this.#plan, this.#plan.contexts[context] as Context, this.#labels[context] ?? []);
      this.#valid.set(context, among);
    }
    return among;
  }

  #cells(group: Group, measured: Measurement["cells"]): ElementaryCell[] {
    const cells = measured[group.context];
    const size = (this.#labels[group.context] ?? []).reduce((product, axis) => product * axis.codes.length, 1);
    const found: ElementaryCell[] = [];
    for (const tuple of group.tuples) {
      const cell = cells?.get(group.frame * size + tuple);
      if (cell) found.push(cell);
    }
    return found;
  }

  #asOf(groups: readonly Group[]): number | null {
    let oldest: number | null = null;
    for (const group of groups) {
      const asOf = this.#measured.frames[group.context]?.get(group.frame)?.asOf;
      if (asOf !== undefined && (oldest === null || asOf < oldest)) oldest = asOf;
    }
    return oldest;
  }

  #framesVisible(groups: readonly Group[]): boolean {
    return groups.length > 0 && groups.every((group) => this.#visible[group.context]?.has(group.frame));
  }

  /** Rule 4: along each answer of a cell, the other valid codes together. A sum over all of them has no others. */
  #othersEnough(groups: readonly Group[]): "none" | "enough" | "too few" {
    let found: "none" | "enough" = "none";
    for (let place = 0; place < this.#plan.axes.length; place++) {
      const others = groups.flatMap((group) => this.#othersAlong(group, place) ?? []);
      if (others.length === 0) continue;
      if (others.reduce((sum, y) => sum + y, 0) < this.#rules.minimum) return "too few";
      found = "enough";
    }
    return found;
  }

  /** The other valid codes together, along one answer; null where there are none. */
  #othersAlong(group: Group, place: number): number | null {
    const context = this.#plan.contexts[group.context] as Context;
    const at = context.labelAxes.indexOf(place);
    if (at < 0) return null;
    const label = this.#labels[group.context] ?? [];
    const size = label[at]?.codes.length ?? 1;
    const stride = label.slice(at + 1).reduce((product, axis) => product * axis.codes.length, 1);
    const { validCount } = this.#plan.axes[place] as Axis;
    const y = this.#protectedCells(group);
    /** By the first cell of a line: how many of its valid codes are inside. */
    const lines = new Map<number, number>();
    let others = 0;
    for (const tuple of group.tuples) {
      const code = Math.floor(tuple / stride) % size;
      if (code >= validCount) continue;
      const line = tuple - code * stride;
      lines.set(line, (lines.get(line) ?? 0) + 1);
      others -= y[tuple] as number;
    }
    let found = false;
    for (const [line, inside] of lines) {
      if (inside < validCount) found = true;
      for (let code = 0; code < validCount; code++) others += y[line + code * stride] as number;
    }
    return found ? others : null;
  }

  /** Over added-up waves: ten rows of one person are one person. A threshold, never released. */
  #everEnough(sets: readonly (TupleSet | undefined)[], groups: readonly Group[], withAnswer: boolean): boolean {
    if (!this.#plan.pooled) return true;
    const { frames, total } = this.#framesBehind(groups);
    const name = createHash("sha256").update(this.#wordingOf(groups)).digest("hex");
    const noise = frames.reduce(
      (sum, frame) =>
        sum + this.#source.draw({ frame, tag: "ever", small: frame.persons < this.#rules.largeFrame, label: name }),
      0,
    );
    const places = new Map<number, Set<number>>();
    for (const [part, moving] of sets.flatMap((set) => [...(set?.ever ?? [])]))
      places.set(part, new Set([...(places.get(part) ?? []), ...moving]));
    const atLeast = this.#rules.minimum - noise;
    const atMost = withAnswer ? total - atLeast : Number.POSITIVE_INFINITY;
    return this.#measured.moves?.between(places, atLeast, atMost) ?? false;
  }

  /** The distinct frames of a sum and how many persons they hold, at the wave that has the most. */
  #framesBehind(groups: readonly Group[]): { frames: Frame[]; total: number } {
    const frames = new Map<string, Frame>();
    const byContext = new Map<number, Map<string, Frame>>();
    for (const group of groups) {
      const frame = this.#measured.frames[group.context]?.get(group.frame);
      if (!frame) continue;
      const name = `${frame.fpFirst}|${frame.fpNow}`;
      frames.set(name, frame);
      const here = byContext.get(group.context) ?? new Map<string, Frame>();
      here.set(name, frame);
      byContext.set(group.context, here);
    }
    const totals = [...byContext.values()].map((here) =>
      [...here.values()].reduce((sum, frame) => sum + frame.persons, 0),
    );
    return { frames: [...frames.values()], total: Math.max(0, ...totals) };
  }

  /** The same sum has the same wording, however it was asked. */
  #wordingOf(groups: readonly Group[]): string {
    return groups
      .map((group) => {
        const frame = this.#measured.frames[group.context]?.get(group.frame);
        const label = (this.#labels[group.context] ?? []).map(({ key, cut }) => [key, cut]);
        return JSON.stringify([group.context, frame?.fpFirst ?? "", label, group.tuples]);
      })
      .sort()
      .join("\n");
  }

  #byWave(groups: readonly Group[], measured: Measurement["cells"]): ElementaryCell[][] {
    const waves = new Map<number, ElementaryCell[]>();
    for (const group of groups) {
      const cells = waves.get(group.context) ?? [];
      cells.push(...this.#cells(group, measured));
      waves.set(group.context, cells);
    }
    return [...waves.values()];
  }
}

/** All cells of several sums, a group a wave and frame: what stands in one of them is not among the others of another. */
function together(sets: readonly (TupleSet | undefined)[]): readonly Group[] {
  const there = sets.filter((set) => set !== undefined);
  // One sum has a group a wave and frame, its cells in order.
  if (there.length === 1) return there[0]?.groups ?? [];
  const groups = new Map<string, Group>();
  for (const { context, frame, tuples } of there.flatMap((set) => set.groups)) {
    const name = `${context}|${frame}`;
    const all = [...(groups.get(name)?.tuples ?? []), ...tuples].sort((a, b) => a - b);
    groups.set(name, { context, frame, tuples: all });
  }
  return [...groups.values()];
}
