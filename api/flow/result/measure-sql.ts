import { codeColumn, seenColumn, valueColumn, type Coding } from "../snapshot/manifest.ts";
import type { Axis, Standing } from "./axis.ts";
import { fixedAndMoving, onlyMeasured, positionsOf } from "./elementary.ts";
import type { Context, StudyPlan } from "./plan.ts";

/** Bits of one word in a roll-up: as many as JavaScript's bit operations take. */
export const WORD_BITS = 31;

/**
 * The statements of a plan. Identifiers are made of the manifest's places and nothing else: no name, code or value
 * that anybody typed ever stands in a statement.
 */
export function cellStatement(plan: StudyPlan, clip: boolean): string {
  return plan.contexts
    .map((context, at) => {
      const places = [...context.frameAxes, ...context.labelAxes];
      const columns = places.map((place, column) => `${position(plan, context, place)} as p${column}`);
      const group = places.length > 0 ? ` group by ${places.map((_, column) => `p${column}`).join(", ")}` : "";
      return `select ${[`${at} as context`, ...columns, "count(*)::double as n", ...sums(plan, context, clip)].join(", ")} from person${group}`;
    })
    .join(" union all ");
}

/** Persons by what they are in any of the counted waves: their fixed codes, and a bit for each combination of moving ones. */
export function everStatement(plan: StudyPlan): string {
  const { fixed, moving } = fixedAndMoving(plan);
  const size = (place: number) => positionsOf(plan, place);
  const rolledUp = (context: Context) => (place: number) => {
    const at = position(plan, context, place, true);
    return onlyMeasured(plan, place) ? `(${at} >= ${(plan.axes[place] as Axis).validCount})` : at;
  };
  const first = plan.contexts[0] as Context;
  const inner = plan.contexts.map((context, at) => `${radix(moving, size, rolledUp(context))} as t${at}`);
  const words = Array.from({ length: wordCount(plan) }, (_, word) => {
    const from = word * WORD_BITS;
    const bits = plan.contexts.map((_context, at) =>
      wordCount(plan) === 1
        ? `(1 << t${at})`
        : `(case when t${at} between ${from} and ${from + WORD_BITS - 1} then 1 << (t${at} - ${from}) else 0 end)`,
    );
    return `(${bits.join(" | ")}) as b${word}`;
  });
  const part = radix(fixed, size, rolledUp(first));
  return `select part, ${words.join(", ")}, count(*)::double as persons from (select ${part} as part, ${inner.join(", ")} from person) group by all`;
}

/** How many words the moving part of a roll-up takes. */
export function wordCount(plan: StudyPlan): number {
  const { moving } = fixedAndMoving(plan);
  return Math.ceil(moving.reduce((product, place) => product * positionsOf(plan, place), 1) / WORD_BITS);
}

function radix(
  places: readonly number[],
  size: (place: number) => number,
  expression: (place: number) => string,
): string {
  return places.reduce((sum, place) => `(${sum} * ${size(place)} + ${expression(place)}::integer)`, "0");
}

/** The position of a person on an axis in a counted wave. `always`: also where the wave alone decides it. */
function position(plan: StudyPlan, context: Context, place: number, always = false): string {
  const axis = plan.axes[place] as Axis;
  const standing = context.standings[place] as Standing;
  if (standing.fixed !== null && !(always && axis.kind === "seen")) return String(standing.fixed);
  if (axis.kind === "seen") return `(1 - ${seenColumn(standing.at as number)})`;
  if (axis.kind === "survival") return survivalPosition(plan, axis);
  return codePosition(plan, axis, standing.at);
}

function codingOf(plan: StudyPlan, axis: Axis): Coding {
  return plan.manifest.variables[axis.variable]?.codings[axis.coding] as Coding;
}

function codePosition(plan: StudyPlan, axis: Axis, at: Standing["at"]): string {
  if (at === "person") return codeColumn(axis.variable, axis.coding);
  if (typeof at === "number") return codeColumn(axis.variable, axis.coding, at);
  const valid = codingOf(plan, axis).valid.length;
  const cases = wavesFrom(plan, at).map((wave) => {
    const column = codeColumn(axis.variable, axis.coding, wave);
    return `when ${column} < ${valid} then ${column}`;
  });
  return `(case ${cases.join(" ")} else ${valid} end)`;
}

function wavesFrom(plan: StudyPlan, at: "first" | "last"): number[] {
  const { from, to } = plan.window;
  const waves = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  return at === "first" ? waves : waves.reverse();
}

function survivalPosition(plan: StudyPlan, axis: Axis): string {
  const event = axis.event as NonNullable<Axis["event"]>;
  const column = (wave: number) => codeColumn(event.variable, event.coding, wave);
  const valid = plan.manifest.variables[event.variable]?.codings[event.coding]?.valid.length ?? 0;
  const count = event.waves.length;
  const events =
    event.isTrue.length === 0
      ? []
      : event.waves.map((wave, at) => `when ${column(wave)} in (${event.isTrue.join(", ")}) then ${at}`);
  const lasts = event.waves.map((wave, at) => `when ${column(wave)} < ${valid} then ${count + at}`).reverse();
  return `(case ${[...events, ...lasts].join(" ")} else ${2 * count} end)`;
}

/** What is averaged: clipped to the declared limits, counted from their middle; and the two largest single values. */
function sums(plan: StudyPlan, context: Context, clip: boolean): string[] {
  if (!plan.measured) return [];
  const { variable, axis, limits } = plan.measured;
  const standing = context.standings[axis] as Standing;
  if (standing.fixed !== null) return ["null as s", "null as q", "null as top", "null as a"];
  const { at } = standing;
  const raw =
    at === "person"
      ? valueColumn(variable)
      : typeof at === "number"
        ? valueColumn(variable, at)
        : `coalesce(${wavesFrom(plan, at)
            .map((wave) => valueColumn(variable, wave))
            .join(", ")})`;
  const value =
    clip && limits ? `least(greatest(${raw}, ${literal(limits.minimum)}), ${literal(limits.maximum)})` : raw;
  const centred = `(${value} - ${literal(middleOf(limits))})`;
  return [
    `sum(${centred}) as s`,
    `sum(${centred} * ${centred}) as q`,
    `max(abs(${value}), 2) as top`,
    `sum(abs(${value})) as a`,
  ];
}

export function middleOf(limits: { minimum: number; maximum: number } | null): number {
  return limits ? (limits.minimum + limits.maximum) / 2 : 0;
}

/** A declared limit as a number in a statement; anything but a finite number is a fault of the manifest. */
function literal(value: number): string {
  if (!Number.isFinite(value)) throw new Error("a declared limit is not a finite number");
  return `(${value})::double`;
}
