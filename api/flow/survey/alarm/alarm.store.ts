import type { AlarmMail, AlarmStepKind } from "../../../../prisma/generated/enums.ts";
import type { Prisma } from "../../../../prisma/generated/client.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { KeptAnswer } from "../house-survey.ts";

export type { AlarmStepKind };

const alarmFields = {
  id: true,
  hash: true,
  versionId: true,
  region: true,
  sentAt: true,
  acknowledgedAt: true,
  closedAt: true,
  dueAt: true,
  handlers: { select: { id: true, userId: true, mail: true }, orderBy: [{ since: "asc" }, { id: "asc" }] },
  response: { select: { answers: { select: { questionId: true, value: true } } } },
  steps: { select: { at: true, kind: true, name: true, words: true }, orderBy: { id: "asc" } },
} satisfies Prisma.AlarmSelect;

export type AlarmRow = Prisma.AlarmGetPayload<{ select: typeof alarmFields }>;

const listFields = {
  id: true,
  region: true,
  sentAt: true,
  acknowledgedAt: true,
  closedAt: true,
  dueAt: true,
} satisfies Prisma.AlarmSelect;

export type ListedAlarm = Prisma.AlarmGetPayload<{ select: typeof listFields }>;

const routeFields = { region: true, handlerIds: true, hours: true } satisfies Prisma.AlarmRouteSelect;
export type RouteRow = Prisma.AlarmRouteGetPayload<{ select: typeof routeFields }>;

/** Somebody who may be asked, and how long they have. */
export interface Candidate {
  userId: string;
  name: string;
  hours: number;
}

export interface NewStep {
  at: Date;
  kind: AlarmStepKind;
  name?: string | null;
  words?: string | null;
}

interface NewAlarm {
  hash: string;
  versionId: string;
  region: string | null;
  answers: readonly KeptAnswer[];
  first: Candidate;
  at: Date;
}

const HOUR_MS = 3_600_000;
const after = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR_MS);

const WAITING = { acknowledgedAt: null, closedAt: null } satisfies Prisma.AlarmWhereInput;

