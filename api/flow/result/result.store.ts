import type { Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import type { ResultQuery } from "./query.ts";
import { releasedBefore } from "./released.ts";
import type { StoredResult, UsedVariable } from "./result.ts";

export interface LedgerLine {
  at: Date;
  userId: string;
  shape: string;
  studies: readonly string[];
  snapshots: readonly string[];
  resultId: string | null;
  refusal: string | null;
}

export const createResultStore = (database: Database) => ({
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

  /** Keeps the first answer under an id: whoever comes second gets that one, since both are the same. */
  async keep(result: StoredResult): Promise<void> {
    await database.storedResult.createMany({
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
  },

  async write(line: LedgerLine): Promise<void> {
    await database.ledgerEntry.create({
      data: { ...line, studies: [...line.studies], snapshots: [...line.snapshots] },
      select: { id: true },
    });
  },
});

export type ResultStore = ReturnType<typeof createResultStore>;
