import type { Prisma } from "../../../../prisma/generated/client.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Connection, Transaction } from "../survey.store.ts";
import type { ConsentPurpose, ConsentSource, OptionalPurpose, Said } from "./consent.ts";

/** One line of the history of a person. */
export interface SaidRow extends Said {
  participantId: string;
  purpose: ConsentPurpose;
  at: Date;
  /** null: the link was withdrawn and nothing was sent through it, so that it does not count */
  invitationId: string | null;
  receipt: string | null;
}

export interface NewSaid {
  participantId: string;
  purpose: ConsentPurpose;
  given: boolean;
  source: ConsentSource;
  at: Date;
  /** Of a version for TAKE_PART, else of a consent text */
  text: string;
  invitationId: string;
  receipt: string | null;
}

/** Words of a purpose in a study, as they were written down. */
export interface TextRow {
  id: string;
  purpose: OptionalPurpose;
  number: number;
  asked: boolean;
  words: { nl: string; en: string | null };
  writtenAt: Date;
  writtenByName: string;
}

const textFields = {
  ...{ id: true, purpose: true, number: true, asked: true, words: true, writtenAt: true, writtenByName: true },
} satisfies Prisma.ConsentTextSelect;

const textFrom = (row: Prisma.ConsentTextGetPayload<{ select: typeof textFields }>): TextRow => ({
  ...row,
  purpose: row.purpose as OptionalPurpose,
  words: row.words as unknown as TextRow["words"],
});

const saidFields = {
  ...{ participantId: true, purpose: true, given: true, source: true, at: true },
  ...{ textId: true, versionId: true, invitationId: true, receipt: true },
} satisfies Prisma.ConsentSaidSelect;

