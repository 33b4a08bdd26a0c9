import type { Prisma } from "../../../../prisma/generated/client.ts";
import { type Theme, themes } from "../../../../schema/coding.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Connection, Transaction } from "../survey.store.ts";

export type ThemeStatus = "PROPOSED" | "DECLARED" | "TURNED_DOWN" | "REPLACED" | "WITHDRAWN";

export interface CodebookRow {
  id: string;
  surveyId: string;
  studyId: string;
  variable: string;
  /** Of the newest version */
  version: number;
  createdAt: Date;
}

export interface VersionRow {
  codebookId: string;
  number: number;
  themes: Theme[];
  changedByName: string;
  changedAt: Date;
  /** As variables of the study; null where nobody proposed it. */
  status: ThemeStatus | null;
  purpose: string | null;
  proposedById: string | null;
  proposedAt: Date | null;
  decidedAt: Date | null;
  reason: string | null;
}

export interface CoderRow {
  id: string;
  codebookId: string;
  userId: string;
  name: string;
  purpose: string;
  status: "ASKED" | "GRANTED" | "DECLINED" | "WITHDRAWN";
  askedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  reason: string | null;
}

const codebookFields = {
  id: true,
  surveyId: true,
  survey: { select: { studyId: true } },
  variable: true,
  version: true,
  createdAt: true,
} satisfies Prisma.CodebookSelect;

const versionFields = {
  codebookId: true,
  number: true,
  themes: true,
  changedByName: true,
  changedAt: true,
  status: true,
  purpose: true,
  proposedById: true,
  proposedAt: true,
  decidedAt: true,
  reason: true,
} satisfies Prisma.CodebookVersionSelect;

const coderFields = {
  id: true,
  codebookId: true,
  userId: true,
  name: true,
  purpose: true,
  status: true,
  askedAt: true,
  decidedByName: true,
  decidedAt: true,
  reason: true,
} satisfies Prisma.CoderSelect;

function codebookFrom({ survey, ...row }: Prisma.CodebookGetPayload<{ select: typeof codebookFields }>): CodebookRow {
  if (survey.studyId === null) throw new Error("a codebook names a questionnaire of no study");
  return { ...row, studyId: survey.studyId };
}

const versionFrom = (row: Prisma.CodebookVersionGetPayload<{ select: typeof versionFields }>): VersionRow => ({
  ...row,
  themes: themes.parse(row.themes),
});

/** As plain JSON. */
const asJson = (list: readonly Theme[]): Prisma.InputJsonArray => JSON.parse(JSON.stringify(list));

interface By {
  id: string;
  name: string;
}

