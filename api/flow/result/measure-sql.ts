import type { Added } from "./cells.ts";
import { codeColumn, seenColumn, valueColumn, type Coding } from "../snapshot/manifest.ts";
import type { Axis, Standing } from "./axis.ts";
import { fixedAndMoving, onlyMeasured, positionsOf } from "./elementary.ts";
import type { Context, StudyPlan } from "./plan.ts";
import { WEIGHT_LIMITS, type Weight } from "./weight.ts";

/** Combinations of codes that a statement groups by at once: what an array of counts takes easily. */
const TOGETHER = 4096;
/** And how many columns: more take longer than another grouping. */
const COLUMNS_TOGETHER = 6;

/**
 * What a counted wave asks of a table. Identifiers are made of the manifest's places and nothing else: no name, code or
 * value that anybody typed ever stands in a statement.
 */
export interface ContextSql {
  /** Of each axis of frame and label: where a person stands, and how many places there are. */
  positions: readonly string[];
  sizes: readonly number[];
  /** Beside how many persons there are. */
  added: Readonly<Partial<Record<Added, string>>>;
  /** What is added up, as it stands in the table or clipped to its limits; null where nothing is. */
  value: string | null;
}

/** `within`: whether all values of a column lie between the declared limits, so that clipping changes nothing. */
export function contextSql(
  plan: StudyPlan,
  context: Context,
  clip: boolean,
  within: (column: string) => boolean,
): ContextSql {
  const places = [...context.frameAxes, ...context.labelAxes];
  const values = valuesOf(plan, context, clip, within);
  return {
    positions: places.map((place) => position(plan, context, place)),
    sizes: places.map((place) => (plan.axes[place] as Axis).size),
    added: values === null ? {} : sums(values, plan, clip),
    value: values?.value ?? null,
  };
}

/** Counted waves that one grouping serves: the codes that any of them looks at, and where each finds its own. */
export interface Pack {
  columns: readonly string[];
  contexts: { at: number; sql: ContextSql; columns: readonly number[] }[];
}

/**
 * Waves in which persons are only counted share a grouping, as far as it stays small: a grouping for three waves takes as
 * long as one for one.
 */
export function packed(contexts: readonly ContextSql[]): Pack[] {
  const packs: Pack[] = [];
  let open: { columns: string[]; size: number; contexts: Pack["contexts"] } | null = null;
  contexts.forEach((sql, at) => {
    const sizeOf = new Map(sql.positions.map((position, place) => [position, sql.sizes[place] as number]));
    const counted = Object.keys(sql.added).length === 0;
    const fresh: string[] = [...sizeOf.keys()].filter((position) => !open?.columns.includes(position));
    const size = fresh.reduce((product, position) => product * (sizeOf.get(position) as number), open?.size ?? 1);
    const columnsThen = (open?.columns.length ?? 0) + fresh.length;
    if (!counted || open === null || size > TOGETHER || columnsThen > COLUMNS_TOGETHER) {
      open = { columns: [...sizeOf.keys()], size: sql.sizes.reduce((product, one) => product * one, 1), contexts: [] };
      packs.push(open);
    } else {
      open.columns.push(...fresh);
      open.size = size;
    }
    const { columns } = open;
    open.contexts.push({ at, sql, columns: sql.positions.map((position) => columns.indexOf(position)) });
    if (!counted) open = null;
  });
  return packs;
}

/** Rows `pack, p0 … , n, …`: a column of positions for each of the widest pack, one for each name in `added`. */
export function cellStatement(packs: readonly Pack[], width: number, added: readonly Added[]): string {
  return packs
    .map(({ columns, contexts }, at) => {
      const of = contexts[0]?.sql.added ?? {};
      const shown = Array.from({ length: width }, (_, column) =>
        column < columns.length ? `p${column}::usmallint` : "0::usmallint",
      );
      const given = added.map((name) => (of[name] === undefined ? "null::double" : `${name}::double`));
      return `select ${[`${at}::usmallint`, ...shown, "n::double", ...given].join(", ")} from (${grouped(columns, of)})`;
    })
    .join(" union all ");
}

