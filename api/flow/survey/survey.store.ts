import type { Prisma } from "../../../prisma/generated/client.ts";
import { definitionSchema, type SurveyDefinition } from "../../../schema/survey.ts";
import type { Database } from "../../platform/postgres.ts";
import type { Fielding, Survey, SurveyVersion } from "./survey.ts";

/** Inside a transaction or not. */
export type Connection = Prisma.TransactionClient | Database;
export type Transaction = Prisma.TransactionClient;

const surveyFields = { id: true, studyId: true, slug: true, draft: true } satisfies Prisma.SurveySelect;
const versionFields = {
  id: true,
  surveyId: true,
  number: true,
  publishedAt: true,
  definition: true,
} satisfies Prisma.SurveyVersionSelect;
const fieldingFields = {
  id: true,
  versionId: true,
  wave: { select: { id: true, ordinal: true, code: true, label: true, openedAt: true, closedAt: true } },
  promisedOn: true,
  movedFrom: true,
  movedBecause: true,
} satisfies Prisma.FieldingSelect;

/** How many were invited and sent is counted where invitations are. */
export type FieldingRow = Omit<Fielding, "invited" | "sent">;
type SurveyRow = Prisma.SurveyGetPayload<{ select: typeof surveyFields }>;
type VersionRow = Prisma.SurveyVersionGetPayload<{ select: typeof versionFields }>;

function surveyFrom({ draft, studyId, ...row }: SurveyRow): Survey {
  if (studyId === null) throw new Error("a survey of the house is no questionnaire of a study");
  return { ...row, studyId, draft: definitionSchema.parse(draft) };
}
const versionFrom = ({ definition, ...row }: VersionRow): SurveyVersion => ({
  ...row,
  definition: definitionSchema.parse(definition),
});

/** The same content as plain JSON: what a definition is kept and compared as. */
export const asJson = (definition: SurveyDefinition): Prisma.InputJsonObject => JSON.parse(JSON.stringify(definition));

