import type { Prisma } from "../../../../prisma/generated/client.ts";
import { type Withdrawal, withdrawalFields } from "../withdrawing/withdrawal.store.ts";
import type { Database } from "../../../platform/postgres.ts";
import { createKeeping } from "./keep-answers.store.ts";
import type { Settled } from "./settle.ts";

export interface KeptAnswer {
  questionId: string;
  value: unknown;
  savedAt: Date;
}

/** How far the holder of a session is; read while the session stands. */
export interface Standing {
  promisedOn: Date;
  movedFrom: Date | null;
  movedBecause: string | null;
  /** Of the link */
  expiresAt: Date | null;
  /** Of the wave */
  closedAt: Date | null;
  withdrawal: Withdrawal | null;
  /** Of the person */
  pseudonym: string;
  /** Of the person, and whether this session was told it */
  code: OwnCodeState;
  response: { consent: boolean; sentAt: Date | null; answers: KeptAnswer[] } | null;
}

/** NEEDED: earlier answers are shown once it was given on this device. */
export const OWN_CODE_STATES = ["NONE", "KNOWN", "NEEDED"] as const;
export type OwnCodeState = (typeof OWN_CODE_STATES)[number];

const codeOf = (code: object | null, { knowsCode }: { knowsCode: boolean }): OwnCodeState =>
  code === null ? "NONE" : knowsCode ? "KNOWN" : "NEEDED";

/** What was taken back stands as nothing until all is sent. */
const isGiven = ({ value }: { value: unknown }): boolean => value !== null;

/** One sent questionnaire, by question. */
export interface SentResponse {
  responseId: string;
  participantId: string;
  fieldingId: string;
  versionId: string;
  waveCode: string;
  sentAt: Date;
  answers: Record<string, unknown>;
}

const standingSession = (session: string, at: Date): Prisma.RespondentSessionWhereInput => ({
  hash: session,
  expiresAt: { gt: at },
  invitation: { revokedAt: null },
});

