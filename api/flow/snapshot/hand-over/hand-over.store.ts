import type { Prisma } from "../../../../prisma/generated/client.ts";
import { handOverWish, type HandOverDecision, type HandOverState, type Purpose } from "../../../../schema/hand-over.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Named } from "../standing.store.ts";

/** That a study's data go to somebody: asked, agreed to, made, fetched. The record; the file is in its folder. */
export interface HandOver {
  id: string;
  snapshotId: string;
  state: HandOverState;
  recipientName: string;
  organisation: string;
  recipientKey: string;
  purpose: Purpose;
  days: number;
  askedById: string;
  askedByName: string;
  askedAt: Date;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  decidedBecause: string | null;
  stoppedByName: string | null;
  stoppedAt: Date | null;
  stoppedBecause: string | null;
  /** 0 to 1 */
  progress: number;
  tries: number;
  /** A stable code */
  failure: string | null;
  readyAt: Date | null;
  endsAt: Date | null;
  /** Of the encrypted file, hex */
  sha256: string | null;
  /** Oldest first */
  fetches: { byName: string; at: Date }[];
}

/** What one person may know of it. */
export interface OwnHandOver {
  recipientName: string;
  organisation: string;
  purpose: Purpose;
  /** When it was first fetched. */
  at: Date;
}

const fields = {
  id: true,
  snapshotId: true,
  state: true,
  recipientName: true,
  organisation: true,
  recipientKey: true,
  purpose: true,
  days: true,
  askedById: true,
  askedByName: true,
  askedAt: true,
  decidedById: true,
  decidedByName: true,
  decidedAt: true,
  decidedBecause: true,
  stoppedByName: true,
  stoppedAt: true,
  stoppedBecause: true,
  progress: true,
  tries: true,
  failure: true,
  readyAt: true,
  endsAt: true,
  sha256: true,
  fetches: { select: { byName: true, at: true }, orderBy: [{ at: "asc" }, { id: "asc" }] },
} satisfies Prisma.HandOverSelect;

const purposeFrom = (kept: unknown): Purpose => handOverWish.shape.purpose.parse(kept);

const handOverFrom = ({ purpose, ...row }: Prisma.HandOverGetPayload<{ select: typeof fields }>): HandOver => ({
  ...row,
  purpose: purposeFrom(purpose),
});

export type NewHandOver = Pick<
  HandOver,
  "snapshotId" | "recipientName" | "organisation" | "recipientKey" | "purpose" | "days"
>;

/** One of them as one holder sees it: nobody else changes it until the work is done. */
export interface HeldHandOver {
  handOver: HandOver;
  decide(decision: HandOverDecision, by: Named, reason: string, at: Date): Promise<HandOver>;
  stop(by: Named, reason: string, at: Date): Promise<HandOver>;
  end(): Promise<HandOver>;
  /** Its file is not the right one any more: it is made once more. */
  makeAnew(): Promise<HandOver>;
  fetched(by: Named, at: Date): Promise<void>;
  /** Whether one of these is in the file. */
  holdsOneOf(pseudonyms: readonly string[]): Promise<boolean>;
}

/** First half of the advisory locks' number: what they are for. */
const MAKING = 0x4a0d;
const LONGEST_MAKING_MS = 3 * 60 * 60 * 1000;
/** People that are written down in one statement. */
const AT_ONCE = 10_000;

