import type { Prisma } from "../../../prisma/generated/client.ts";
import { withdrawalReason } from "../../../schema/snapshot.ts";
import type { Database } from "../../platform/postgres.ts";
import { together } from "../../platform/together.ts";
import type { Snapshot } from "./snapshot.ts";

export const snapshotFields = {
  id: true,
  studyId: true,
  number: true,
  state: true,
  asOf: true,
  personsShown: true,
  hash: true,
  folder: true,
  asked: true,
  notAskedReason: true,
  notAskedVariables: true,
  finalAt: true,
  clearedAt: true,
  withdrawal: { select: { at: true, reason: true } },
} satisfies Prisma.SnapshotSelect;

type SnapshotRow = Prisma.SnapshotGetPayload<{ select: typeof snapshotFields }>;

export const snapshotFrom = ({
  asked,
  notAskedReason,
  notAskedVariables,
  withdrawal,
  ...row
}: SnapshotRow): Snapshot => ({
  ...row,
  withdrawn: withdrawal && { at: withdrawal.at, reason: withdrawalReason.parse(withdrawal.reason) },
  notAsked: asked
    ? null
    : { reason: notAskedReason as NonNullable<Snapshot["notAsked"]>["reason"], variables: notAskedVariables },
});

/** A study, and its newest snapshot that was ever answered from. */
export interface NewestOf {
  studyId: string;
  snapshot: Snapshot | null;
}

interface NewestRow extends Omit<SnapshotRow, "id" | "withdrawal"> {
  slug: string;
  /** Null where there is no snapshot, as is all that follows. */
  id: string | null;
  withdrawnAt: Date | null;
  withdrawnReason: Prisma.JsonValue;
}

const newestFrom = ({ slug: _slug, id, withdrawnAt, withdrawnReason, ...row }: NewestRow): NewestOf => ({
  studyId: row.studyId,
  snapshot:
    id === null
      ? null
      : snapshotFrom({ id, ...row, withdrawal: withdrawnAt && { at: withdrawnAt, reason: withdrawnReason } }),
});

export interface NewSnapshot extends Omit<Snapshot, "id" | "finalAt" | "withdrawn" | "clearedAt"> {
  /** Exact */
  persons: number;
}

/** A snapshot may take long on a large study; the transaction holds nothing but the study's turn meanwhile. */
const LONGEST_TURN_MS = 60 * 60 * 1000;
const LONGEST_WAIT_MS = 30_000;
/** First half of the advisory locks' number: what they are for. */
export const TAKING = 0x5a17;

/** The tables as one holder of a study's turn sees them. */
export interface Turn {
  /** Oldest first. */
  snapshots(): Promise<Snapshot[]>;
  add(snapshot: NewSnapshot): Promise<Snapshot>;
}

