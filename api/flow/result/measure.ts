import type { DuckDB } from "../../platform/duckdb.ts";
import { numbersOf, validBitsOf } from "../../platform/duckdb-vectors.ts";
import { ADDED, ElementaryCells } from "./cells.ts";
import { correctCells, correctEver, frozenSets } from "./frozen-frames.ts";
import type { InFlight } from "./in-flight.ts";
import { measureLargest } from "./largest.ts";
import { framesOf, setOf, type Frame } from "./measured-frames.ts";
import {
  cellStatement,
  contextSql,
  everSql,
  everStatement,
  isNarrow,
  packed,
  valueColumns,
  type ContextSql,
  type EverSql,
  type Pack,
} from "./measure-sql.ts";
import { PersonMoves } from "./person-moves.ts";
import type { Context, StudyPlan } from "./plan.ts";
import type { RollUps } from "./roll-ups.ts";

/** Figures as they are. They go to protection and nowhere else. */
export interface Measurement {
  /** By context. */
  cells: ElementaryCells[];
  /** By context: the same cells with the sums of weights; null where nothing is weighted. */
  weights: ElementaryCells[] | null;
  /** By context: the frames by number. Absent: nobody. */
  frames: Map<number, Frame>[];
  /** Where persons are in the counted waves; null where waves are not added up. */
  moves: PersonMoves | null;
}

export type { ElementaryCell } from "./cells.ts";
export type { Frame } from "./measured-frames.ts";

/** An opened snapshot. What was read of it is kept; it never changes. */
export interface MeasuredData {
  /** Unlike any other's */
  name: string;
  database: DuckDB;
  frames: Map<string, Promise<Map<string, Frame>>>;
  /** Sets with frozen frames. */
  frozen?: Promise<ReadonlySet<string>>;
  /** Of value columns: the smallest and largest value. */
  ranges: Map<string, { low: number | null; high: number | null }>;
  rollUps: RollUps;
  inFlight: InFlight;
}

/** How a question is measured, beside its plan. */
export interface Measuring {
  clip: boolean;
  /** Says stop when nobody waits for it any more, or it takes too long. */
  signal: AbortSignal;
}

/** Runs a plan over a snapshot. The only place that answers from measured data. */
export async function measure(plan: StudyPlan, data: MeasuredData, how: Measuring): Promise<Measurement> {
  const [cells, weights, frames, moves] = await Promise.all([
    measureCells(plan, data, how),
    plan.weight ? measureCells({ ...plan, summing: "weights" }, data, how) : Promise.resolve(null),
    Promise.all(plan.contexts.map((context) => framesOf(plan, context, data))),
    plan.pooled ? measureMoves(plan, data, how) : Promise.resolve(null),
  ]);
  return { cells, weights, frames, moves };
}

async function measureCells(
  plan: StudyPlan,
  data: MeasuredData,
  { clip, signal }: Measuring,
): Promise<ElementaryCells[]> {
  await readRanges(plan, data);
  const limits = plan.measured?.limits ?? null;
  const within = (column: string): boolean => {
    const range = data.ranges.get(column);
    if (!range || !limits) return false;
    return (range.low ?? limits.minimum) >= limits.minimum && (range.high ?? limits.maximum) <= limits.maximum;
  };
  const contexts = plan.contexts.map((context) => contextSql(plan, context, clip, within));
  const names = contexts.map(
    (sql, at) => `${data.name}\ncells ${JSON.stringify([clip, setOf(plan, plan.contexts[at] as Context), sql])}`,
  );
  return data.rollUps.take(
    names,
    (missing, stop) => {
      const wanted = missing.map((at) => contexts[at] as ContextSql);
      const part = { ...plan, contexts: missing.map((at) => plan.contexts[at] as Context) };
      const measureThem = async (): Promise<ElementaryCells[]> => {
        const cells = await readCells(wanted, plan, data.database, clip, stop);
        const frozen = await frozenSets(part, data);
        if (frozen.size > 0) await correctCells(part, data, clip, frozen, cells);
        return cells;
      };
      return data.inFlight.run(wanted.length * plan.manifest.persons, measureThem, stop);
    },
    signal,
  );
}