export const createHandOverStore = (database: Database) => ({
  create: async (wish: NewHandOver, by: Named, askedAt: Date): Promise<HandOver> =>
    handOverFrom(
      await database.handOver.create({
        data: { ...wish, purpose: { ...wish.purpose }, askedById: by.userId, askedByName: by.name, askedAt },
        select: fields,
      }),
    ),

  /** Null where there is no such thing. */
  holding: <T>(id: string, work: (held: HeldHandOver) => Promise<T>): Promise<T | null> =>
    database.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from "HandOver" where id = ${id} for update`;
      const row = await tx.handOver.findUnique({ where: { id }, select: fields });
      return row && work({ handOver: handOverFrom(row), ...changes(tx, id) });
    }),

  /** Newest first. */
  ofStudy: async (studyId: string): Promise<HandOver[]> => {
    const rows = await database.handOver.findMany({
      where: { snapshot: { studyId } },
      orderBy: [{ askedAt: "desc" }, { id: "desc" }],
      select: fields,
    });
    return rows.map(handOverFrom);
  },

  /** Over all studies, the one that waits longest first. */
  waiting: async (): Promise<HandOver[]> => {
    const rows = await database.handOver.findMany({
      where: { state: "WAITING" },
      orderBy: [{ askedAt: "asc" }, { id: "asc" }],
      select: fields,
      take: 1_000,
    });
    return rows.map(handOverFrom);
  },

  /** Those that were fetched with this person in them, under either name, newest first. */
  ofParticipant: async (participantId: string, apart: string): Promise<OwnHandOver[]> => {
    const rows = await database.$queryRaw<(Omit<OwnHandOver, "purpose"> & { purpose: unknown })[]>`
      select h."recipientName", h.organisation, h.purpose, f.at from "Participant" p
        join "Snapshot" s on s."studyId" = p."studyId"
        join "HandOver" h on h."snapshotId" = s.id
        cross join lateral (select min(at) as at from "HandOverFetch" where "handOverId" = h.id) f
      where p.id = ${participantId} and f.at is not null
        and exists (select 1 from "HandOverPerson" of
          where of."handOverId" = h.id and of.pseudonym in (p.pseudonym, ${apart}))
      order by f.at desc, h.id desc`;
    return rows.map(({ purpose, ...row }) => ({ ...row, purpose: purposeFrom(purpose) }));
  },

  /** Nobody else makes it meanwhile, on any server; a process that dies lets go. False where somebody does. */
  makingAlone: (id: string, work: () => Promise<void>): Promise<boolean> =>
    database.$transaction(
      async (tx) => {
        const rows = await tx.$queryRaw<{ free: boolean }[]>`
          select pg_try_advisory_xact_lock(${MAKING}::int4, hashtext(${id})) as free`;
        if (!rows[0]?.free) return false;
        await work();
        return true;
      },
      { timeout: LONGEST_MAKING_MS, maxWait: 30_000 },
    ),

  /** Ids of those that are to be made, or were being made when a process ended. */
  toMake: async (): Promise<string[]> => {
    const rows = await database.handOver.findMany({
      where: { state: "MAKING" },
      orderBy: { decidedAt: "asc" },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },

  /** Counts a try; null where it is not to be made any more. */
  begin: async (id: string): Promise<HandOver | null> => {
    const { count } = await database.handOver.updateMany({
      where: { id, state: "MAKING" },
      data: { tries: { increment: 1 }, progress: 0, fileGone: false },
    });
    if (count === 0) return null;
    return handOverFrom(await database.handOver.findUniqueOrThrow({ where: { id }, select: fields }));
  },

  progress: async (id: string, progress: number): Promise<void> => {
    await database.handOver.updateMany({ where: { id, state: "MAKING" }, data: { progress } });
  },

  /** The file is there, with these people in it. False where it was stopped meanwhile. */
  ready: (
    id: string,
    made: { bytes: number; sha256: string; people: readonly string[] },
    readyAt: Date,
    endsAt: Date,
  ): Promise<boolean> =>
    database.$transaction(
      async (tx) => {
        const { count } = await tx.handOver.updateMany({
          where: { id, state: "MAKING" },
          data: { state: "READY", progress: 1, readyAt, endsAt, bytes: BigInt(made.bytes), sha256: made.sha256 },
        });
        if (count === 0) return false;
        // Whoever was in a file that was fetched still hears of it.
        if ((await tx.handOverFetch.count({ where: { handOverId: id } })) > 0)
          await tx.handOverPerson.updateMany({ where: { handOverId: id }, data: { inFile: false } });
        else await tx.handOverPerson.deleteMany({ where: { handOverId: id } });
        for (let from = 0; from < made.people.length; from += AT_ONCE)
          await tx.$executeRaw`
            insert into "HandOverPerson" ("handOverId", pseudonym)
            select ${id}, unnest(${made.people.slice(from, from + AT_ONCE)}::text[])
            on conflict ("handOverId", pseudonym) do update set "inFile" = true`;
        return true;
      },
      { timeout: 10 * 60 * 1000 },
    ),

  fail: async (id: string, failure: string): Promise<void> => {
    await database.handOver.updateMany({ where: { id, state: "MAKING" }, data: { state: "FAILED", failure } });
  },

  /** Ends those whose days are over; gives those whose file is to go, or was going when a process ended. */
  over: async (now: Date): Promise<string[]> => {
    await database.handOver.updateMany({ where: { state: "READY", endsAt: { lte: now } }, data: { state: "ENDED" } });
    const rows = await database.handOver.findMany({
      where: { fileGone: false, state: { in: ["ENDED", "STOPPED", "FAILED"] } },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },

  markGone: async (id: string): Promise<void> => {
    await database.handOver.updateMany({ where: { id }, data: { fileGone: true } });
  },
});

export type HandOverStore = ReturnType<typeof createHandOverStore>;

const changes = (tx: Prisma.TransactionClient, id: string): Omit<HeldHandOver, "handOver"> => {
  const update = async (data: Prisma.HandOverUpdateInput): Promise<HandOver> =>
    handOverFrom(await tx.handOver.update({ where: { id }, data, select: fields }));
  return {
    decide: (decision, by, decidedBecause, decidedAt) =>
      update({
        state: decision === "AGREED" ? "MAKING" : "TURNED_DOWN",
        decidedById: by.userId,
        decidedByName: by.name,
        decidedAt,
        decidedBecause,
      }),
    stop: (by, stoppedBecause, stoppedAt) =>
      update({ state: "STOPPED", stoppedByName: by.name, stoppedAt, stoppedBecause }),
    end: () => update({ state: "ENDED" }),
    makeAnew: () => update({ state: "MAKING", tries: 0, progress: 0, readyAt: null, endsAt: null, sha256: null }),
    async fetched(by, at) {
      await tx.handOverFetch.create({
        data: { handOverId: id, byId: by.userId, byName: by.name, at },
        select: { id: true },
      });
    },
    async holdsOneOf(pseudonyms) {
      const found = await tx.handOverPerson.findFirst({
        where: { handOverId: id, inFile: true, pseudonym: { in: [...pseudonyms] } },
        select: { pseudonym: true },
      });
      return found !== null;
    },
  };
};
