import { Prisma } from "../../../../prisma/generated/client.ts";
import { FEWEST_WRITERS } from "../../../../schema/coding.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Connection, Transaction } from "../survey.store.ts";
import type { CodedText } from "./counted.ts";

/** Where an open question stands: the same one in several versions may have several ids. */
export interface AskedIn {
  versionId: string;
  questionId: string;
}

/** A text for one coder; nothing says who wrote it, or when. */
export interface TextRow {
  id: string;
  /** Never leaves the step. */
  responseId: string;
  words: string;
  comparedAt: Date | null;
  /** Of this coder; null: not coded yet. */
  themes: string[] | null;
  version: number | null;
  revision: number | null;
  /** From 1 */
  place: number;
}

export interface CodingRow {
  textId: string;
  coderId: string;
  themes: string[];
  version: number;
}

export type Go = { to: "NEXT" } | { to: "BEFORE" | "AFTER" | "THIS"; text: string };

/** Which question, as two lists for unnest. */
const asked = (in_: readonly AskedIn[]): Prisma.Sql => Prisma.sql`
  unnest(${in_.map(({ versionId }) => versionId)}::text[], ${in_.map(({ questionId }) => questionId)}::text[])
    AS q("versionId", "questionId")`;

/** Answers in words, sent with consent, to the question. */
const sent = (in_: readonly AskedIn[]): Prisma.Sql => Prisma.sql`
  ${asked(in_)}
    JOIN "Fielding" f ON f."versionId" = q."versionId"
    JOIN "Wave" w ON w.id = f."waveId"
    JOIN "Invitation" i ON i."fieldingId" = f.id
    JOIN "Response" r ON r."invitationId" = i.id AND r.consent AND r."sentAt" IS NOT NULL
    JOIN "Answer" a ON a."responseId" = r.id AND a."questionId" = q."questionId"
  WHERE jsonb_typeof(a.value) = 'string' AND btrim(a.value #>> '{}') <> ''`;

