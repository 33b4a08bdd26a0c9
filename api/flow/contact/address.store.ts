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
  /** Until when the person wants none */
  pausedUntil: Date | null;
}

interface NewAddress {
  holder: string;
  sealed: Buffer;
  /** SHA-256 of the secret that stops messages */
  leave: string;
  since: Date;
}

interface Found {
  holder: string;
  sealed: Uint8Array;
  since: Date;
  leftAt: Date | null;
  pausedUntil: Date | null;
}

const rowFrom = ({ sealed, ...row }: Found): AddressRow => ({ ...row, sealed: Buffer.from(sealed) });

export const createAddressStore = (database: Database) => ({
  ofHolders: async (holders: readonly string[]): Promise<AddressRow[]> =>
    (
      await database.$queryRaw<Found[]>`
        SELECT holder, sealed, since, "leftAt", "pausedUntil" FROM contact."Address" WHERE holder = ANY(${[...holders]})`
    ).map(rowFrom),

  ofStudy: async (studyId: string): Promise<AddressRow[]> =>
    (
      await database.$queryRaw<Found[]>`
        SELECT holder, sealed, since, "leftAt", "pausedUntil" FROM contact."Address" WHERE "studyId" = ${studyId}`
    ).map(rowFrom),

  all: async (): Promise<AddressRow[]> =>
    (
      await database.$queryRaw<Found[]>`SELECT holder, sealed, since, "leftAt", "pausedUntil" FROM contact."Address"`
    ).map(rowFrom),

  /** How many people of a study can be written to. */
  count: async (studyId: string): Promise<number> => {
    const [row] = await database.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM contact."Address" WHERE "studyId" = ${studyId} AND "leftAt" IS NULL`;
    return row?.count ?? 0;
  },

  /** In place of what was there, but for people who want no messages. One statement, for thousands at a time. */
  keep: async (studyId: string, rows: readonly NewAddress[]): Promise<void> => {
    await database.$executeRaw`
      INSERT INTO contact."Address" (holder, "studyId", sealed, leave, since)
      SELECT row.holder, ${studyId}, decode(row.sealed, 'base64'), row.leave, row.since
      FROM unnest(
        ${rows.map(({ holder }) => holder)}::text[],
        ${rows.map(({ sealed }) => sealed.toString("base64"))}::text[],
        ${rows.map(({ leave }) => leave)}::text[],
        ${rows.map(({ since }) => since)}::timestamptz[]
      ) AS row (holder, sealed, leave, since)
      ON CONFLICT (holder) DO UPDATE SET sealed = EXCLUDED.sealed, since = EXCLUDED.since, leave = EXCLUDED.leave
      WHERE "Address"."leftAt" IS NULL`;
  },

  byLeave: async (leave: string): Promise<AddressRow | null> => {
    const [row] = await database.$queryRaw<Found[]>`
      SELECT holder, sealed, since, "leftAt", "pausedUntil" FROM contact."Address" WHERE leave = ${leave}`;
    return row === undefined ? null : rowFrom(row);
  },

  leave: async (holder: string, sealed: Buffer, at: Date): Promise<void> => {
    await database.$executeRaw`
      UPDATE contact."Address" SET sealed = ${sealed}, "leftAt" = COALESCE("leftAt", ${at}::timestamptz)
      WHERE holder = ${holder}`;
  },

  /** False where the secret is of nobody. */
  pause: async (leave: string, until: Date): Promise<boolean> => {
    const paused = await database.$executeRaw`
      UPDATE contact."Address" SET "pausedUntil" = ${until}::timestamptz WHERE leave = ${leave} AND "leftAt" IS NULL`;
    return paused > 0;
  },

  /** In place of what was read; 0 where something else stands there by now. */
  reseal: (holder: string, before: Buffer, sealed: Buffer): Promise<number> =>
    database.$executeRaw`
      UPDATE contact."Address" SET sealed = ${sealed} WHERE holder = ${holder} AND sealed = ${before}`,

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