export const createResponseStore = (database: Database) => {
  return {
    standing: async (session: string, at: Date): Promise<Standing | null> => {
      const row = await database.respondentSession.findFirst({
        where: standingSession(session, at),
        select: {
          knowsCode: true,
          invitation: {
            select: {
              expiresAt: true,
              participant: {
                select: {
                  pseudonym: true,
                  withdrawal: { select: withdrawalFields },
                  ownCode: { select: { setAt: true } },
                },
              },
              fielding: {
                select: { promisedOn: true, movedFrom: true, movedBecause: true, wave: { select: { closedAt: true } } },
              },
              response: {
                select: {
                  consent: true,
                  sentAt: true,
                  answers: { select: { questionId: true, value: true, savedAt: true } },
                },
              },
            },
          },
        },
      });
      if (row === null) return null;
      const { expiresAt, participant } = row.invitation;
      const { wave, ...fielding } = row.invitation.fielding;
      const response = row.invitation.response && {
        ...row.invitation.response,
        answers: row.invitation.response.answers.filter(isGiven),
      };
      const { pseudonym, withdrawal, ownCode } = participant;
      const { closedAt } = wave;
      return { ...fielding, closedAt, pseudonym, withdrawal, expiresAt, response, code: codeOf(ownCode, row) };
    },

    keepAnswer: createKeeping(database),

    /** What stands at a question now, and on which device it was answered. */
    standingAnswer: async (
      invitationId: string,
      questionId: string,
    ): Promise<(KeptAnswer & { device: string; turn: number }) | null> =>
      database.answer.findFirst({
        where: { questionId, response: { invitationId } },
        select: { questionId: true, value: true, savedAt: true, device: true, turn: true },
      }),

    /**
     * Sends where `settle` finds nothing missing or refused among the answers, and puts what it says beside them;
     * replayed, it changes nothing. Holds the wave: who closes it waits, and what comes after that is not sent.
     */
    send: (
      invitationId: string,
      settle: (answers: ReadonlyMap<string, unknown>) => Settled,
      at: Date,
    ): Promise<{ sent: true } | { sent: false; closed: boolean; consent: boolean; settled: Settled | null }> =>
      database.$transaction(async (transaction) => {
        const [wave] = await transaction.$queryRaw<{ closed: boolean }[]>`
          SELECT w."closedAt" IS NOT NULL OR EXISTS (SELECT 1 FROM "ParticipantWithdrawal" x
            WHERE x."participantId" = i."participantId") AS closed FROM "Invitation" i
            JOIN "Fielding" f ON f.id = i."fieldingId"
            JOIN "Wave" w ON w.id = f."waveId"
          WHERE i.id = ${invitationId} FOR SHARE OF w`;
        const [response] = await transaction.$queryRaw<{ id: string; consent: boolean; sentAt: Date | null }[]>`
          SELECT id, consent, "sentAt" FROM "Response" WHERE "invitationId" = ${invitationId} FOR UPDATE`;
        if (!response?.consent) return { sent: false, closed: false, consent: false, settled: null };
        if (response.sentAt !== null) return { sent: true };
        if (wave?.closed) return { sent: false, closed: true, consent: true, settled: null };
        const answers = await transaction.answer.findMany({
          where: { responseId: response.id },
          select: { questionId: true, value: true },
        });
        const settled = settle(new Map(answers.filter(isGiven).map(({ questionId, value }) => [questionId, value])));
        if (settled.missing.length > 0 || settled.refused.length > 0)
          return { sent: false, closed: false, consent: true, settled };
        await transaction.$executeRaw`
          DELETE FROM "Answer" WHERE "responseId" = ${response.id} AND "value" = 'null'`;
        if (settled.put.length > 0)
          await transaction.$executeRaw`
            INSERT INTO "Answer" ("responseId", "questionId", "value", "savedAt")
            SELECT ${response.id}, put."questionId", put.value, ${at}
            FROM jsonb_to_recordset(${JSON.stringify(settled.put)}::jsonb) AS put("questionId" text, value jsonb)
            ON CONFLICT ("responseId", "questionId")
            DO UPDATE SET "value" = EXCLUDED."value", "savedAt" = EXCLUDED."savedAt"`;
        await transaction.response.update({ where: { id: response.id }, data: { sentAt: at } });
        return { sent: true };
      }),

    /** Everybody ever invited in the study, a page at a time. */
    participantsAfter: (studyId: string, after: string, take: number): Promise<{ id: string; pseudonym: string }[]> =>
      database.participant.findMany({
        where: { studyId, id: { gt: after } },
        select: { id: true, pseudonym: true },
        orderBy: { id: "asc" },
        take,
      }),

    /** Different persons with a link that was not withdrawn, or who sent through it; by wave. */
    countsByWave: async (studyId: string, before: Date): Promise<Map<string, { invited: number; sent: number }>> => {
      const rows = await database.$queryRaw<{ waveId: string; invited: number; sent: number }[]>`
        SELECT f."waveId", count(DISTINCT i."participantId")::int AS invited,
          count(DISTINCT i."participantId") FILTER (WHERE r.consent AND r."sentAt" < ${before})::int AS sent
        FROM "Wave" w
          JOIN "Fielding" f ON f."waveId" = w.id
          JOIN "Invitation" i ON i."fieldingId" = f.id
          LEFT JOIN "Response" r ON r."invitationId" = i.id
        WHERE w."studyId" = ${studyId} AND NOT EXISTS (SELECT 1 FROM "Meeting" m WHERE m."fieldingId" = f.id)
          AND NOT EXISTS (SELECT 1 FROM "ParticipantWithdrawal" x
            WHERE x."participantId" = i."participantId" AND x."deletedAt" IS NOT NULL)
          AND (i."revokedAt" IS NULL OR r."sentAt" IS NOT NULL)
        GROUP BY f."waveId"`;
      return new Map(rows.map(({ waveId, invited, sent }) => [waveId, { invited, sent }]));
    },

    /** What these people sent with consent, before a moment where one is given, in the order of sending. */
    sentBy: async (participantIds: readonly string[], before: Date | null): Promise<SentResponse[]> => {
      if (participantIds.length === 0) return [];
      return database.$queryRaw<SentResponse[]>`
        SELECT r.id AS "responseId", i."participantId", i."fieldingId", f."versionId", w.code AS "waveCode", r."sentAt",
          COALESCE(jsonb_object_agg(a."questionId", a."value") FILTER (WHERE a."questionId" IS NOT NULL), '{}') AS answers
        FROM "Invitation" i
          JOIN "Response" r ON r."invitationId" = i.id
          JOIN "Fielding" f ON f.id = i."fieldingId"
          JOIN "Wave" w ON w.id = f."waveId"
          LEFT JOIN "Answer" a ON a."responseId" = r.id
        WHERE i."participantId" = ANY(${[...participantIds]}) AND r.consent AND r."sentAt" IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM "Meeting" m WHERE m."fieldingId" = f.id)
          AND (${before}::timestamptz IS NULL OR r."sentAt" < ${before})
        GROUP BY i.id, f.id, w.id, r.id
        ORDER BY r."sentAt", r.id`;
    },
  };
};

export type ResponseStore = ReturnType<typeof createResponseStore>;
