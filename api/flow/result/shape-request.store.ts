import { Prisma } from "../../../prisma/generated/client.ts";
import type { Database } from "../../platform/postgres.ts";

export interface RequestRecord {
  id: string;
  asker: string;
  studyId: string;
  variable: string;
  reason: string;
  askedAt: Date;
  /** Null: it waits. */
  granted: boolean | null;
  answer: string | null;
  answeredById: string | null;
  answeredAt: Date | null;
}

const fields = {
  id: true,
  asker: true,
  studyId: true,
  variable: true,
  reason: true,
  askedAt: true,
  granted: true,
  answer: true,
  answeredById: true,
  answeredAt: true,
} satisfies Prisma.ShapeRequestSelect;

export const createShapeRequestStore = (database: Database) => ({
  /** Null where one waits already. */
  async add(request: Pick<RequestRecord, "asker" | "studyId" | "variable" | "reason" | "askedAt">) {
    try {
      return await database.shapeRequest.create({ data: request, select: fields });
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return null;
      throw error;
    }
  },

  find: (id: string): Promise<RequestRecord | null> =>
    database.shapeRequest.findUnique({ where: { id }, select: fields }),

  /** Newest first; of one asker where one is named. */
  ofStudy: (studyId: string, asker?: string): Promise<RequestRecord[]> =>
    database.shapeRequest.findMany({
      where: { studyId, ...(asker === undefined ? {} : { asker }) },
      select: fields,
      orderBy: { askedAt: "desc" },
    }),

  /** Oldest first. */
  waiting: (): Promise<RequestRecord[]> =>
    database.shapeRequest.findMany({ where: { granted: null }, select: fields, orderBy: { askedAt: "asc" } }),

  /** False where it was answered before. */
  async decline(id: string, answer: string, answeredById: string, answeredAt: Date): Promise<boolean> {
    const { count } = await database.shapeRequest.updateMany({
      where: { id, granted: null },
      data: { granted: false, answer, answeredById, answeredAt },
    });
    return count === 1;
  },
});

export type ShapeRequestStore = ReturnType<typeof createShapeRequestStore>;
