import type { Prisma } from "../../../../prisma/generated/client.ts";
import { definitionSchema, type SurveyDefinition } from "../../../../schema/survey.ts";
import type { Database } from "../../../platform/postgres.ts";
import { asJson, type Transaction } from "../survey.store.ts";
import type { MeetingPromise } from "./meeting.ts";
import type { ThemeStage } from "../../../../schema/meeting.ts";

const meetingFields = {
  fieldingId: true,
  workplaceId: true,
  createdById: true,
  createdAt: true,
  endsAt: true,
  fielding: {
    select: {
      promisedOn: true,
      movedFrom: true,
      movedBecause: true,
      wave: { select: { studyId: true, closedAt: true } },
      version: { select: { definition: true } },
      room: { select: { joined: true } },
    },
  },
  themes: { select: { id: true, questionId: true, stage: true, openedAt: true }, orderBy: { id: "asc" } },
} satisfies Prisma.MeetingSelect;

type Row = Prisma.MeetingGetPayload<{ select: typeof meetingFields }>;

export interface ThemeRow {
  id: string;
  questionId: string;
  stage: ThemeStage;
  openedAt: Date | null;
}

export interface MeetingRow {
  fieldingId: string;
  studyId: string;
  workplaceId: string | null;
  createdById: string;
  createdAt: Date;
  endsAt: Date | null;
  closedAt: Date | null;
  promisedOn: Date;
  movedFrom: Date | null;
  movedBecause: string | null;
  joined: number;
  definition: SurveyDefinition;
  themes: ThemeRow[];
}

const meetingFrom = ({ fielding, ...row }: Row): MeetingRow => ({
  ...row,
  studyId: fielding.wave.studyId,
  closedAt: fielding.wave.closedAt,
  promisedOn: fielding.promisedOn,
  movedFrom: fielding.movedFrom,
  movedBecause: fielding.movedBecause,
  joined: fielding.room?.joined ?? 0,
  definition: definitionSchema.parse(fielding.version.definition),
});

export interface MeetingRecord {
  studyId: string;
  waveId: string;
  slug: string;
  definition: SurveyDefinition;
  promisedOn: Date;
  workplaceId: string | null;
  createdById: string;
  at: Date;
}

export const createMeetingStore = (database: Database) => ({
  meeting: async (fieldingId: string): Promise<MeetingRow | null> => {
    const row = await database.meeting.findUnique({ where: { fieldingId }, select: meetingFields });
    return row && meetingFrom(row);
  },

  meetingOfTheme: async (themeId: string): Promise<MeetingRow | null> => {
    const row = await database.meeting.findFirst({
      where: { themes: { some: { id: themeId } } },
      select: meetingFields,
    });
    return row && meetingFrom(row);
  },

  /** Newest first. */
  hostedBy: async (userId: string, workplaces: readonly string[]): Promise<MeetingRow[]> => {
    const rows = await database.meeting.findMany({
      where: { OR: [{ createdById: userId }, { workplaceId: { in: [...workplaces] } }] },
      select: meetingFields,
      orderBy: [{ createdAt: "desc" }, { fieldingId: "desc" }],
    });
    return rows.map(meetingFrom);
  },

  promises: async (fieldingId: string | null): Promise<MeetingPromise[]> => {
    const rows = await database.meeting.findMany({
      where: { endsAt: { not: null }, ...(fieldingId === null ? {} : { fieldingId }) },
      select: { createdAt: true, fielding: { select: { promisedOn: true } }, themes: { select: { id: true } } },
    });
    return rows.map(({ createdAt, fielding, themes }) => ({
      madeAt: createdAt,
      promisedOn: fielding.promisedOn,
      themes: themes.map(({ id }) => id),
    }));
  },

  /** The last wave that still takes answers; null where none does, "NONE" where the study has no waves. */
  openWave: async (transaction: Transaction, studyId: string): Promise<string | "NONE" | null> => {
    const waves = await transaction.wave.findMany({
      where: { studyId },
      select: { id: true, closedAt: true },
      orderBy: { ordinal: "desc" },
    });
    if (waves.length === 0) return "NONE";
    return waves.find(({ closedAt }) => closedAt === null)?.id ?? null;
  },

  /** A survey of kind MEETING with its only version, fielded. Its themes feed no variable: what is said is read, not measured. */
  add: async (transaction: Transaction, meeting: MeetingRecord): Promise<string> => {
    const { studyId, waveId, slug, promisedOn, workplaceId, createdById, at } = meeting;
    const definition = asJson(meeting.definition);
    const { id } = await transaction.fielding.create({
      data: {
        wave: { connect: { id: waveId } },
        promisedOn,
        createdAt: at,
        version: {
          create: {
            number: 1,
            definition,
            publishedAt: at,
            survey: { create: { kind: "MEETING", studyId, slug, draft: definition } },
          },
        },
      },
      select: { id: true },
    });
    await transaction.meeting.create({
      data: { fieldingId: id, workplaceId, createdById, createdAt: at },
      select: { fieldingId: true },
    });
    // One by one: their ids are their order.
    for (const { id: questionId } of meeting.definition.questions)
      await transaction.meetingTheme.create({ data: { meetingId: id, questionId }, select: { id: true } });
    return id;
  },

  setStage: async (themeId: string, stage: ThemeStage, at: Date): Promise<void> => {
    await database.meetingTheme.update({ where: { id: themeId }, data: { stage }, select: { id: true } });
    if (stage === "OPEN")
      await database.meetingTheme.updateMany({ where: { id: themeId, openedAt: null }, data: { openedAt: at } });
  },

  end: async (fieldingId: string, at: Date): Promise<void> => {
    await database.meeting.update({ where: { fieldingId }, data: { endsAt: at }, select: { fieldingId: true } });
    await database.room.updateMany({ where: { fieldingId, revokedAt: null }, data: { revokedAt: at } });
  },
});

export type MeetingStore = ReturnType<typeof createMeetingStore>;
