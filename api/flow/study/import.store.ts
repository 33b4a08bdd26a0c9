import { z } from "zod";
import { type Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";
import { inWords, type Finding, type ImportProblem, type StudyImport } from "./import-problems.ts";

const words = z.object({ nl: z.string(), en: z.string() });
const kept = z.array(
  z.object({
    code: z.string(),
    message: words,
    file: z.string().nullable(),
    row: z.number().nullable(),
    field: z.string().nullable(),
    /** Something to know or confirm, not a problem. */
    note: z.boolean().default(false),
  }),
);

const importFields = {
  id: true,
  userId: true,
  studyId: true,
  status: true,
  progress: true,
  persons: true,
  rows: true,
  problems: true,
  problemCount: true,
} satisfies Prisma.StudyImportSelect;

function importFrom(row: Prisma.StudyImportGetPayload<{ select: typeof importFields }>): StudyImport {
  const all = kept.parse(row.problems);
  const part = (wanted: boolean) => all.filter(({ note }) => note === wanted).map(({ note: _, ...problem }) => problem);
  return { ...row, problems: part(false), notes: part(true) };
}

const asJson = (problems: readonly ImportProblem[], note: boolean): Prisma.InputJsonArray =>
  problems.map(({ code, message, file, row, field }) => ({ code, message: { ...message }, file, row, field, note }));

/** Notes of an import as they are kept beside its problems. */
export const notesAsJson = (notes: readonly Finding[]): Prisma.InputJsonArray => asJson(notes.map(inWords), true);

export const createImportStore = (database: Database) => ({
  async create(userId: string | null, status: "OPEN" | "RUNNING", now: Date): Promise<StudyImport> {
    const row = await database.studyImport.create({
      data: { userId, status, startedAt: now },
      select: importFields,
    });
    return importFrom(row);
  },

  async find(id: string): Promise<StudyImport | null> {
    const row = await database.studyImport.findUnique({ where: { id }, select: importFields });
    return row && importFrom(row);
  },

  /** Whether it was open, and now runs: of two callers one gets true. */
  async start(id: string): Promise<boolean> {
    const { count } = await database.studyImport.updateMany({
      where: { id, status: "OPEN" },
      data: { status: "RUNNING", progress: 0 },
    });
    return count === 1;
  },

  async progress(id: string, progress: number): Promise<void> {
    await database.studyImport.updateMany({ where: { id, status: "RUNNING" }, data: { progress } });
  },

  async refuse(id: string, problems: readonly ImportProblem[], problemCount: number, now: Date): Promise<void> {
    await database.studyImport.updateMany({
      where: { id, status: { in: ["OPEN", "RUNNING"] } },
      data: { status: "REFUSED", problems: asJson(problems, false), problemCount, endedAt: now },
    });
  },

  async running(): Promise<string[]> {
    const rows = await database.studyImport.findMany({ where: { status: "RUNNING" }, select: { id: true } });
    return rows.map(({ id }) => id);
  },

  async openSince(before: Date): Promise<string[]> {
    const rows = await database.studyImport.findMany({
      where: { status: "OPEN", startedAt: { lt: before } },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },

  /** Of those given, the imports that are on this record and did not finish. */
  async unfinished(ids: readonly string[]): Promise<string[]> {
    const rows = await database.studyImport.findMany({
      where: { id: { in: [...ids] }, status: { not: "DONE" } },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },

  /** Folder of the study's newest finished import; null where it never had one. */
  async latestFolder(studyId: string): Promise<string | null> {
    const row = await database.studyImport.findFirst({
      where: { studyId, status: "DONE" },
      orderBy: [{ endedAt: "desc" }, { id: "desc" }],
      select: { folder: true },
    });
    return row?.folder ?? null;
  },
});

export type ImportStore = ReturnType<typeof createImportStore>;