export const createTextStore = (database: Database) => ({
  /** Where the question of a codebook stands, over all versions that were published. */
  askedIn: (
    { surveyId, variable }: { surveyId: string; variable: string },
    connection: Connection = database,
  ): Promise<AskedIn[]> => connection.$queryRaw<AskedIn[]>`
    SELECT v.id AS "versionId", q.id AS "questionId" FROM "SurveyVersion" v
      CROSS JOIN LATERAL jsonb_to_recordset(v.definition -> 'questions') AS q(id text, kind text, variable text)
    WHERE v."surveyId" = ${surveyId} AND q.kind = 'TEXT' AND q.variable = ${variable}`,

  /**
   * Lets texts in that were sent since: those of ten different people together, so that nobody can tell whose came in;
   * fewer once no wave that asks the question takes answers any more, where there are others to stand among.
   */
  takeIn: async (codebookId: string, in_: readonly AskedIn[], connection: Connection = database): Promise<void> => {
    await connection.$executeRaw`
      WITH waiting AS (
        SELECT a."responseId", a."questionId", i."participantId" FROM ${sent(in_)}
          AND NOT EXISTS (SELECT 1 FROM "OpenText" t
            WHERE t."responseId" = a."responseId" AND t."questionId" = a."questionId")),
      ready AS (
        SELECT count(DISTINCT "participantId") >= ${FEWEST_WRITERS} OR (
          EXISTS (SELECT 1 FROM "OpenText" WHERE "codebookId" = ${codebookId})
          AND NOT EXISTS (SELECT 1 FROM ${asked(in_)} JOIN "Fielding" f ON f."versionId" = q."versionId"
            JOIN "Wave" w ON w.id = f."waveId" WHERE w."closedAt" IS NULL)) AS yes FROM waiting)
      INSERT INTO "OpenText" (id, "codebookId", "responseId", "questionId")
      SELECT gen_random_uuid()::text, ${codebookId}, "responseId", "questionId" FROM waiting, ready WHERE ready.yes
      ON CONFLICT ("responseId", "questionId") DO NOTHING`;
  },

  /** How many different people wrote something that was let in. */
  writers: async (codebookId: string, connection: Connection = database): Promise<number> => {
    const [row] = await connection.$queryRaw<{ writers: number }[]>`
      SELECT count(DISTINCT i."participantId")::int AS writers FROM "OpenText" t
        JOIN "Response" r ON r.id = t."responseId" JOIN "Invitation" i ON i.id = r."invitationId"
      WHERE t."codebookId" = ${codebookId}`;
    return row?.writers ?? 0;
  },

  /** Texts, and those that this coder is done with: looked at for every theme there is, or compared. */
  progress: async (
    codebookId: string,
    userId: string,
    newestTheme: number,
    connection: Connection = database,
  ): Promise<{ total: number; done: number }> => {
    const [row] = await connection.$queryRaw<{ total: number; done: number }[]>`
      SELECT count(*)::int AS total,
        count(*) FILTER (WHERE c.version >= ${newestTheme} OR (c.version IS NOT NULL AND t."comparedAt" IS NOT NULL))::int
          AS done
      FROM "OpenText" t LEFT JOIN "Coding" c ON c."textId" = t.id AND c."coderId" = ${userId}
      WHERE t."codebookId" = ${codebookId}`;
    return row ?? { total: 0, done: 0 };
  },

  /** In the order of the coder's seed. NEXT: not coded yet, then what was not looked at for a theme that came later. */
  open: async (
    tx: Transaction,
    codebookId: string,
    coder: { userId: string; seed: string },
    newestTheme: number,
    go: Go,
  ): Promise<TextRow | null> => {
    const pick =
      go.to === "NEXT"
        ? Prisma.sql`WHERE version IS NULL OR (version < ${newestTheme} AND "comparedAt" IS NULL)
            ORDER BY version IS NULL DESC, place`
        : go.to === "THIS"
          ? Prisma.sql`WHERE id = ${go.text}`
          : go.to === "BEFORE"
            ? Prisma.sql`WHERE place < (SELECT place FROM mine WHERE id = ${go.text}) ORDER BY place DESC`
            : Prisma.sql`WHERE place > (SELECT place FROM mine WHERE id = ${go.text}) ORDER BY place`;
    const [row] = await tx.$queryRaw<TextRow[]>`
      WITH mine AS (
        SELECT t.id, t."responseId", t."questionId", t."comparedAt", c.themes, c.version, c.revision,
          (row_number() OVER (ORDER BY md5(${coder.seed} || t.id), t.id))::int AS place
        FROM "OpenText" t LEFT JOIN "Coding" c ON c."textId" = t.id AND c."coderId" = ${coder.userId}
        WHERE t."codebookId" = ${codebookId})
      SELECT m.id, m."responseId", a.value #>> '{}' AS words, m."comparedAt", m.themes, m.version, m.revision, m.place
      FROM (SELECT * FROM mine ${pick} LIMIT 1) m
        JOIN "Answer" a ON a."responseId" = m."responseId" AND a."questionId" = m."questionId"`;
    return row ?? null;
  },

  /** The record of who read what; goes in with the reading, or neither does. */
  recordOpening: async (
    tx: Transaction,
    opening: { codebookId: string; textId: string; userId: string; reason: "CODE" | "COMPARE" | "QUOTE" },
    openedAt: Date,
  ): Promise<void> => {
    await tx.textOpening.create({ data: { ...opening, openedAt }, select: { id: true } });
  },

  /** By user: how often they opened a text. */
  openings: async (codebookId: string): Promise<Map<string, number>> => {
    const rows = await database.textOpening.groupBy({ by: ["userId"], where: { codebookId }, _count: true });
    return new Map(rows.map(({ userId, _count }) => [userId, _count]));
  },

  /** The words, where the text is this codebook's; held until the transaction ends. */
  text: async (
    tx: Transaction,
    codebookId: string,
    id: string,
  ): Promise<{ words: string; comparedAt: Date | null } | null> => {
    const [row] = await tx.$queryRaw<{ words: string; comparedAt: Date | null }[]>`
      SELECT a.value #>> '{}' AS words, t."comparedAt" FROM "OpenText" t
        JOIN "Answer" a ON a."responseId" = t."responseId" AND a."questionId" = t."questionId"
      WHERE t.id = ${id} AND t."codebookId" = ${codebookId} FOR UPDATE OF t`;
    return row ?? null;
  },

  coding: (
    tx: Transaction,
    textId: string,
    coderId: string,
  ): Promise<{ themes: string[]; version: number; revision: number } | null> =>
    tx.coding.findUnique({
      where: { textId_coderId: { textId, coderId } },
      select: { themes: true, version: true, revision: true },
    }),

  code: async (
    tx: Transaction,
    { textId, coderId, ...coding }: CodingRow & { revision: number },
    codedAt: Date,
  ): Promise<void> => {
    await tx.coding.upsert({
      where: { textId_coderId: { textId, coderId } },
      create: { textId, coderId, ...coding, codedAt },
      update: { ...coding, codedAt },
      select: { revision: true },
    });
  },

  /** Every theme that some text has, whoever gave it. */
  usedThemes: async (tx: Transaction, codebookId: string): Promise<Set<string>> => {
    const rows = await tx.$queryRaw<{ code: string }[]>`
      SELECT DISTINCT unnest(c.themes) AS code FROM "Coding" c JOIN "OpenText" t ON t.id = c."textId"
        WHERE t."codebookId" = ${codebookId}
      UNION SELECT unnest(s.themes) FROM "SettledCoding" s JOIN "OpenText" t ON t.id = s."textId"
        WHERE t."codebookId" = ${codebookId}`;
    return new Set(rows.map(({ code }) => code));
  },

  /** Gives every text that has the one theme the other in its place. */
  merge: async (tx: Transaction, codebookId: string, from: string, into: string): Promise<void> => {
    for (const table of [Prisma.raw(`"Coding"`), Prisma.raw(`"SettledCoding"`)])
      await tx.$executeRaw`
        UPDATE ${table} c SET themes = (
          SELECT array_agg(code ORDER BY code COLLATE "C") FROM (
            SELECT DISTINCT CASE each WHEN ${from} THEN ${into} ELSE each END AS code FROM unnest(c.themes) AS each) merged)
        FROM "OpenText" t WHERE t.id = c."textId" AND t."codebookId" = ${codebookId} AND ${from} = ANY(c.themes)`;
  },

  codingsOf: (codebookId: string): Promise<CodingRow[]> =>
    database.coding.findMany({
      where: { text: { codebookId } },
      select: { textId: true, coderId: true, themes: true, version: true },
      orderBy: [{ textId: "asc" }, { coderId: "asc" }],
    }),

  /**
   * Texts that this coder and another coded differently and that nobody settled, or that were settled before a theme came;
   * in an order that is the same for both.
   */
  differences: async (
    connection: Connection,
    codebookId: string,
    userId: string,
    newestTheme: number,
  ): Promise<string[]> => {
    const rows = await connection.$queryRaw<{ id: string }[]>`
      SELECT t.id FROM "OpenText" t
        JOIN "Coding" mine ON mine."textId" = t.id AND mine."coderId" = ${userId}
        LEFT JOIN "SettledCoding" s ON s."textId" = t.id
      WHERE t."codebookId" = ${codebookId} AND (s.version IS NULL OR s.version < ${newestTheme})
        AND EXISTS (SELECT 1 FROM "Coding" c WHERE c."textId" = t.id AND c.themes <> mine.themes)
      ORDER BY md5(${codebookId} || t.id)`;
    return rows.map(({ id }) => id);
  },

  markCompared: async (tx: Transaction, id: string, comparedAt: Date): Promise<void> => {
    await tx.openText.updateMany({ where: { id, comparedAt: null }, data: { comparedAt } });
  },

  codingsOfText: (tx: Transaction, textId: string): Promise<{ coderId: string; themes: string[] }[]> =>
    tx.coding.findMany({ where: { textId }, select: { coderId: true, themes: true }, orderBy: { coderId: "asc" } }),

  settle: async (
    tx: Transaction,
    {
      textId,
      ...settled
    }: { textId: string; themes: string[]; version: number; settledById: string; settledByName: string },
    settledAt: Date,
  ): Promise<void> => {
    const data = { ...settled, settledAt };
    await tx.settledCoding.upsert({
      where: { textId },
      create: { textId, ...data },
      update: data,
      select: { textId: true },
    });
  },

  /** By response and question: what is known of texts among these responses. */
  codedIn: async (responseIds: readonly string[]): Promise<Map<string, CodedText>> => {
    const rows = await database.$queryRaw<(CodedText & { responseId: string; questionId: string })[]>`
      SELECT t."responseId", t."questionId",
        COALESCE(jsonb_agg(jsonb_build_object('themes', c.themes, 'version', c.version))
          FILTER (WHERE c."textId" IS NOT NULL), '[]') AS codings,
        CASE WHEN s."textId" IS NOT NULL THEN jsonb_build_object('themes', s.themes, 'version', s.version) END AS settled
      FROM "OpenText" t
        LEFT JOIN "Coding" c ON c."textId" = t.id
        LEFT JOIN "SettledCoding" s ON s."textId" = t.id
      WHERE t."responseId" = ANY(${[...responseIds]})
      GROUP BY t.id, s."textId"`;
    return new Map(
      rows.map(({ responseId, questionId, ...coded }) => [JSON.stringify([responseId, questionId]), coded]),
    );
  },
});

export type TextStore = ReturnType<typeof createTextStore>;
