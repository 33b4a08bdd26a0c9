import type { Database } from "../../platform/postgres.ts";

/** A sealed address. Its table is in a schema of its own that the models do not know: no relation leads to it. */
export interface AddressRow {
  /** Keyed hash of study and pseudonym */
  holder: string;
  sealed: Buffer;
  /** Since when it is this address */
  since: Date;
  /** When the person said to want no messages */
  leftAt: Date | null;
}

interface NewAddress {
  holder: string;
  sealed: Buffer;
  /** SHA-256 of the secret that stops messages */
  leave: string;
}

interface Found {
  holder: string;
  sealed: Uint8Array;
  since: Date;
  leftAt: Date | null;
}

const rowFrom = ({ sealed, ...row }: Found): AddressRow => ({ ...row, sealed: Buffer.from(sealed) });

export const createAddressStore = (database: Database) => ({
  ofHolders: async (holders: readonly string[]): Promise<AddressRow[]> =>
    (
      await database.$queryRaw<Found[]>`
        SELECT holder, sealed, since, "leftAt" FROM contact."Address" WHERE holder = ANY(${[...holders]})`
    ).map(rowFrom),

  ofStudy: async (studyId: string): Promise<AddressRow[]> =>
    (
      await database.$queryRaw<Found[]>`
        SELECT holder, sealed, since, "leftAt" FROM contact."Address" WHERE "studyId" = ${studyId}`
    ).map(rowFrom),

  all: async (): Promise<AddressRow[]> =>
    (await database.$queryRaw<Found[]>`SELECT holder, sealed, since, "leftAt" FROM contact."Address"`).map(rowFrom),

  /** How many people of a study can be written to. */
  count: async (studyId: string): Promise<number> => {
    const [row] = await database.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM contact."Address" WHERE "studyId" = ${studyId} AND "leftAt" IS NULL`;
    return row?.count ?? 0;
  },

  /** In place of what was there, but for people who want no messages. One statement, for thousands at a time. */
  keep: async (studyId: string, rows: readonly NewAddress[], at: Date): Promise<void> => {
    await database.$executeRaw`
      INSERT INTO contact."Address" (holder, "studyId", sealed, leave, since)
      SELECT row.holder, ${studyId}, decode(row.sealed, 'base64'), row.leave, ${at}::timestamptz
      FROM unnest(
        ${rows.map(({ holder }) => holder)}::text[],
        ${rows.map(({ sealed }) => sealed.toString("base64"))}::text[],
        ${rows.map(({ leave }) => leave)}::text[]
      ) AS row (holder, sealed, leave)
      ON CONFLICT (holder) DO UPDATE SET sealed = EXCLUDED.sealed, since = EXCLUDED.since, leave = EXCLUDED.leave
      WHERE "Address"."leftAt" IS NULL`;
  },

  byLeave: async (leave: string): Promise<AddressRow | null> => {
    const [row] = await database.$queryRaw<Found[]>`
      SELECT holder, sealed, since, "leftAt" FROM contact."Address" WHERE leave = ${leave}`;
    return row === undefined ? null : rowFrom(row);
  },

  leave: async (holder: string, sealed: Buffer, at: Date): Promise<void> => {
    await database.$executeRaw`
      UPDATE contact."Address" SET sealed = ${sealed}, "leftAt" = COALESCE("leftAt", ${at}::timestamptz)
      WHERE holder = ${holder}`;
  },

  /** Under another key. */
  replace: async (holder: string, by: { holder: string; sealed: Buffer }): Promise<void> => {
    await database.$executeRaw`
      UPDATE contact."Address" SET holder = ${by.holder}, sealed = ${by.sealed} WHERE holder = ${holder}`;
  },

  remove: async (holder: string): Promise<void> => {
    await database.$executeRaw`DELETE FROM contact."Address" WHERE holder = ${holder}`;
  },
});

export type AddressStore = ReturnType<typeof createAddressStore>;