async function readCells(
  contexts: readonly ContextSql[],
  plan: StudyPlan,
  duckdb: DuckDB,
  clip: boolean,
  signal: AbortSignal,
): Promise<ElementaryCells[]> {
  const added = ADDED.filter((name) => contexts.some((sql) => name in sql.added));
  const cells = contexts.map(
    ({ sizes, value }) =>
      new ElementaryCells(
        sizes.reduce((product, size) => product * size, 1),
        value === null ? [] : ["sum", "squares", "size", "first", "second"],
      ),
  );
  const packs = packed(contexts);
  const width = Math.max(...packs.map(({ columns }) => columns.length));
  await duckdb.read(
    cellStatement(packs, width, added),
    (chunk) => {
      const rows = chunk.rowCount;
      const codes = Array.from({ length: width + 1 }, (_, at) => numbersOf(chunk, at, "USMALLINT", rows));
      const sums = ["n" as const, ...added].map((name, at) => ({
        name,
        numbers: numbersOf(chunk, width + 1 + at, "DOUBLE", rows),
        valid: validBitsOf(chunk, width + 1 + at, rows),
      }));
      for (let row = 0; row < rows; row++) {
        for (const { at, sql, columns } of (packs[codes[0]?.[row] as number] as Pack).contexts) {
          let number = 0;
          columns.forEach((column, place) => {
            number = number * (sql.sizes[place] as number) + (codes[column + 1]?.[row] as number);
          });
          for (const { name, numbers, valid } of sums) {
            const into = cells[at]?.columns[name];
            if (into === undefined) continue;
            if (valid === null || ((valid[row >> 3] as number) & (1 << (row & 7))) !== 0)
              into[number] = (into[number] as number) + (numbers[row] as number);
            // Nobody in it has a value.
            else if (name === "sum" && cells[at]?.columns.size) cells[at].columns.size[number] = Number.NaN;
          }
        }
      }
    },
    signal,
  );
  for (const [at, sql] of contexts.entries())
    if (sql.value !== null) await measureLargest(sql, cells[at] as ElementaryCells, plan, duckdb, clip, signal);
  return cells;
}

/** Column by column once: DuckDB knows its smallest and largest value without a scan. */
async function readRanges(plan: StudyPlan, { database: duckdb, ranges }: MeasuredData): Promise<void> {
  const columns = new Set(plan.contexts.flatMap((context) => valueColumns(plan, context)));
  const unknown = [...columns].filter((column) => !ranges.has(column));
  if (unknown.length === 0) return;
  const [row] = await duckdb.rows<Record<string, number | null>>(
    `select ${unknown.map((column, at) => `min(${column}) as low${at}, max(${column}) as high${at}`).join(", ")} from person`,
  );
  unknown.forEach((column, at) =>
    ranges.set(column, { low: row?.[`low${at}`] ?? null, high: row?.[`high${at}`] ?? null }),
  );
}

async function measureMoves(plan: StudyPlan, data: MeasuredData, { signal }: Measuring): Promise<PersonMoves> {
  const sql = everSql(plan);
  const sets = plan.contexts.map((context) => setOf(plan, context));
  const measureThem = async (stop: AbortSignal): Promise<PersonMoves> => {
    const columns = await readMoves(plan, sql, data.database, stop);
    const frozen = await frozenSets(plan, data);
    const changed = frozen.size > 0 ? await correctEver(plan, data, frozen) : [];
    return new PersonMoves(sql, columns, plan.manifest.persons, changed);
  };
  const [moves] = await data.rollUps.take(
    [`${data.name}\nmoves ${JSON.stringify([sets, sql])}`],
    async (_, stop) => [
      await data.inFlight.run(sql.columns.length * plan.manifest.persons, () => measureThem(stop), stop),
    ],
    signal,
  );
  return moves as PersonMoves;
}

async function readMoves(
  { manifest: { persons } }: StudyPlan,
  sql: EverSql,
  duckdb: DuckDB,
  signal: AbortSignal,
): Promise<(Uint8Array | Uint16Array)[]> {
  const narrow = sql.sizes.map(isNarrow);
  const columns = narrow.map((small) => (small ? new Uint8Array(persons) : new Uint16Array(persons)));
  let next = 0;
  await duckdb.read(
    everStatement(sql),
    (chunk) => {
      const rows = chunk.rowCount;
      columns.forEach((column, at) =>
        column.set(numbersOf(chunk, at, narrow[at] ? "UTINYINT" : "USMALLINT", rows), next),
      );
      next += rows;
    },
    signal,
  );
  return columns;
}
