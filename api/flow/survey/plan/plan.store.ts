import type { PlanShareWhat } from "../../../../prisma/generated/enums.ts";
import type { Prisma } from "../../../../prisma/generated/client.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { KeptAnswer } from "../house-survey.ts";

export type { PlanShareWhat };

const shareFields = {
  id: true,
  name: true,
  what: true,
  madeAt: true,
  validUntil: true,
  revokedAt: true,
  openings: { select: { at: true }, orderBy: { at: "asc" } },
} satisfies Prisma.PlanShareSelect;

const roundFields = {
  id: true,
  versionId: true,
  madeAt: true,
  changedAt: true,
  response: { select: { answers: { select: { questionId: true, value: true } } } },
} satisfies Prisma.PlanRoundSelect;

const planFields = {
  id: true,
  hash: true,
  startedAt: true,
  rounds: { select: roundFields, orderBy: [{ madeAt: "asc" }, { id: "asc" }] },
  shares: { select: shareFields, orderBy: [{ madeAt: "asc" }, { id: "asc" }] },
} satisfies Prisma.PlanSelect;

export type PlanRow = Prisma.PlanGetPayload<{ select: typeof planFields }>;
export type RoundRow = PlanRow["rounds"][number];
export type ShareRow = PlanRow["shares"][number];

interface NewRound {
  planId: string;
  id: string;
  versionId: string;
  answers: readonly KeptAnswer[];
  at: Date;
  /** How many rounds a plan holds */
  most: number;
}

interface NewShare {
  planId: string;
  hash: string;
  name: string;
  what: PlanShareWhat;
  madeAt: Date;
  validUntil: Date;
}

const answersFrom = (answers: readonly KeptAnswer[], at: Date) =>
  answers.map(({ questionId, value }) => ({
    ...{ questionId, savedAt: at, answeredAt: at },
    value: value as Prisma.InputJsonValue,
  }));

export const createPlanStore = (database: Database) => ({
  /** Once; one that is there stays as it is. */
  start: async (hash: string, startedAt: Date): Promise<void> => {
    await database.plan.createMany({ data: [{ hash, startedAt }], skipDuplicates: true });
  },

  byHash: (hash: string): Promise<PlanRow | null> => database.plan.findUnique({ where: { hash }, select: planFields }),

  /**
   * What somebody says of how things are now, in place of what the same round held. FOREIGN: it is a round of another
   * plan. FULL: there are as many rounds as a plan holds. GONE: the plan was deleted meanwhile.
   */
  keepRound: ({ planId, id, versionId, answers, at, most }: NewRound): Promise<"KEPT" | "FOREIGN" | "FULL" | "GONE"> =>
    database.$transaction(async (transaction) => {
      const held = await transaction.$queryRaw<unknown[]>`SELECT 1 AS held FROM "Plan" WHERE id = ${planId} FOR UPDATE`;
      if (held.length === 0) return "GONE";
      const known = await transaction.planRound.findUnique({
        where: { id },
        select: { planId: true, responseId: true },
      });
      if (known === null) {
        if ((await transaction.planRound.count({ where: { planId } })) >= most) return "FULL";
        await transaction.response.create({
          data: {
            ...{ startedAt: at, consent: true, agreedAt: at, sentAt: at },
            answers: { create: answersFrom(answers, at) },
            planRound: { create: { id, planId, versionId, madeAt: at, changedAt: at } },
          },
          select: { id: true },
        });
        return "KEPT";
      }
      if (known.planId !== planId) return "FOREIGN";
      const { responseId } = known;
      await transaction.answer.deleteMany({ where: { responseId } });
      await transaction.answer.createMany({ data: answersFrom(answers, at).map((each) => ({ ...each, responseId })) });
      await transaction.planRound.update({ where: { id }, data: { versionId, changedAt: at }, select: { id: true } });
      return "KEPT";
    }),

  /** False where the plan has no such round. */
  removeRound: async (planId: string, id: string): Promise<boolean> =>
    (await database.response.deleteMany({ where: { planRound: { id, planId } } })).count > 0,

  /** With every round, every link and every opening. */
  remove: (planId: string): Promise<void> =>
    database.$transaction(async (transaction) => {
      // Held: a round that is being kept on another device either is there to be deleted, or finds no plan.
      await transaction.$queryRaw`SELECT 1 AS held FROM "Plan" WHERE id = ${planId} FOR UPDATE`;
      await transaction.response.deleteMany({ where: { planRound: { planId } } });
      await transaction.plan.deleteMany({ where: { id: planId } });
    }),

  /** Once for a link. Of links that nobody looks through any more, the newest so many stay, `most` in all. */
  share: (share: NewShare, most: number): Promise<void> =>
    database.$transaction(async (transaction) => {
      const { planId, madeAt: now } = share;
      await transaction.planShare.createMany({ data: [share], skipDuplicates: true });
      const kept = await transaction.planShare.findMany({
        where: { planId },
        select: { id: true, revokedAt: true, validUntil: true },
        orderBy: [{ madeAt: "desc" }, { id: "desc" }],
      });
      const over = kept.filter(({ revokedAt, validUntil }) => revokedAt !== null || validUntil <= now);
      const room = Math.max(0, most - (kept.length - over.length));
      const gone = over.slice(room).map(({ id }) => id);
      if (gone.length > 0) await transaction.planShare.deleteMany({ where: { id: { in: gone } } });
    }),

  /** False where the plan has no such link. */
  revoke: async (planId: string, id: string, at: Date): Promise<boolean> => {
    await database.planShare.updateMany({ where: { id, planId, revokedAt: null }, data: { revokedAt: at } });
    return (await database.planShare.count({ where: { id, planId } })) > 0;
  },

  /**
   * The plan behind a link that may still be looked through; that it was opened is kept in the same transaction. Of
   * openings the newest `most` stay.
   */
  open: (hash: string, at: Date, most: number): Promise<{ share: ShareRow; plan: PlanRow } | null> =>
    database.$transaction(async (transaction) => {
      // Held, so that nothing is shown after it was taken back.
      const [held] = await transaction.$queryRaw<{ id: string }[]>`
        SELECT id FROM "PlanShare" WHERE hash = ${hash} AND "revokedAt" IS NULL AND "validUntil" > ${at} FOR SHARE`;
      if (held === undefined) return null;
      await transaction.planOpening.create({ data: { shareId: held.id, at }, select: { id: true } });
      await transaction.$executeRaw`
        DELETE FROM "PlanOpening" WHERE "shareId" = ${held.id} AND id NOT IN (
          SELECT id FROM "PlanOpening" WHERE "shareId" = ${held.id} ORDER BY at DESC, id DESC LIMIT ${most})`;
      const { plan, ...share } = await transaction.planShare.findUniqueOrThrow({
        where: { id: held.id },
        select: { ...shareFields, plan: { select: planFields } },
      });
      return { share, plan };
    }),
});

export type PlanStore = ReturnType<typeof createPlanStore>;
