import type { Measure as FigureKind } from "../../../components/chart/cells.ts";
import { labelOf } from "../../../components/chart/cells.ts";
import type { Cell } from "../../../lib/question/operations.ts";
import type { Measure } from "../../../lib/question/question.ts";

/** A cell that is shown. */
type Shown = Cell & { value: number };

const isShown = (cell: Cell): cell is Shown => cell.value !== null;

export type Headline =
  | { seen: "NOTHING" }
  | { seen: "ONE"; value: number }
  | { seen: "OVER_TIME"; from: Shown; to: Shown; fromLabel: string; toLabel: string }
  | { seen: "ALIKE"; low: number; high: number }
  | { seen: "APART"; high: Shown; low: Shown; highLabel: string; lowLabel: string };

/** What is to be seen in an answer, from what is shown only. Groups whose intervals overlap are not called different. */
export function headlineOf(cells: readonly Cell[]): Headline {
  const shown = cells.filter((cell) => cell.keys.every(({ missing }) => missing === null)).filter(isShown);
  const [first] = shown;
  const last = shown.at(-1);
  if (!first || !last) return { seen: "NOTHING" };
  if (first.keys.length === 0 || shown.length === 1) return { seen: "ONE", value: first.value };
  if (first.keys.length === 1 && first.keys[0]?.dimension === "wave")
    return { seen: "OVER_TIME", from: first, to: last, fromLabel: labelOf(first.keys), toLabel: labelOf(last.keys) };
  const high = shown.reduce((best, cell) => (cell.value > best.value ? cell : best));
  const low = shown.reduce((best, cell) => (cell.value < best.value ? cell : best));
  const overlap = high.low !== null && low.high !== null && high.low <= low.high;
  if (overlap || high.value === low.value) return { seen: "ALIKE", low: low.value, high: high.value };
  return { seen: "APART", high, low, highLabel: labelOf(high.keys), lowLabel: labelOf(low.keys) };
}

/** What kind of figure it is, and its unit. */
export function figureKind(measure: Measure, unit: string | null): FigureKind {
  if ("share" in measure || "retention" in measure || "survival" in measure) return { kind: "SHARE" };
  return "count" in measure ? { kind: "COUNT" } : { kind: "NUMBER", unit };
}