export const createAlarmStore = (database: Database) => ({
  byHash: (hash: string): Promise<AlarmRow | null> =>
    database.alarm.findUnique({ where: { hash }, select: alarmFields }),

  byId: (id: string): Promise<AlarmRow | null> => database.alarm.findUnique({ where: { id }, select: alarmFields }),

  /** Once: one that was sent before, by the same link, stays as it is. */
  add: ({ hash, versionId, region, answers, first, at }: NewAlarm): Promise<void> =>
    database.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${hash}))`;
      if ((await transaction.alarm.count({ where: { hash } })) > 0) return;
      await transaction.response.create({
        data: {
          ...{ startedAt: at, consent: true, agreedAt: at, sentAt: at },
          answers: {
            create: answers.map(({ questionId, value }) => ({
              ...{ questionId, savedAt: at, answeredAt: at },
              value: value as Prisma.InputJsonValue,
            })),
          },
          alarm: {
            create: {
              ...{ hash, versionId, region, sentAt: at, dueAt: after(at, first.hours) },
              handlers: { create: { userId: first.userId, since: at } },
              steps: {
                create: [
                  { at, kind: "SENT" },
                  { at, kind: "ROUTED", name: first.name },
                ],
              },
            },
          },
        },
        select: { id: true },
      });
    }),

  /** Adds a step and changes what `change` says of the alarm as it stands; where that throws, nothing is done. */
  step: (
    id: string,
    step: NewStep,
    change: (row: AlarmRow) => Partial<Pick<AlarmRow, "acknowledgedAt" | "closedAt" | "dueAt">>,
  ): Promise<AlarmRow> =>
    database.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 AS held FROM "Alarm" WHERE id = ${id} FOR UPDATE`;
      const row = await transaction.alarm.findUniqueOrThrow({ where: { id }, select: alarmFields });
      return transaction.alarm.update({
        where: { id },
        data: { ...change(row), steps: { create: step } },
        select: alarmFields,
      });
    }),

  listed: (userId: string): Promise<ListedAlarm[]> =>
    database.alarm.findMany({
      where: { handlers: { some: { userId } } },
      select: listFields,
      orderBy: [{ sentAt: "desc" }, { id: "desc" }],
      take: 500,
    }),

  /** Names of the turns whose time has come. */
  due: async (now: Date): Promise<string[]> => {
    const rows = await database.alarm.findMany({
      where: { ...WAITING, dueAt: { lte: now } },
      select: { turn: true },
      orderBy: { dueAt: "asc" },
      take: 1_000,
    });
    return rows.map(({ turn }) => turn);
  },

  regionOfTurn: async (turn: string): Promise<{ region: string | null } | null> =>
    database.alarm.findUnique({ where: { turn }, select: { region: true } }),

  /**
   * Gives the alarm to the first of these who does not have it yet; where there is nobody, says so. A turn that was
   * taken, or is over because somebody acknowledged, changes nothing.
   */
  takeTurn: (turn: string, candidates: readonly Candidate[], now: Date): Promise<void> =>
    database.$transaction(async (transaction) => {
      const [due] = await transaction.$queryRaw<{ id: string }[]>`
        SELECT id FROM "Alarm" WHERE turn = ${turn} AND "acknowledgedAt" IS NULL AND "closedAt" IS NULL
          AND "dueAt" <= ${now} FOR UPDATE`;
      if (due === undefined) return;
      const { id: alarmId } = due;
      const had = await transaction.alarmHandler.findMany({ where: { alarmId }, select: { userId: true } });
      const next = candidates.find(({ userId }) => !had.some((each) => each.userId === userId));
      if (next)
        await transaction.alarmHandler.create({
          data: { alarmId, userId: next.userId, since: now },
          select: { id: true },
        });
      await transaction.alarmStep.create({
        data: { alarmId, at: now, ...(next ? { kind: "ESCALATED", name: next.name } : { kind: "UNANSWERED" }) },
        select: { id: true },
      });
      const dueAt = next ? after(now, next.hours) : null;
      await transaction.$executeRaw`
        UPDATE "Alarm" SET turn = gen_random_uuid()::text, "dueAt" = ${dueAt}::timestamptz WHERE id = ${alarmId}`;
    }),

  /** Of which nobody is left who could be asked. */
  unanswered: async (): Promise<string[]> =>
    (await database.alarm.findMany({ where: { ...WAITING, dueAt: null }, select: { id: true } })).map(({ id }) => id),

  /** Those are due again, as there may be somebody now. */
  wake: async (now: Date): Promise<void> => {
    await database.alarm.updateMany({ where: { ...WAITING, dueAt: null }, data: { dueAt: now } });
  },

  unmailed: async (): Promise<string[]> =>
    (
      await database.alarmHandler.findMany({
        where: { mail: "WAITING", alarm: { closedAt: null } },
        select: { id: true },
        orderBy: { since: "asc" },
        take: 1_000,
      })
    ).map(({ id }) => id),

  handler: (id: string): Promise<{ userId: string; mail: AlarmMail; alarm: { region: string | null } } | null> =>
    database.alarmHandler.findUnique({
      where: { id },
      select: { userId: true, mail: true, alarm: { select: { region: true } } },
    }),

  /** Once. Where the mail did not go out, and nobody was given it since, the next person's time has come. */
  mailed: (id: string, went: boolean, name: string, now: Date): Promise<void> =>
    database.$transaction(async (transaction) => {
      const { count } = await transaction.alarmHandler.updateMany({
        where: { id, mail: "WAITING" },
        data: { mail: went ? "MAILED" : "FAILED" },
      });
      if (count === 0) return;
      const { alarmId } = await transaction.alarmHandler.findUniqueOrThrow({
        where: { id },
        select: { alarmId: true },
      });
      await transaction.alarmStep.create({
        data: { alarmId, at: now, kind: went ? "MAILED" : "NOT_MAILED", name },
        select: { id: true },
      });
      if (went) return;
      const newest = await transaction.alarmHandler.findFirst({
        where: { alarmId },
        select: { id: true },
        orderBy: [{ since: "desc" }, { id: "desc" }],
      });
      if (newest?.id === id)
        await transaction.alarm.updateMany({
          where: { id: alarmId, ...WAITING, dueAt: { not: null } },
          data: { dueAt: now },
        });
    }),

  /** With everything that was said and done. */
  clear: async (before: Date): Promise<number> =>
    (await database.response.deleteMany({ where: { alarm: { closedAt: { lt: before } } } })).count,

  routes: (): Promise<RouteRow[]> => database.alarmRoute.findMany({ select: routeFields }),

  keepRoute: async (route: RouteRow): Promise<void> => {
    const { region, ...rest } = route;
    await database.alarmRoute.upsert({ where: { region }, create: route, update: rest, select: { region: true } });
  },
});

export type AlarmStore = ReturnType<typeof createAlarmStore>;