/** Themes, who may read, and which versions are variables; what is in the texts is in text.store.ts. */
export const createCodingStore = (database: Database) => ({
  codebook: async (id: string, connection: Connection = database): Promise<CodebookRow | null> => {
    const row = await connection.codebook.findUnique({ where: { id }, select: codebookFields });
    return row && codebookFrom(row);
  },

  codebooksOf: async (studyId: string): Promise<CodebookRow[]> => {
    const rows = await database.codebook.findMany({
      where: { survey: { studyId } },
      select: codebookFields,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    return rows.map(codebookFrom);
  },

  /** Where somebody waits for a steward; the oldest first. */
  waiting: async (): Promise<CodebookRow[]> => {
    const rows = await database.codebook.findMany({
      where: { OR: [{ coders: { some: { status: "ASKED" } } }, { versions: { some: { status: "PROPOSED" } } }] },
      select: codebookFields,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    return rows.map(codebookFrom);
  },

  /** The one that is there where somebody was first. */
  make: (surveyId: string, variable: string, by: By, at: Date): Promise<CodebookRow> =>
    database.$transaction(async (tx) => {
      await tx.codebook.createMany({
        data: { surveyId, variable, version: 1, createdAt: at },
        skipDuplicates: true,
      });
      const row = await tx.codebook.findUniqueOrThrow({
        where: { surveyId_variable: { surveyId, variable } },
        select: codebookFields,
      });
      await tx.codebookVersion.createMany({
        data: {
          codebookId: row.id,
          number: 1,
          themes: [],
          changedById: by.id,
          changedByName: by.name,
          changedAt: at,
        },
        skipDuplicates: true,
      });
      return codebookFrom(row);
    }),

  /** Until the transaction ends nobody else changes its themes, or codes with them. */
  hold: async (tx: Transaction, id: string): Promise<CodebookRow | null> => {
    await tx.$queryRaw`SELECT 1 FROM "Codebook" WHERE id = ${id} FOR UPDATE`;
    const row = await tx.codebook.findUnique({ where: { id }, select: codebookFields });
    return row && codebookFrom(row);
  },

  /** Until the transaction ends its themes stay as they are; others may code beside. */
  share: async (tx: Transaction, id: string): Promise<CodebookRow | null> => {
    await tx.$queryRaw`SELECT 1 FROM "Codebook" WHERE id = ${id} FOR SHARE`;
    const row = await tx.codebook.findUnique({ where: { id }, select: codebookFields });
    return row && codebookFrom(row);
  },

  /** Newest first. */
  versionsOf: async (codebookId: string, connection: Connection = database): Promise<VersionRow[]> => {
    const rows = await connection.codebookVersion.findMany({
      where: { codebookId },
      select: versionFields,
      orderBy: { number: "desc" },
    });
    return rows.map(versionFrom);
  },

  version: async (
    codebookId: string,
    number: number,
    connection: Connection = database,
  ): Promise<VersionRow | null> => {
    const row = await connection.codebookVersion.findUnique({
      where: { codebookId_number: { codebookId, number } },
      select: versionFields,
    });
    return row && versionFrom(row);
  },

  addVersion: async (
    tx: Transaction,
    codebookId: string,
    version: { number: number; themes: readonly Theme[] },
    by: By,
    at: Date,
  ): Promise<void> => {
    await tx.codebookVersion.create({
      data: {
        codebookId,
        number: version.number,
        themes: asJson(version.themes),
        changedById: by.id,
        changedByName: by.name,
        changedAt: at,
      },
      select: { number: true },
    });
    await tx.codebook.update({ where: { id: codebookId }, data: { version: version.number }, select: { id: true } });
  },

  /** False where it was proposed before. */
  propose: async (codebookId: string, number: number, purpose: string, by: By, at: Date): Promise<boolean> => {
    const { count } = await database.codebookVersion.updateMany({
      where: { codebookId, number, status: null },
      data: { status: "PROPOSED", purpose, proposedById: by.id, proposedAt: at },
    });
    return count === 1;
  },

  decideVersion: async (
    tx: Transaction,
    codebookId: string,
    number: number,
    decided: { status: "DECLARED" | "TURNED_DOWN"; reason: string; decidedById: string; decidedAt: Date },
  ): Promise<void> => {
    if (decided.status === "DECLARED")
      await tx.codebookVersion.updateMany({
        where: { codebookId, status: "DECLARED" },
        data: { status: "REPLACED" },
      });
    await tx.codebookVersion.update({
      where: { codebookId_number: { codebookId, number } },
      data: decided,
      select: { number: true },
    });
  },

  /** Of each codebook of the study that has variables: the version that was declared, and its themes as they are now. */
  declaredOf: async (
    studyId: string,
    connection: Connection = database,
  ): Promise<{ codebook: CodebookRow; declared: Theme[]; now: Theme[] }[]> => {
    const rows = await connection.codebookVersion.findMany({
      where: { status: "DECLARED", codebook: { survey: { studyId } } },
      select: { themes: true, codebook: { select: codebookFields } },
    });
    return Promise.all(
      rows.map(async (row) => {
        const { id, version } = row.codebook;
        const newest = await connection.codebookVersion.findUniqueOrThrow({
          where: { codebookId_number: { codebookId: id, number: version } },
          select: { themes: true },
        });
        return {
          codebook: codebookFrom(row.codebook),
          declared: themes.parse(row.themes),
          now: themes.parse(newest.themes),
        };
      }),
    );
  },

  /** Null where the person asked already, or has the right. */
  ask: async (
    coder: Pick<CoderRow, "codebookId" | "userId" | "name" | "purpose" | "askedAt"> & { seed: string },
  ): Promise<string | null> => {
    const [row] = await database.coder.createManyAndReturn({
      data: coder,
      select: { id: true },
      skipDuplicates: true,
    });
    return row?.id ?? null;
  },

  coder: (id: string): Promise<CoderRow | null> => database.coder.findUnique({ where: { id }, select: coderFields }),

  /** Oldest first. */
  codersOf: (codebookId: string, connection: Connection = database): Promise<CoderRow[]> =>
    connection.coder.findMany({
      where: { codebookId },
      select: coderFields,
      orderBy: [{ askedAt: "asc" }, { id: "asc" }],
    }),

  /** False where it was decided on in the meantime. */
  decideCoder: async (
    id: string,
    from: CoderRow["status"],
    decided: {
      status: CoderRow["status"];
      reason: string;
      decidedById: string;
      decidedByName: string;
      decidedAt: Date;
    },
  ): Promise<boolean> => {
    const { count } = await database.coder.updateMany({ where: { id, status: from }, data: decided });
    return count === 1;
  },

  /** What puts this coder's texts in their order; null where the person may not read. Held until the transaction ends. */
  seedOf: async (tx: Transaction, codebookId: string, userId: string): Promise<string | null> => {
    const [row] = await tx.$queryRaw<{ seed: string }[]>`
      SELECT seed FROM "Coder" WHERE "codebookId" = ${codebookId} AND "userId" = ${userId} AND status = 'GRANTED'
      FOR SHARE`;
    return row?.seed ?? null;
  },

  mayRead: async (codebookId: string, userId: string): Promise<boolean> =>
    (await database.coder.count({ where: { codebookId, userId, status: "GRANTED" } })) > 0,
});

export type CodingStore = ReturnType<typeof createCodingStore>;
