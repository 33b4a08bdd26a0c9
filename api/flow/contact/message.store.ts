import type { BounceReason, MessageKind, MessageState } from "../../../prisma/generated/enums.ts";
import type { Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import type { Plan } from "./next-message.ts";

export type { MessageKind, MessageState };

export interface RoundRow {
  id: string;
  startedAt: Date;
  counts: { state: MessageState; count: number }[];
}

const messageFields = {
  id: true,
  kind: true,
  state: true,
  invitationId: true,
  invitation: {
    select: { fieldingId: true, expiresAt: true, participant: { select: { studyId: true, pseudonym: true } } },
  },
} satisfies Prisma.MessageSelect;

export type MessageRow = Prisma.MessageGetPayload<{ select: typeof messageFields }>;

/** The newest message to somebody */
export interface LastMessage {
  invitationId: string;
  state: MessageState;
  since: Date;
  /** When it was handed to the mail server */
  handedAt: Date | null;
  bounced: BounceReason | null;
  /** How often a mail server told that it could not deliver it for now */
  delays: number;
}

export interface PlanRow extends Plan {
  fieldingId: string;
  studyId: string;
}

/** A message to somebody who may be in a plan. */
export interface PastMessage {
  invitationId: string;
  kind: MessageKind;
  state: MessageState;
  since: Date;
  handedAt: Date | null;
}

const planFields = {
  fieldingId: true,
  baseline: true,
  offsetDays: true,
  windowDays: true,
  reminderDays: true,
} satisfies Prisma.WavePlanSelect;

interface NewMessages {
  roundId: string | null;
  kind: MessageKind;
  key: string;
  createdAt: Date;
  dueAt: Date;
}

export const createMessageStore = (database: Database) => ({
  startRound: async (fieldingId: string, startedAt: Date): Promise<string> =>
    (await database.mailRound.create({ data: { fieldingId, startedAt }, select: { id: true } })).id,

  /** One a person and key; who has one already gets no second. */
  add: async (invitationIds: readonly string[], message: NewMessages): Promise<void> => {
    const { createdAt: since, ...rest } = message;
    await database.message.createMany({
      data: invitationIds.map((invitationId) => ({
        ...{ invitationId, ...rest, createdAt: since, since, state: "WAITING" as const },
      })),
      skipDuplicates: true,
    });
  },

  message: (id: string): Promise<MessageRow | null> =>
    database.message.findUnique({ where: { id }, select: messageFields }),

  due: async (now: Date): Promise<string[]> => {
    const rows = await database.message.findMany({
      where: { state: "WAITING", dueAt: { lte: now } },
      select: { id: true },
      orderBy: [{ dueAt: "asc" }, { id: "asc" }],
      take: 5_000,
    });
    return rows.map(({ id }) => id);
  },

  /** Moves it on from one state to the next; false where somebody else did. */
  move: async (id: string, from: MessageState, to: MessageState, at: Date): Promise<boolean> => {
    const moved = await database.message.updateMany({ where: { id, state: from }, data: { state: to, since: at } });
    return moved.count === 1;
  },

  /** Takes it up to be sent, under what reports of it will name it by; false where somebody else did. */
  handOver: async (id: string, returnHash: string | null, at: Date): Promise<boolean> => {
    const taken = await database.message.updateMany({
      where: { id, state: "WAITING" },
      data: { state: "SENDING", since: at, handedAt: at, returnHash },
    });
    return taken.count === 1;
  },

  /** The mail server refused it at once. */
  bounce: async (id: string, from: MessageState, bounced: BounceReason | null, at: Date): Promise<boolean> => {
    const moved = await database.message.updateMany({
      where: { id, state: from },
      data: { state: "BOUNCED", bounced, since: at },
    });
    return moved.count === 1;
  },

  rounds: async (fieldingId: string): Promise<RoundRow[]> => {
    const rounds = await database.mailRound.findMany({
      where: { fieldingId },
      select: { id: true, startedAt: true },
      orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    });
    const counts = await database.message.groupBy({
      by: ["roundId", "state"],
      where: { roundId: { in: rounds.map(({ id }) => id) } },
      _count: { _all: true },
    });
    return rounds.map((round) => ({
      ...round,
      counts: counts
        .filter(({ roundId }) => roundId === round.id)
        .map(({ state, _count }) => ({ state, count: _count._all })),
    }));
  },

  /** Of everybody invited to a fielding who was ever written to, or whose guardian was. */
  lastOf: (fieldingId: string, to: "PERSON" | "GUARDIAN" = "PERSON"): Promise<LastMessage[]> =>
    database.$queryRaw<LastMessage[]>`
      SELECT DISTINCT ON (m."invitationId") m."invitationId", m.state::text AS state, m.since, m."handedAt",
        m.bounced::text AS bounced,
        (SELECT count(*)::int FROM "DeliveryReport" r WHERE r."messageId" = m.id AND NOT r."isFinal") AS delays
      FROM "Message" m JOIN "Invitation" i ON i.id = m."invitationId"
      WHERE i."fieldingId" = ${fieldingId} AND (m.kind = 'GUARDIAN') = ${to === "GUARDIAN"}
      ORDER BY m."invitationId", m."createdAt" DESC, m.id DESC`,

  /** States of the messages to the guardian. */
  toGuardian: async (invitationId: string): Promise<MessageState[]> => {
    const rows = await database.message.findMany({
      where: { invitationId, kind: "GUARDIAN" },
      select: { state: true },
    });
    return rows.map(({ state }) => state);
  },

  /** When a link into this invitation first went out, and the newest message that did; null where none did. */
  mailed: async (invitationId: string): Promise<{ first: Date; last: string } | null> => {
    const rows = await database.message.findMany({
      where: { invitationId, state: "MAILED", kind: { not: "GUARDIAN" } },
      select: { id: true, since: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    const [first, last] = [rows[0], rows.at(-1)];
    return first === undefined || last === undefined ? null : { first: first.since, last: last.id };
  },

  /** Not before then; a new name, so that the queue takes it for another task. */
  putOff: async (id: string, until: Date): Promise<void> => {
    await database.$executeRaw`
      UPDATE "Message" SET id = gen_random_uuid()::text, state = 'WAITING', "dueAt" = ${until} WHERE id = ${id}`;
  },

  plan: (fieldingId: string): Promise<(Plan & { fieldingId: string }) | null> =>
    database.wavePlan.findUnique({ where: { fieldingId }, select: planFields }),

  keepPlan: async (fieldingId: string, plan: Plan): Promise<void> => {
    const { reminderDays, ...rest } = plan;
    const kept = { ...rest, reminderDays: [...reminderDays] };
    await database.wavePlan.upsert({
      where: { fieldingId },
      create: { fieldingId, ...kept },
      update: kept,
      select: { fieldingId: true },
    });
  },

  stopPlan: async (fieldingId: string): Promise<void> => {
    await database.wavePlan.deleteMany({ where: { fieldingId } });
  },

  /** Of waves that take answers. */
  plans: async (): Promise<PlanRow[]> => {
    const rows = await database.wavePlan.findMany({
      where: { fielding: { wave: { closedAt: null } } },
      select: {
        ...planFields,
        fielding: { select: { wave: { select: { studyId: true } } } },
      },
    });
    return rows.map(({ fielding, ...plan }) => ({ ...plan, studyId: fielding.wave.studyId }));
  },

  /** Oldest first. */
  pastOf: (fieldingId: string): Promise<PastMessage[]> =>
    database.message.findMany({
      where: { invitation: { fieldingId }, kind: { not: "GUARDIAN" } },
      select: { invitationId: true, kind: true, state: true, since: true, handedAt: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),

  /** One at a time, over all servers. */
  alone: <T>(work: () => Promise<T>): Promise<T> =>
    database.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('messages that plans make'))`;
        return work();
      },
      { timeout: 10 * 60_000, maxWait: 60_000 },
    ),

  /** What waits for this person stays here, and what went out says that no more may follow. */
  leave: async ({ studyId, pseudonym }: { studyId: string; pseudonym: string }, at: Date): Promise<void> => {
    await database.message.updateMany({
      where: {
        state: { in: ["WAITING", "MAILED", "BOUNCED"] },
        invitation: { participant: { studyId, pseudonym } },
      },
      data: { state: "OPTED_OUT", since: at },
    });
  },
});

export type MessageStore = ReturnType<typeof createMessageStore>;
