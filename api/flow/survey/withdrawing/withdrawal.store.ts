import { Prisma } from "../../../../prisma/generated/client.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Connection, Transaction } from "../survey.store.ts";

/** That somebody stopped taking part in a study. */
export interface Withdrawal {
  /** To refer to it */
  receipt: string;
  stoppedAt: Date;
  /** Null where the answers that were sent stay. */
  deletedAt: Date | null;
  /** How many questionnaires answers were deleted of */
  questionnaires: number;
}

export const withdrawalFields = {
  receipt: true,
  stoppedAt: true,
  deletedAt: true,
  questionnaires: true,
} satisfies Prisma.ParticipantWithdrawalSelect;

export const createWithdrawalStore = (database: Database) => ({
  /** Once; stopped before, it keeps its receipt, and may still have everything deleted. */
  stop: (
    participantId: string,
    receipt: string,
    deleteAnswers: boolean,
    at: Date,
    takeBack: (transaction: Transaction) => Promise<void>,
  ): Promise<void> =>
    database.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Participant" WHERE id = ${participantId} FOR NO KEY UPDATE`;
      await tx.participantWithdrawal.createMany({
        data: { participantId, receipt, stoppedAt: at },
        skipDuplicates: true,
      });
      await takeBack(tx);
      if (!deleteAnswers) return;
      const { count } = await tx.participantWithdrawal.updateMany({
        where: { participantId, deletedAt: null },
        data: { deletedAt: at },
      });
      if (count === 0) return;
      // Held, so that what is being saved or sent either comes first and is deleted, or finds nothing to write to.
      const responses = await tx.$queryRaw<{ id: string; consent: boolean }[]>`
        SELECT r.id, r.consent FROM "Response" r JOIN "Invitation" i ON i.id = r."invitationId"
        WHERE i."participantId" = ${participantId} ORDER BY r.id FOR UPDATE OF r`;
      const ids = responses.map(({ id }) => id);
      const answered = await tx.answer.findMany({
        where: { responseId: { in: ids }, value: { not: Prisma.JsonNull } },
        distinct: ["responseId"],
        select: { responseId: true },
      });
      await tx.answer.deleteMany({ where: { responseId: { in: ids } } });
      await tx.response.updateMany({ where: { id: { in: ids } }, data: { consent: false, sentAt: null } });
      await tx.participantWithdrawal.update({
        where: { participantId },
        data: { questionnaires: answered.length },
        select: { participantId: true },
      });
    }),

  /** Which of these people stopped. */
  stopped: async (connection: Connection, participantIds: readonly string[]): Promise<Set<string>> => {
    const rows = await connection.$queryRaw<{ participantId: string }[]>`
      SELECT "participantId" FROM "ParticipantWithdrawal" WHERE "participantId" = ANY(${[...participantIds]})`;
    return new Set(rows.map(({ participantId }) => participantId));
  },

  stoppedOf: async (studyId: string, pseudonyms: readonly string[]): Promise<Set<string>> => {
    const rows = await database.participant.findMany({
      where: { studyId, withdrawal: { isNot: null } },
      select: { pseudonym: true },
    });
    const asked = new Set(pseudonyms);
    return new Set(rows.map(({ pseudonym }) => pseudonym).filter((each) => asked.has(each)));
  },

  /** Pseudonyms of those who stopped, or took a consent back that they had given, and did not give it again. */
  withdrawnOf: async (studyId: string): Promise<{ id: string; pseudonym: string }[]> =>
    database.$queryRaw`
      SELECT p.id, p.pseudonym FROM "Participant" p WHERE p."studyId" = ${studyId} AND (
        EXISTS (SELECT 1 FROM "ParticipantWithdrawal" w WHERE w."participantId" = p.id)
        OR EXISTS (SELECT 1 FROM "Invitation" i JOIN "Response" r ON r."invitationId" = i.id
          WHERE i."participantId" = p.id AND NOT r.consent
            AND EXISTS (SELECT 1 FROM "ConsentSaid" c WHERE c."invitationId" = i.id AND c.purpose = 'TAKE_PART'
              AND c.given)))
      ORDER BY p.pseudonym`,

  /** Pseudonyms of those who had everything deleted. */
  deletedOf: async (studyId: string): Promise<string[]> => {
    const rows = await database.participant.findMany({
      where: { studyId, withdrawal: { deletedAt: { not: null } } },
      select: { pseudonym: true },
      orderBy: { pseudonym: "asc" },
    });
    return rows.map(({ pseudonym }) => pseudonym);
  },
});

export type WithdrawalStore = ReturnType<typeof createWithdrawalStore>;