export const createConsentStore = (database: Database) => ({
  /** Nobody else says something for this person until the transaction ends. */
  hold: async (transaction: Transaction, participantId: string): Promise<void> => {
    await transaction.$queryRaw`SELECT 1 FROM "Participant" WHERE id = ${participantId} FOR NO KEY UPDATE`;
  },

  /** Everything that people said, oldest first. */
  said: async (
    participantIds: readonly string[],
    purposes: readonly ConsentPurpose[],
    connection: Connection = database,
  ): Promise<SaidRow[]> => {
    if (participantIds.length === 0) return [];
    const rows = await connection.consentSaid.findMany({
      where: { participantId: { in: [...participantIds] }, purpose: { in: [...purposes] } },
      select: saidFields,
      orderBy: { id: "asc" },
    });
    return rows.map(({ textId, versionId, ...row }) => ({ ...row, text: textId ?? versionId ?? "" }));
  },

  add: async (transaction: Connection, said: readonly NewSaid[]): Promise<void> => {
    await transaction.consentSaid.createMany({
      data: said.map(({ text, ...row }) => ({
        ...row,
        ...(row.purpose === "TAKE_PART" ? { versionId: text } : { textId: text }),
      })),
    });
    const kept = said.filter(({ purpose, given }) => purpose === "SHARE_PLAN" && !given);
    // Whose plan it was is nothing that has to be known any more.
    if (kept.length > 0)
      await transaction.planInStudy.deleteMany({
        where: { participantId: { in: kept.map(({ participantId }) => participantId) } },
      });
  },

  /** The words of now, by study and purpose; none where a study never asked for it. */
  presentTexts: async (
    studyIds: readonly string[],
    connection: Connection = database,
  ): Promise<Map<string, TextRow>> => {
    const rows = await connection.consentText.findMany({
      where: { studyId: { in: [...studyIds] } },
      select: { ...textFields, studyId: true },
      orderBy: { number: "asc" },
    });
    return new Map(rows.map(({ studyId, ...row }) => [`${studyId} ${row.purpose}`, textFrom(row)]));
  },

  texts: async (ids: readonly string[]): Promise<Map<string, TextRow>> => {
    const rows = await database.consentText.findMany({ where: { id: { in: [...ids] } }, select: textFields });
    return new Map(rows.map((row) => [row.id, textFrom(row)]));
  },

  /** Whether a study asked for a purpose at any time. */
  everAsked: async (studyId: string, purpose: OptionalPurpose, connection: Connection = database): Promise<boolean> =>
    (await connection.consentText.findFirst({ where: { studyId, purpose, asked: true }, select: { id: true } })) !==
    null,

  addText: async (
    transaction: Transaction,
    { words, ...text }: Omit<TextRow, "id"> & { studyId: string },
  ): Promise<void> => {
    await transaction.consentText.create({ data: { ...text, words: { ...words } }, select: { id: true } });
  },

  /** Of people of a study who ever said something to the purpose. */
  whoSaid: async (
    studyId: string,
    purpose: ConsentPurpose,
  ): Promise<{ id: string; pseudonym: string; deleted: boolean }[]> => {
    const rows = await database.participant.findMany({
      where: { studyId, said: { some: { purpose } } },
      select: { id: true, pseudonym: true, withdrawal: { select: { deletedAt: true } } },
    });
    return rows.map(({ withdrawal, ...row }) => ({ ...row, deleted: withdrawal?.deletedAt != null }));
  },

  /** Whose responses these are, but for people who had everything deleted. */
  ofResponses: (
    responseIds: readonly string[],
  ): Promise<{ responseId: string; participantId: string; pseudonym: string; studyId: string }[]> =>
    database.$queryRaw`
      SELECT r.id AS "responseId", p.id AS "participantId", p.pseudonym, p."studyId"
      FROM "Response" r JOIN "Invitation" i ON i.id = r."invitationId" JOIN "Participant" p ON p.id = i."participantId"
      WHERE r.id = ANY(${[...responseIds]}) AND r.consent
        AND NOT EXISTS (SELECT 1 FROM "ParticipantWithdrawal" x
          WHERE x."participantId" = p.id AND x."deletedAt" IS NOT NULL)`,

  /** In what else of its study each of these people said something, beside a fielding; only people who did. */
  before: (
    fieldingId: string,
    pseudonyms: readonly string[],
  ): Promise<
    { participantId: string; pseudonym: string; studyId: string; here: boolean; same: boolean; other: boolean }[]
  > =>
    database.$queryRaw`
      SELECT p.id AS "participantId", p.pseudonym, p."studyId",
        bool_or(f.id = now.id) AS here,
        bool_or(f.id <> now.id AND v."surveyId" = now."surveyId") AS same,
        bool_or(v."surveyId" <> now."surveyId") AS other
      FROM (SELECT f.id, v."surveyId", s."studyId" FROM "Fielding" f JOIN "SurveyVersion" v ON v.id = f."versionId"
          JOIN "Survey" s ON s.id = v."surveyId" WHERE f.id = ${fieldingId}) now
        JOIN "Participant" p ON p."studyId" = now."studyId" AND p.pseudonym = ANY(${[...pseudonyms]})
        JOIN "Invitation" i ON i."participantId" = p.id
        JOIN "Response" r ON r."invitationId" = i.id
        JOIN "Fielding" f ON f.id = i."fieldingId"
        JOIN "SurveyVersion" v ON v.id = f."versionId"
      GROUP BY p.id`,

  /** Answers may come in from now. What was answered before an earlier no does not come back. */
  open: async (transaction: Transaction, invitationId: string, at: Date): Promise<void> => {
    await transaction.$executeRaw`
      INSERT INTO "Response" (id, "invitationId", "startedAt", consent, "agreedAt")
      VALUES (gen_random_uuid()::text, ${invitationId}, ${at}, true, ${at})
      ON CONFLICT ("invitationId") DO UPDATE SET consent = true, "agreedAt" = EXCLUDED."agreedAt"
      WHERE NOT "Response".consent`;
  },

  /** Removes the answers; what was sent is then not sent any more, so that the next snapshot does not have it. */
  close: async (transaction: Transaction, invitationId: string, at: Date): Promise<void> => {
    await transaction.$executeRaw`
      INSERT INTO "Response" (id, "invitationId", "startedAt", consent)
      VALUES (gen_random_uuid()::text, ${invitationId}, ${at}, false)
      ON CONFLICT ("invitationId") DO UPDATE SET consent = false, "sentAt" = NULL`;
    await transaction.answer.deleteMany({ where: { response: { invitationId } } });
  },
});

export type ConsentStore = ReturnType<typeof createConsentStore>;
