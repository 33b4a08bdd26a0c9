import type { Database } from "../../platform/postgres.ts";
import { Recent } from "../../platform/recent.ts";
import { together } from "../../platform/together.ts";
import type { ResultQuery } from "./query.ts";
import { releasedBefore, written } from "./released.ts";
import type { ResultFooting, StoredResult, UsedVariable } from "./result.ts";

export interface LedgerLine {
  at: Date;
  userId: string;
  shape: string;
  studies: readonly string[];
  snapshots: readonly string[];
  /** study/name of the ANSWER variables that it counts against */
  variables: readonly string[];
  /** study/name of the BACKGROUND variables of its frames */
  frames: readonly string[];
  resultId: string | null;
  refusal: string | null;
  /** Given before */
  again: boolean;
}

/** Cells of results that stay in memory: 20 MB or so. */
const CELLS_KEPT = 50_000;
/** Results and lines that are committed together at most: the text of large answers is held meanwhile. */
const WRITTEN_TOGETHER = 50;

interface Written {
  line: LedgerLine;
  result: StoredResult | null;
}

export const createResultStore = (database: Database) => {
  /** Those committed that were asked last; a result never changes and is never taken away. */
  const recent = new Recent<StoredResult>(CELLS_KEPT, ({ released }) => released.cells.length + 1);

  const read = together(async (ids: readonly string[]): Promise<(StoredResult | null)[]> => {
    const rows = await database.storedResult.findMany({
      where: { id: { in: [...new Set(ids)] } },
      select: { id: true, query: true, variables: true, snapshots: true, rules: true, released: true, givenAt: true },
    });
    const found = new Map(
      rows.map((row): [string, StoredResult] => [
        row.id,
        {
          kind: "result",
          id: row.id,
          query: row.query as unknown as ResultQuery,
          variables: row.variables as unknown as UsedVariable[],
          snapshots: row.snapshots,
          rules: row.rules,
          released: releasedBefore(row.released),
          givenAt: row.givenAt,
        },
      ]),
    );
    return ids.map((id) => found.get(id) ?? null);
  });

  /** One statement and so one commit: each line with its result, or neither. */
  const write = together(async (all: readonly Written[]): Promise<void[]> => {
    const results = all.flatMap(({ result }) => (result ? { ...result, released: written(result.released) } : []));
    await database.$executeRaw`
      /* keep_results */ with kept as (
        insert into "StoredResult" (id, query, variables, snapshots, rules, released, "givenAt")
        select * from json_to_recordset(${JSON.stringify(results)}::json) as r(
          id text, query jsonb, variables jsonb, snapshots text[], rules text, released jsonb, "givenAt" timestamptz)
        order by id
        on conflict (id) do nothing
      )
      insert into "LedgerEntry" (at, "userId", shape, studies, variables, frames, snapshots, "resultId", refusal, again)
      select * from json_to_recordset(${JSON.stringify(all.map(({ line }) => line))}::json) as l(
        at timestamptz, "userId" text, shape text, studies text[], variables text[], frames text[], snapshots text[],
        "resultId" text, refusal text, again boolean)`;
    return all.map(() => undefined);
  }, WRITTEN_TOGETHER);

  return {
    /** What results that were given rest on, without their cells. */
    async footings(ids: readonly string[]): Promise<ResultFooting[]> {
      return database.$queryRaw<ResultFooting[]>`
        select "id", "released" ->> 'state' as "state", "snapshots" from "StoredResult" where "id" = any(${[...ids]})`;
    },

    /** How many results were given that rest on one of these snapshots. */
    givenOn: (snapshots: readonly string[]): Promise<number> =>
      database.storedResult.count({ where: { snapshots: { hasSome: [...snapshots] } } }),

    async find(id: string): Promise<StoredResult | null> {
      const known = recent.get(id);
      if (known) return known;
      const found = await read(id);
      if (found) recent.set(id, found);
      return found;
    },

    /**
     * Writes the line, and with it the result where it is new: both or neither, committed when it answers. The first
     * answer under an id is kept; whoever comes second had the same one.
     */
    write: (line: LedgerLine, result: StoredResult | null): Promise<void> => write({ line, result }),
  };
};

export type ResultStore = ReturnType<typeof createResultStore>;