/** Rows `p0 …, first, second`: the two largest values without sign; of these cells only, where they are named. */
export function largestStatement({ positions, sizes, value }: ContextSql, cells: readonly number[] | null): string {
  const number = positions.reduce((sum, position, place) => `(${sum} * ${sizes[place]} + ${position})`, "0::integer");
  const only = cells === null ? "" : ` where ${number} in (${cells.join(", ")})`;
  const shown = positions.map((_, column) => `p${column}::usmallint`);
  return `select ${[...shown, "top[1]::double", "coalesce(top[2], 0)::double"].join(", ")}
    from (${grouped(positions, { top: `max(abs(${value}), 2)` }, only)}) where top is not null`;
}

function grouped(columns: readonly string[], added: Readonly<Record<string, string>>, only = ""): string {
  const shown = [
    ...columns.map((column, at) => `${column} as p${at}`),
    "count(*) as n",
    ...Object.entries(added).map(([name, sum]) => `${sum} as ${name}`),
  ];
  const by = columns.length > 0 ? ` group by ${columns.map((_, at) => `p${at}`).join(", ")}` : "";
  return `select ${shown.join(", ")} from person${only}${by}`;
}

/** Where somebody stands on an axis: in a column, or in one place whoever they are. */
export type Stand = { column: number; size: number; from: number | null } | { constant: number; size: number };

/**
 * What each person is in the counted waves. `fixed`: what does not move with the wave; `moving`: by wave what does; places
 * on the columns that `statement` gives. `from`: only whether a place is before it makes a difference (0) or not (1).
 */
export interface EverSql {
  columns: readonly string[];
  /** How many places each has. */
  sizes: readonly number[];
  fixed: readonly Stand[];
  moving: readonly (readonly Stand[])[];
}

export function everSql(plan: StudyPlan): EverSql {
  const { fixed, moving } = fixedAndMoving(plan);
  const columns: string[] = [];
  const sizes: number[] = [];
  const stand = (context: Context, place: number): Stand => {
    const expression = position(plan, context, place, true);
    const size = positionsOf(plan, place);
    const from = onlyMeasured(plan, place) ? (plan.axes[place] as Axis).validCount : null;
    if (/^\d+$/.test(expression)) {
      const constant = Number(expression);
      return { constant: from === null ? constant : Number(constant >= from), size };
    }
    if (!columns.includes(expression)) {
      columns.push(expression);
      sizes.push((plan.axes[place] as Axis).codes.length);
    }
    return { column: columns.indexOf(expression), size, from };
  };
  const first = plan.contexts[0] as Context;
  return {
    fixed: fixed.map((place) => stand(first, place)),
    moving: plan.contexts.map((context) => moving.map((place) => stand(context, place))),
    columns,
    sizes,
  };
}

/** A column of at most 256 places is one byte wide. */
export const isNarrow = (size: number): boolean => size <= 256;

export function everStatement({ columns, sizes }: EverSql): string {
  const shown = columns.map((column, at) => `(${column})::${isNarrow(sizes[at] as number) ? "utinyint" : "usmallint"}`);
  return `select ${shown.length === 0 ? "0::utinyint" : shown.join(", ")} from person`;
}

/** The same places as columns: `part`, and `t0` … by counted wave. */
export function everPlaces(plan: StudyPlan): string {
  const { columns, fixed, moving } = everSql(plan);
  const number = (stands: readonly Stand[]): string =>
    stands.reduce((sum, stand) => {
      if ("constant" in stand) return `(${sum} * ${stand.size} + ${stand.constant})`;
      const column = `(${columns[stand.column]})::integer`;
      return `(${sum} * ${stand.size} + ${stand.from === null ? column : `(${column} >= ${stand.from})::integer`})`;
    }, "0");
  return [`${number(fixed)} as part`, ...moving.map((stands, at) => `${number(stands)} as t${at}`)].join(", ");
}

/** How many combinations of moving codes a plan that adds waves up tells apart. */
export function movingPlaces(plan: StudyPlan): number {
  const { moving } = fixedAndMoving(plan);
  return moving.reduce((product, place) => product * positionsOf(plan, place), 1);
}

