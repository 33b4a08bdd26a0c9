import type { Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import type { ResultQuery } from "./query.ts";
import { releasedBefore } from "./released.ts";
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

export const createResultStore = (database: Database) => ({
  /** What results that were given rest on, without their cells. */
  async footings(ids: readonly string[]): Promise<ResultFooting[]> {
    return database.$queryRaw<ResultFooting[]>`
      select "id", "released" ->> 'state' as "state", "snapshots" from "StoredResult" where "id" = any(${[...ids]})`;
  },

  async find(id: string): Promise<StoredResult | null> {
    const row = await database.storedResult.findUnique({
      where: { id },
      select: { id: true, query: true, variables: true, snapshots: true, rules: true, released: true, givenAt: true },
    });
    if (row === null) return null;
    return {
      kind: "result",
      id: row.id,
      query: row.query as unknown as ResultQuery,
      variables: row.variables as unknown as UsedVariable[],
      snapshots: row.snapshots,
      rules: row.rules,
      released: releasedBefore(row.released),
      givenAt: row.givenAt,
    };
  },

  /**
   * Writes the line, and with it the result where it is new: both or neither. The first answer under an id is kept;
   * whoever comes second had the same one.
   */
  async write(line: LedgerLine, result: StoredResult | null): Promise<void> {
    const entry = database.ledgerEntry.create({
      data: {
        ...line,
        studies: [...line.studies],
        snapshots: [...line.snapshots],
        variables: [...line.variables],
        frames: [...line.frames],
      },
      select: { id: true },
    });
    if (result === null) return void (await entry);
    const kept = database.storedResult.createMany({
      data: [
        {
          id: result.id,
          query: result.query as unknown as Prisma.InputJsonObject,
          variables: result.variables as unknown as Prisma.InputJsonArray,
          snapshots: [...result.snapshots],
          rules: result.rules,
          released: { ...result.released } as unknown as Prisma.InputJsonObject,
          givenAt: result.givenAt,
        },
      ],
      skipDuplicates: true,
    });
    await database.$transaction([kept, entry]);
  },
});

export type ResultStore = ReturnType<typeof createResultStore>;
