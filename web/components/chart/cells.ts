import type { Json } from "../../lib/graphql/graphql.ts";

export interface ChartKey {
  dimension: string;
  /** null where the value is missing; then `missing` says the kind. */
  code: string | null;
  label: string;
  missing: string | null;
}

/** What a chart takes of a result's cell. */
export interface ChartCell {
  keys: readonly ChartKey[];
  value: number | null;
  low: number | null;
  high: number | null;
  count: number | null;
  withheld: boolean;
  /** Nobody here can have been asked: a dash. */
  notAsked: boolean;
}

/** The reader's own answer: a code of one of the dimensions. */
export interface OwnCode {
  dimension: string;
  code: string;
}

export interface Measure {
  /** SHARE: 0 to 1. COUNT: persons. NUMBER: in the unit of the variable. */
  kind: "SHARE" | "COUNT" | "NUMBER";
  unit?: string | null;
}

/** What kind of figure a ResultQuery, as JSON, asks for. */
export function measureOf(query: Json): Measure {
  const measure = member(query, "measure");
  const asked = (name: string) => member(measure, name) !== null;
  if (asked("share") || asked("retention") || asked("survival")) return { kind: "SHARE" };
  return { kind: asked("count") ? "COUNT" : "NUMBER" };
}

function member(of: Json, name: string): Json {
  if (of === null || typeof of !== "object" || Array.isArray(of)) return null;
  return of[name] ?? null;
}

export const isOwn = (cell: ChartCell, own: OwnCode | null | undefined): boolean =>
  own != null && cell.keys.some(({ dimension, code }) => dimension === own.dimension && code === own.code);

/** Missing values stand in the table, not in the picture. */
export const picturedCells = (cells: readonly ChartCell[]): ChartCell[] =>
  cells.filter((cell) => cell.keys.every(({ missing }) => missing === null));

/** What stands where there is no figure. */
export const wordsWithout = (
  { notAsked }: Pick<ChartCell, "notAsked">,
  words: { notAsked: string; withheld: string },
): string => (notAsked ? words.notAsked : words.withheld);

export const labelOf = (keys: readonly ChartKey[]): string => keys.map(({ label }) => label).join(" · ");

export const keyOf = (cell: ChartCell): string =>
  cell.keys.map(({ code, missing }) => code ?? `?${missing}`).join("\u001f");

export interface Range {
  from: number;
  to: number;
  ticks: number[];
}

/** The axis: shares from 0 to 1, counts and bars from 0, other numbers around what is shown. */
export function rangeOf(cells: readonly ChartCell[], measure: Measure, fromZero: boolean): Range {
  if (measure.kind === "SHARE") return { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
  const shown = cells.flatMap(({ value, low, high }) => [value, low, high]).filter((n): n is number => n !== null);
  const zero = fromZero || measure.kind === "COUNT" || shown.length === 0;
  const lowest = Math.min(...(zero ? [0] : []), ...shown);
  const highest = Math.max(...(zero ? [0] : []), ...shown);
  const step = niceStep((highest - lowest || Math.abs(highest) || 1) / 4);
  const from = Math.floor(lowest / step) * step;
  const to = Math.max(Math.ceil(highest / step) * step, from + step);
  const count = Math.round((to - from) / step);
  return { from, to, ticks: Array.from({ length: count + 1 }, (_, index) => from + index * step) };
}

/** 1, 2 or 5 times a power of ten, at least as large as asked. */
function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return power * ([1, 2, 5].find((factor) => factor * power >= atLeast) ?? 10);
}

/** 0 at the beginning of the range, 1 at its end. */
export const placeIn = (range: Range, value: number): number =>
  Math.min(1, Math.max(0, (value - range.from) / (range.to - range.from)));
