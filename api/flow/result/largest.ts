import type { DuckDB } from "../../platform/duckdb.ts";
import { numbersOf } from "../../platform/duckdb-vectors.ts";
import type { ElementaryCells } from "./cells.ts";
import { largestStatement, limitsOf, middleOf, oneSign, type ContextSql } from "./measure-sql.ts";
import type { StudyPlan } from "./plan.ts";

/** More cells than this are not named one by one. */
const MOST_NAMED = 1000;

/**
 * The two largest values of the cells in which one person could hold too much of the sum. No value is larger than its
 * declared limits: where the sum of sizes is more than (waves + 4) times that, neither rule of dominance can hold,
 * whatever the two are and whichever cells are added to it, a wave each. There both count as large as a value may be.
 */
export async function measureLargest(
  sql: ContextSql,
  cells: ElementaryCells,
  plan: StudyPlan,
  duckdb: DuckDB,
  clip: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { n, sum, size, first, second } = cells.columns;
  if (!n || !sum || !size || !first || !second) return;
  const limits = clip ? limitsOf(plan) : null;
  if (limits && oneSign(limits)) {
    const sign = limits.minimum < 0 ? -1 : 1;
    for (let cell = 0; cell < n.length; cell++)
      if (!Number.isNaN(size[cell]))
        size[cell] = sign * ((sum[cell] as number) + middleOf(limits) * (n[cell] as number));
  }
  const largest = limits ? Math.max(Math.abs(limits.minimum), Math.abs(limits.maximum)) : Number.POSITIVE_INFINITY;
  const enough = (plan.manifest.waves.length + 4) * largest;
  const unsure: number[] = [];
  for (let cell = 0; cell < n.length; cell++) {
    if (n[cell] === 0) continue;
    if (Number.isNaN(size[cell])) size[cell] = 0;
    else if ((size[cell] as number) > enough) first[cell] = second[cell] = largest;
    else unsure.push(cell);
  }
  if (unsure.length === 0) return;
  await duckdb.read(
    largestStatement(sql, unsure.length > MOST_NAMED ? null : unsure),
    (chunk) => {
      const rows = chunk.rowCount;
      const width = sql.positions.length;
      const codes = sql.positions.map((_, at) => numbersOf(chunk, at, "USMALLINT", rows));
      const [one, other] = [width, width + 1].map((at) => numbersOf(chunk, at, "DOUBLE", rows));
      for (let row = 0; row < rows; row++) {
        const cell = codes.reduce((number, code, at) => number * (sql.sizes[at] as number) + (code[row] as number), 0);
        first[cell] = one?.[row] as number;
        second[cell] = other?.[row] as number;
      }
    },
    signal,
  );
}
