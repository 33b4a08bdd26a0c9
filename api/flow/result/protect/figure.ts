import { escapeKey, type Axis } from "../axis.ts";
import type { Group, TupleSet } from "../elementary.ts";
import type { Measurement } from "../measure.ts";
import type { Context, StudyPlan } from "../plan.ts";
import type { Rules } from "../rules.ts";
import { WEIGHT_LIMITS, weightMiddle } from "../weight.ts";
import { declaredValues, FEW_VALUES, valueByCode, type ValueOf } from "./by-value.ts";
import { enoughDifferent } from "./different-persons.ts";
import { dominated } from "./dominance.ts";
import { ExactCells } from "./exact-cells.ts";
import { visibleFrames } from "./frames.ts";
import { amongValid, type ValidLabel } from "./labels.ts";
import { type DrawSource, Spread } from "./noise.ts";
import { othersEnough } from "./others.ts";
import { together } from "./together.ts";

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
  readonly #cells: ExactCells;
  readonly #valid = new Map<number, ValidLabel>();
  readonly #visible: Set<number>[];

  constructor(plan: StudyPlan, measured: Measurement, source: DrawSource, rules: Rules) {
    this.#plan = plan;
    this.#measured = measured;
    this.#source = source;
    this.#rules = rules;
    this.#cells = new ExactCells(plan, measured, source, rules);
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
    const others = othersEnough(groups, this.#plan, this.#cells, this.#rules);
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
      among: (group) => ({ label: this.#cells.label(group), tuples: group.tuples }),
    });
  }

  /** Protected cells, or their weights, each as often as its value says. */
  #ofCells(groups: readonly Group[], amountOf: ValueOf): Figure {
    const middle = this.#plan.weight ? weightMiddle(this.#rules) : 1;
    const [counts, weights] = [new Spread(), new Spread()];
    let sum = 0;
    for (const group of groups) {
      const context = this.#plan.contexts[group.context] as Context;
      const label = this.#cells.label(group);
      const frame = this.#cells.frame(group);
      const y = this.#plan.weight
        ? this.#cells.protectedWeights(group, this.#weightKey(context))
        : this.#cells.protected(group);
      for (const tuple of group.tuples) {
        const amount = amountOf(context, group.frame, tuple);
        sum += amount * (y[tuple] as number);
        if (!frame) continue;
        counts.add(frame, label, [tuple], this.#rules, amount * middle);
        if (this.#plan.weight) weights.add(frame, label, [tuple], this.#rules, amount * middle);
      }
    }
    const shown = !dominated(this.#cells.sizes(this.#measured.cells, groups), this.#rules);
    return new ProtectedFigure(
      { y: sum, asOf: this.#asOf(groups) },
      shown,
      () => counts.variance(this.#source) + weights.variance(this.#source),
    );
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
      sum = this.#cells.addUp(of.cells, group, power === 1 ? "sum" : "squares", sum);
      const frame = this.#cells.frame(group);
      if (!frame) continue;
      const tag = `${power === 1 ? "sum" : "squares"}:${of.key(this.#plan.contexts[group.context] as Context)}`;
      const { label, tuples } = of.among(group);
      const noise = this.#cells.noise(group, frame, tag, label);
      for (const tuple of tuples) sum += of.unit * (noise[tuple] as number);
      spread.add(frame, label, tuples, this.#rules, of.unit);
    }
    const shown = !dominated(this.#cells.sizes(of.cells, groups), this.#rules);
    return new ProtectedFigure({ y: sum, asOf: this.#asOf(groups) }, shown, () => spread.variance(this.#source));
  }

  #figure(groups: readonly Group[], y: number, shown: boolean): Figure {
    return new ProtectedFigure({ y, asOf: this.#asOf(groups) }, shown, () => {
      const spread = new Spread();
      for (const group of groups) {
        const frame = this.#cells.frame(group);
        if (frame) spread.add(frame, this.#cells.label(group), group.tuples, this.#rules);
      }
      return spread.variance(this.#source);
    });
  }

  #size(groups: readonly Group[]): number {
    let size = 0;
    for (const group of groups) {
      const y = this.#cells.protected(group);
      for (const tuple of group.tuples) size += y[tuple] as number;
    }
    return size;
  }

  #amongValid(context: number): ValidLabel {
    let among = this.#valid.get(context);
    if (!among) {
      among = amongValid(this.#plan, this.#plan.contexts[context] as Context, this.#cells.labels[context] ?? []);
      this.#valid.set(context, among);
    }
    return among;
  }

  #asOf(groups: readonly Group[]): number | null {
    let oldest: number | null = null;
    for (const group of groups) {
      const asOf = this.#cells.frame(group)?.asOf;
      if (asOf !== undefined && (oldest === null || asOf < oldest)) oldest = asOf;
    }
    return oldest;
  }

  #framesVisible(groups: readonly Group[]): boolean {
    return groups.length > 0 && groups.every((group) => this.#visible[group.context]?.has(group.frame));
  }

  /** Over added-up waves ten rows of one person are one person. */
  #everEnough(sets: readonly (TupleSet | undefined)[], groups: readonly Group[], withAnswer: boolean): boolean {
    if (!this.#plan.pooled) return true;
    const { moves } = this.#measured;
    return enoughDifferent(sets, groups, withAnswer, {
      cells: this.#cells,
      moves,
      source: this.#source,
      rules: this.#rules,
    });
  }
}
