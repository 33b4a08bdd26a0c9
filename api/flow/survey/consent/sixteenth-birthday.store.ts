import type { Database } from "../../../platform/postgres.ts";
import type { Connection } from "../survey.store.ts";

/** Sealed days, by a keyed hash of study and pseudonym. No relation leads to this table. */
export const createSixteenthBirthdayStore = (database: Database) => ({
  /** In place of what was there. */
  keep: async (
    rows: readonly { holder: string; sealed: Buffer }[],
    connection: Connection = database,
  ): Promise<void> => {
    await connection.$executeRaw`
      INSERT INTO "SixteenthBirthday" (holder, sealed)
      SELECT row.holder, decode(row.sealed, 'base64') FROM unnest(
        ${rows.map(({ holder }) => holder)}::text[], ${rows.map(({ sealed }) => sealed.toString("base64"))}::text[]
      ) AS row (holder, sealed)
      ON CONFLICT (holder) DO UPDATE SET sealed = EXCLUDED.sealed`;
  },

  ofHolders: async (holders: readonly string[]): Promise<{ holder: string; sealed: Buffer }[]> => {
    const rows = await database.sixteenthBirthday.findMany({
      where: { holder: { in: [...holders] } },
      select: { holder: true, sealed: true },
    });
    return rows.map(({ holder, sealed }) => ({ holder, sealed: Buffer.from(sealed) }));
  },

  remove: async (holders: readonly string[]): Promise<void> => {
    await database.sixteenthBirthday.deleteMany({ where: { holder: { in: [...holders] } } });
  },
});

export type SixteenthBirthdayStore = ReturnType<typeof createSixteenthBirthdayStore>;
