import { Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import type { Connection } from "./survey.store.ts";

/** Without its hash, which leaves the database only to be compared. */
const invitationFields = {
  id: true,
  fieldingId: true,
  participant: { select: { id: true, pseudonym: true } },
  createdAt: true,
  openedAt: true,
  expiresAt: true,
  revokedAt: true,
  response: { select: { sentAt: true } },
} satisfies Prisma.InvitationSelect;

export type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof invitationFields }>;

/** What opening a link, or a cookie, leads to; none of it ever changes. */
export interface SessionFacts {
  invitationId: string;
  participantId: string;
  fieldingId: string;
  versionId: string;
  studyId: string;
}

export const createInvitationStore = (database: Database) => ({
  invitationsOf: (fieldingId: string): Promise<InvitationRow[]> =>
    database.invitation.findMany({
      where: { fieldingId },
      select: invitationFields,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),

  invitation: (id: string): Promise<InvitationRow | null> =>
    database.invitation.findUnique({ where: { id }, select: invitationFields }),

  ofParticipants: async (
    transaction: Connection,
    fieldingId: string,
    participantIds: readonly string[],
  ): Promise<InvitationRow[]> => {
    const found = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Invitation" WHERE "fieldingId" = ${fieldingId} AND "participantId" = ANY(${[...participantIds]})`;
    if (found.length === 0) return [];
    return transaction.invitation.findMany({
      where: { id: { in: found.map(({ id }) => id) } },
      select: invitationFields,
    });
  },

  /** With the answers that were given and never sent: nobody can tell who had the link. */
  remove: async (transaction: Connection, ids: readonly string[]): Promise<void> => {
    await transaction.invitation.deleteMany({ where: { id: { in: [...ids] } } });
  },

  /** Ids by participant. One statement, for thousands at a time. */
  add: async (
    transaction: Connection,
    { fieldingId, createdAt, expiresAt }: { fieldingId: string; createdAt: Date; expiresAt: Date | null },
    links: readonly { participantId: string; hash: string }[],
  ): Promise<Map<string, string>> => {
    const added = await transaction.$queryRaw<{ id: string; participantId: string }[]>`
      INSERT INTO "Invitation" (id, "fieldingId", "participantId", hash, "createdAt", "expiresAt")
      SELECT gen_random_uuid()::text, ${fieldingId}, link.participant, link.hash,
        ${createdAt}::timestamptz, ${expiresAt}::timestamptz
      FROM unnest(
        ${links.map(({ participantId }) => participantId)}::text[], ${links.map(({ hash }) => hash)}::text[]
      ) AS link (participant, hash)
      RETURNING id, "participantId"`;
    return new Map(added.map(({ id, participantId }) => [participantId, id]));
  },

  /** Its open sessions end with it. */
  revoke: (id: string, at: Date): Promise<InvitationRow> =>
    database.$transaction(async (transaction) => {
      await transaction.invitation.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
      await transaction.respondentSession.deleteMany({ where: { invitationId: id } });
      return transaction.invitation.findUniqueOrThrow({ where: { id }, select: invitationFields });
    }),

  byId: (id: string): Promise<InvitationRow | null> =>
    database.invitation.findUnique({ where: { id }, select: invitationFields }),

  byHash: (hash: string): Promise<InvitationRow | null> =>
    database.invitation.findUnique({ where: { hash }, select: invitationFields }),

  /** Says no where the link was withdrawn in the meantime. */
  startSession: (
    invitationId: string,
    session: { hash: string; expiresAt: Date; endsAt: Date },
    at: Date,
  ): Promise<boolean> =>
    database.$transaction(async (transaction) => {
      // Also holds the row, so that a withdrawal either comes first or finds this session to end.
      const opened = await transaction.$executeRaw`
        UPDATE "Invitation" SET "openedAt" = COALESCE("openedAt", ${at}) WHERE id = ${invitationId} AND "revokedAt" IS NULL`;
      if (opened === 0) return false;
      await transaction.respondentSession.deleteMany({ where: { invitationId, expiresAt: { lte: at } } });
      await transaction.respondentSession.create({ data: { invitationId, ...session } });
      return true;
    }),

  /** Moves the end of a session on and says what it leads to; null where there is no such session. */
  useSession: async (hash: string, at: Date, until: Date): Promise<(SessionFacts & { expiresAt: Date }) | null> => {
    const [session] = await database.$queryRaw<(SessionFacts & { expiresAt: Date })[]>`
      UPDATE "RespondentSession" s SET "expiresAt" = LEAST(${until}, s."endsAt")
      FROM "Invitation" i
        JOIN "Fielding" f ON f.id = i."fieldingId"
        JOIN "SurveyVersion" v ON v.id = f."versionId"
        JOIN "Survey" y ON y.id = v."surveyId"
      WHERE s.hash = ${hash} AND s."expiresAt" > ${at} AND i.id = s."invitationId" AND i."revokedAt" IS NULL
      RETURNING i.id AS "invitationId", i."participantId", i."fieldingId", f."versionId", y."studyId", s."expiresAt"`;
    return session ?? null;
  },

  endSession: async (hash: string): Promise<void> => {
    await database.respondentSession.deleteMany({ where: { hash } });
  },

  /** How many were invited (links that were not withdrawn) and how many sent their answers, by fielding. */
  counts: async (fieldingIds: readonly string[]): Promise<Map<string, { invited: number; sent: number }>> => {
    if (fieldingIds.length === 0) return new Map();
    const rows = await database.$queryRaw<{ fieldingId: string; invited: number; sent: number }[]>`
      SELECT i."fieldingId", count(*) FILTER (WHERE i."revokedAt" IS NULL OR r."sentAt" IS NOT NULL)::int AS invited,
        count(r."sentAt")::int AS sent
      FROM "Invitation" i LEFT JOIN "Response" r ON r."invitationId" = i.id
      WHERE i."fieldingId" IN (${Prisma.join([...fieldingIds])})
      GROUP BY i."fieldingId"`;
    return new Map(rows.map(({ fieldingId, invited, sent }) => [fieldingId, { invited, sent }]));
  },
});

export type InvitationStore = ReturnType<typeof createInvitationStore>;
