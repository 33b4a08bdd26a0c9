import { Prisma } from "../../../../prisma/generated/client.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Connection } from "../survey.store.ts";

/** Without its hash, which leaves the database only to be compared. */
const invitationFields = {
  id: true,
  fieldingId: true,
  participant: { select: { id: true, pseudonym: true } },
  createdAt: true,
  validFrom: true,
  openedAt: true,
  expiresAt: true,
  revokedAt: true,
  renewedAt: true,
  uses: true,
  used: true,
  response: { select: { sentAt: true } },
} satisfies Prisma.InvitationSelect;

export type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof invitationFields }>;

/** How a link may be used; null: without limit. */
export interface InvitationTerms {
  validFrom: Date | null;
  expiresAt: Date | null;
  uses: number | null;
}

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
    { fieldingId, createdAt, ...terms }: { fieldingId: string; createdAt: Date } & InvitationTerms,
    links: readonly { participantId: string; hash: string }[],
  ): Promise<Map<string, string>> => {
    const added = await transaction.$queryRaw<{ id: string; participantId: string }[]>`
      INSERT INTO "Invitation" (id, "fieldingId", "participantId", hash, "createdAt", "validFrom", "expiresAt", uses)
      SELECT gen_random_uuid()::text, ${fieldingId}, link.participant, link.hash,
        ${createdAt}::timestamptz, ${terms.validFrom}::timestamptz, ${terms.expiresAt}::timestamptz, ${terms.uses}::int
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

  byHash: async (hash: string): Promise<InvitationRow | null> =>
    (await database.invitation.findUnique({ where: { hash }, select: invitationFields })) ??
    (
      await database.invitationLink.findUnique({
        where: { hash },
        select: { invitation: { select: invitationFields } },
      })
    )?.invitation ??
    null,

  /** One more secret, for a message. */
  addLink: async (invitationId: string, hash: string, createdAt: Date): Promise<void> => {
    await database.invitationLink.create({ data: { hash, invitationId, createdAt }, select: { hash: true } });
  },

  /** Every link and session until now is dead, and openings are counted anew; answers stay. `hash` is of no link. */
  renew: (id: string, hash: string, at: Date): Promise<InvitationRow> =>
    database.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM "Invitation" WHERE id = ${id} FOR UPDATE`;
      await transaction.invitationLink.deleteMany({ where: { invitationId: id } });
      await transaction.respondentSession.deleteMany({ where: { invitationId: id } });
      return transaction.invitation.update({
        where: { id },
        data: { hash, renewedAt: at, used: 0 },
        select: invitationFields,
      });
    }),

  /** Says no where the link was withdrawn in the meantime, renewed, or may not be opened once more; `through` is the hash of its secret. */
  startSession: (
    { invitationId, through }: { invitationId: string; through: string | null },
    session: { hash: string; expiresAt: Date; endsAt: Date },
    at: Date,
  ): Promise<boolean> =>
    database.$transaction(async (transaction) => {
      // Also holds the row, so that a withdrawal either comes first or finds this session to end.
      const opened = await transaction.$executeRaw`
        UPDATE "Invitation" SET "openedAt" = COALESCE("openedAt", ${at}), used = used + 1
        WHERE id = ${invitationId} AND "revokedAt" IS NULL AND (uses IS NULL OR used < uses)
          AND (${through}::text IS NULL OR hash = ${through}
            OR EXISTS (SELECT 1 FROM "InvitationLink" l WHERE l.hash = ${through} AND l."invitationId" = "Invitation".id))`;
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