export const createSurveyStore = (database: Database) => ({
  surveysOf: async (studyId: string): Promise<Survey[]> => {
    const rows = await database.survey.findMany({
      where: { studyId, kind: "QUESTIONNAIRE" },
      select: surveyFields,
      orderBy: { slug: "asc" },
    });
    return rows.map(surveyFrom);
  },

  survey: async (id: string, connection: Connection = database): Promise<Survey | null> => {
    const row = await connection.survey.findUnique({ where: { id, kind: "QUESTIONNAIRE" }, select: surveyFields });
    return row && surveyFrom(row);
  },

  addSurvey: async (
    transaction: Connection,
    survey: { studyId: string; slug: string; draft: SurveyDefinition },
  ): Promise<Survey> => {
    const row = await transaction.survey.create({
      data: { ...survey, draft: asJson(survey.draft) },
      select: surveyFields,
    });
    return surveyFrom(row);
  },

  slugTaken: async (transaction: Connection, studyId: string, slug: string): Promise<boolean> =>
    (await transaction.survey.count({ where: { studyId, slug } })) > 0,

  setDraft: async (transaction: Connection, id: string, draft: SurveyDefinition): Promise<Survey> =>
    surveyFrom(
      await transaction.survey.update({ where: { id }, data: { draft: asJson(draft) }, select: surveyFields }),
    ),

  /** False where it is published, or not there. */
  removeUnpublished: async (transaction: Connection, id: string): Promise<boolean> => {
    const { count } = await transaction.survey.deleteMany({ where: { id, versions: { none: {} } } });
    return count > 0;
  },

  versionsOf: async (surveyIds: readonly string[], connection: Connection = database): Promise<SurveyVersion[]> => {
    const rows = await connection.surveyVersion.findMany({
      where: { surveyId: { in: [...surveyIds] } },
      select: versionFields,
      orderBy: { number: "asc" },
    });
    return rows.map(versionFrom);
  },

  version: async (id: string): Promise<SurveyVersion | null> => {
    const row = await database.surveyVersion.findUnique({ where: { id }, select: versionFields });
    return row && versionFrom(row);
  },

  newestVersion: async (surveyId: string, connection: Connection): Promise<SurveyVersion | null> => {
    const row = await connection.surveyVersion.findFirst({
      where: { surveyId },
      select: versionFields,
      orderBy: { number: "desc" },
    });
    return row && versionFrom(row);
  },

  /** Of the whole study, other surveys' included. */
  versionsOfStudy: async (studyId: string, connection: Connection = database): Promise<SurveyVersion[]> => {
    const rows = await connection.surveyVersion.findMany({
      where: { survey: { studyId, kind: "QUESTIONNAIRE" } },
      select: versionFields,
      orderBy: [{ publishedAt: "asc" }, { id: "asc" }],
    });
    return rows.map(versionFrom);
  },

  /** By variable: the options that somebody chose in any version of a questionnaire, sent or not. */
  chosenOptions: async (surveyId: string, transaction: Transaction): Promise<Map<string, Set<string>>> => {
    const rows = await transaction.$queryRaw<{ variable: string; codes: string[] }[]>`
      SELECT q.variable, array_agg(DISTINCT chosen.code) AS codes
      FROM "SurveyVersion" v
        CROSS JOIN LATERAL jsonb_to_recordset(v.definition -> 'questions') AS q(id text, kind text, variable text)
        JOIN "Fielding" f ON f."versionId" = v.id
        JOIN "Invitation" i ON i."fieldingId" = f.id
        JOIN "Response" r ON r."invitationId" = i.id
        JOIN "Answer" a ON a."responseId" = r.id AND a."questionId" = q.id
        CROSS JOIN LATERAL jsonb_array_elements_text(
          CASE jsonb_typeof(a.value) WHEN 'array' THEN a.value ELSE jsonb_build_array(a.value) END) AS chosen(code)
      WHERE v."surveyId" = ${surveyId} AND q.kind IN ('SINGLE', 'MULTIPLE')
        AND jsonb_typeof(a.value) IN ('string', 'array')
      GROUP BY q.variable`;
    return new Map(rows.map(({ variable, codes }) => [variable, new Set(codes)]));
  },

  addVersion: async (
    transaction: Connection,
    version: { surveyId: string; number: number; definition: SurveyDefinition; publishedAt: Date },
  ): Promise<SurveyVersion> =>
    versionFrom(
      await transaction.surveyVersion.create({
        data: { ...version, definition: asJson(version.definition) },
        select: versionFields,
      }),
    ),

  /** By version: where it was fielded. */
  wavesByVersion: async (studyId: string): Promise<Map<string, FieldingRow["wave"][]>> => {
    const rows = await database.fielding.findMany({
      where: { version: { survey: { studyId, kind: "QUESTIONNAIRE" } } },
      select: { versionId: true, wave: fieldingFields.wave },
      orderBy: { wave: { ordinal: "asc" } },
    });
    const waves = new Map<string, FieldingRow["wave"][]>();
    for (const { versionId, wave } of rows) waves.set(versionId, [...(waves.get(versionId) ?? []), wave]);
    return waves;
  },

  fieldingsOf: (surveyId: string): Promise<FieldingRow[]> =>
    database.fielding.findMany({
      where: { version: { surveyId } },
      select: fieldingFields,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),

  /** With the study it belongs to; a meeting is entered by its room only, and is none. */
  fielding: async (
    id: string,
    connection: Connection = database,
  ): Promise<{ fielding: FieldingRow; studyId: string } | null> => {
    const row = await connection.fielding.findUnique({
      where: { id, version: { survey: { kind: "QUESTIONNAIRE" } } },
      select: { ...fieldingFields, wave: { select: { ...fieldingFields.wave.select, studyId: true } } },
    });
    if (row === null) return null;
    const { studyId, ...wave } = row.wave;
    return { fielding: { ...row, wave }, studyId };
  },

  isFielded: async (transaction: Connection, versionId: string, waveId: string): Promise<boolean> =>
    (await transaction.fielding.count({ where: { versionId, waveId } })) > 0,

  addFielding: (
    transaction: Connection,
    fielding: { versionId: string; waveId: string; promisedOn: Date; createdAt: Date },
  ): Promise<FieldingRow> => transaction.fielding.create({ data: fielding, select: fieldingFields }),

  movePromise: (
    transaction: Connection,
    id: string,
    moved: { promisedOn: Date; movedFrom: Date; movedBecause: string },
  ): Promise<FieldingRow> => transaction.fielding.update({ where: { id }, data: moved, select: fieldingFields }),

  /** Every promise there is but those of meetings, for whoever counts which were kept. */
  promises: async (): Promise<PromiseRow[]> => {
    const rows = await database.fielding.findMany({
      where: { meeting: null },
      select: {
        id: true,
        versionId: true,
        promisedOn: true,
        movedFrom: true,
        createdAt: true,
        wave: { select: { studyId: true } },
      },
      orderBy: [{ promisedOn: "asc" }, { id: "asc" }],
    });
    return rows.map(({ wave, createdAt, ...row }) => ({ ...row, madeAt: createdAt, studyId: wave.studyId }));
  },
});

export interface PromiseRow {
  id: string;
  versionId: string;
  studyId: string;
  madeAt: Date;
  promisedOn: Date;
  movedFrom: Date | null;
}

export type SurveyStore = ReturnType<typeof createSurveyStore>;