export const createSnapshotStore = (database: Database) => {
  const inTurn = <T>(
    studyId: string,
    work: (turn: Turn) => Promise<T>,
    take: (transaction: Prisma.TransactionClient) => Promise<boolean>,
  ): Promise<T | null> =>
    database.$transaction(
      async (transaction) => {
        if (!(await take(transaction))) return null;
        return work({
          snapshots: async () => {
            const rows = await transaction.snapshot.findMany({
              where: { studyId },
              select: snapshotFields,
              orderBy: { number: "asc" },
            });
            return rows.map(snapshotFrom);
          },
          add: async ({ notAsked, ...snapshot }) =>
            snapshotFrom(
              await transaction.snapshot.create({
                data: {
                  ...snapshot,
                  asked: notAsked === null,
                  notAskedReason: notAsked?.reason ?? null,
                  notAskedVariables: notAsked?.variables ?? [],
                },
                select: snapshotFields,
              }),
            ),
        });
      },
      { timeout: LONGEST_TURN_MS, maxWait: LONGEST_WAIT_MS },
    );

  return {
    /** One at a time for each study, over all processes on this database; waits for its turn. */
    inTurn: async <T>(studyId: string, work: (turn: Turn) => Promise<T>): Promise<T> => {
      const done = await inTurn(
        studyId,
        async (turn) => ({ result: await work(turn) }),
        async (transaction) => {
          await transaction.$executeRaw`select pg_advisory_xact_lock(${TAKING}::int4, hashtext(${studyId}))`;
          return true;
        },
      );
      return (done as { result: T }).result;
    },

    /** Null where somebody else has the turn. */
    ifFree: <T>(studyId: string, work: (turn: Turn) => Promise<T>): Promise<T | null> =>
      inTurn(studyId, work, async (transaction) => {
        const rows = await transaction.$queryRaw<{ free: boolean }[]>`
          select pg_try_advisory_xact_lock(${TAKING}::int4, hashtext(${studyId})) as free`;
        return rows[0]?.free ?? false;
      }),

    /** Studies with an import that is newer than their newest snapshot. */
    behind: async (): Promise<string[]> => {
      const rows = await database.$queryRaw<{ studyId: string }[]>`
        select i."studyId" from "StudyImport" i
        left join "Snapshot" s on s."studyId" = i."studyId"
        where i.status = 'DONE' and i."studyId" is not null
        group by i."studyId"
        having max(s."asOf") is null or max(i."endedAt") > max(s."asOf")`;
      return rows.map(({ studyId }) => studyId);
    },

    byId: async (id: string): Promise<Snapshot | null> => {
      const row = await database.snapshot.findUnique({ where: { id }, select: snapshotFields });
      return row && snapshotFrom(row);
    },

    /** Newest first. */
    askedOf: async (studyId: string): Promise<Snapshot[]> => {
      const rows = await database.snapshot.findMany({
        where: { studyId, asked: true },
        select: snapshotFields,
        orderBy: { number: "desc" },
      });
      return rows.map(snapshotFrom);
    },

    /** All, those that are kept but not asked included; newest first. */
    allOf: async (studyId: string): Promise<Snapshot[]> => {
      const rows = await database.snapshot.findMany({
        where: { studyId },
        select: snapshotFields,
        orderBy: { number: "desc" },
      });
      return rows.map(snapshotFrom);
    },

    /** Ids of those that were refused and are the newest of their study. */
    refused: async (): Promise<string[]> => {
      const rows = await database.$queryRaw<{ id: string }[]>`
        select s.id from "Snapshot" s where s."notAskedReason" = 'DISCLOSIVE_BACKGROUND' and s.number = (
          select max(n.number) from "Snapshot" n where n."studyId" = s."studyId")
        order by s.id`;
      return rows.map(({ id }) => id);
    },

    /**
     * Of the study of this slug the newest that was ever answered from, withdrawn or not; null where there is no such
     * study. Looked up anew for every question, for several at once in one statement.
     */
    newestOf: together(async (slugs: readonly string[]): Promise<(NewestOf | null)[]> => {
      const rows = await database.$queryRaw<NewestRow[]>`
        /* newest_snapshots */ select st.slug, st.id as "studyId", s.id, s.number, s.state::text as state, s."asOf",
          s."personsShown", s.hash, s.folder, s.asked, s."notAskedReason", s."notAskedVariables", s."finalAt",
          s."clearedAt", w.at as "withdrawnAt", w.reason as "withdrawnReason"
        from "Study" st
          left join lateral (
            select * from "Snapshot" n where n."studyId" = st.id and n.asked order by n.number desc limit 1
          ) s on true
          left join "SnapshotWithdrawal" w on w."snapshotId" = s.id
        where st.slug = any(${[...new Set(slugs)]}::text[])`;
      const found = new Map(rows.map((row) => [row.slug, newestFrom(row)]));
      return slugs.map((slug) => found.get(slug) ?? null);
    }),

    /** The newest that was ever answered from, withdrawn or not. */
    newest: async (studyId: string): Promise<Snapshot | null> => {
      const row = await database.snapshot.findFirst({
        where: { studyId, asked: true },
        select: snapshotFields,
        orderBy: { number: "desc" },
      });
      return row && snapshotFrom(row);
    },
  };
};

export type SnapshotStore = ReturnType<typeof createSnapshotStore>;