/** The position of a person on an axis in a counted wave. `always`: also where the wave alone decides it. */
export function position(plan: StudyPlan, context: Context, place: number, always = false): string {
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

/** The value columns of what is measured in a counted wave, the first that has a value counts; none where nothing is. */
export function valueColumns(plan: StudyPlan, context: Context): string[] {
  if (!plan.measured) return [];
  const { variable, axis } = plan.measured;
  const { at, fixed } = context.standings[axis] as Standing;
  if (fixed !== null) return [];
  if (at === "person") return [valueColumn(variable)];
  return (typeof at === "number" ? [at] : wavesFrom(plan, at)).map((wave) => valueColumn(variable, wave));
}

/** What is averaged, clipped to the declared limits, and the same from their middle; null where nothing is. */
export function valuesOf(
  plan: StudyPlan,
  context: Context,
  clip: boolean,
  within: (column: string) => boolean = () => false,
): Summed | null {
  if (plan.summing === "weights" && plan.weight) {
    const value = weightOf(plan.weight, context, clip);
    const centred = clip ? `(${value} - ${literal(middleOf(WEIGHT_LIMITS))})` : value;
    return { value, centred, squared: `(${centred} * ${centred})` };
  }
  const columns = valueColumns(plan, context);
  if (columns.length === 0) return null;
  const raw = columns.length === 1 ? (columns[0] as string) : `coalesce(${columns.join(", ")})`;
  const limits = plan.measured?.limits ?? null;
  const value =
    !clip || !limits || columns.every(within)
      ? raw
      : `least(greatest(${raw}, ${literal(limits.minimum)}), ${literal(limits.maximum)})`;
  const middle = middleOf(limits);
  const centred = middle === 0 ? value : `(${value} - ${literal(middle)})`;
  const squared = `(${centred} * ${centred})`;
  if (!plan.weight) return { value, centred, squared };
  const weight = weightOf(plan.weight, context, clip);
  return { value: `(${weight} * ${value})`, centred: `(${weight} * ${centred})`, squared: `(${weight} * ${squared})` };
}

/** A weight as a multiple of the mean weight; who has none, or a negative one, has no weight. */
function weightOf({ variable, mean, byWave }: Weight, { wave }: Context, clip: boolean): string {
  const column = valueColumn(variable, byWave && wave !== null ? wave : undefined);
  const weight = `(greatest(coalesce(${column}, 0), 0) / ${literal(mean)})`;
  return clip ? `least(${weight}, ${literal(WEIGHT_LIMITS.maximum)})` : weight;
}

/** What is added up of each person, as SQL: as it is, from the middle of its limits, and the square of that. */
interface Summed {
  value: string;
  centred: string;
  squared: string;
}

/** Sizes are a sum of their own only where values have both signs. */
function sums({ value, centred, squared }: Summed, plan: StudyPlan, clip: boolean): ContextSql["added"] {
  return {
    sum: `sum(${centred})`,
    squares: `sum(${squared})`,
    ...(!(clip && oneSign(limitsOf(plan))) && { size: `sum(abs(${value}))` }),
  };
}

/** Between which limits the values that are added up lie. */
export function limitsOf({ measured, weight, summing }: StudyPlan): { minimum: number; maximum: number } | null {
  if (summing === "weights") return WEIGHT_LIMITS;
  const limits = measured?.limits ?? null;
  if (!weight || !limits) return limits;
  const largest = WEIGHT_LIMITS.maximum * Math.max(Math.abs(limits.minimum), Math.abs(limits.maximum));
  return { minimum: -largest, maximum: largest };
}

/** Whether clipped values are all positive, or all negative. */
export const oneSign = (limits: { minimum: number; maximum: number } | null): boolean =>
  limits !== null && limits.minimum * limits.maximum >= 0;

export function middleOf(limits: { minimum: number; maximum: number } | null): number {
  return limits ? (limits.minimum + limits.maximum) / 2 : 0;
}

/** A declared limit as a number in a statement; anything but a finite number is a fault of the manifest. */
function literal(value: number): string {
  if (!Number.isFinite(value)) throw new Error("a declared limit is not a finite number");
  return `(${value})::double`;
}
