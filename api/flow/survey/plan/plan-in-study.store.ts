import type { Prisma } from "../../../../prisma/generated/client.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Transaction } from "../survey.store.ts";
import { questionsInStudy, type RoundInStudy } from "./study-variables.ts";

/** That a plan is shared with the study of a participant, as far as nobody said no since. */
export interface PlanInStudyRow {
  planId: string;
  participantId: string;
  pseudonym: string;
  studyId: string;
  invitationId: string;
  sharedAt: Date;
}

const rowFields = {
  planId: true,
  participantId: true,
  invitationId: true,
  sharedAt: true,
  participant: { select: { pseudonym: true, studyId: true } },
} satisfies Prisma.PlanInStudySelect;

const rowFrom = ({ participant, ...row }: Prisma.PlanInStudyGetPayload<{ select: typeof rowFields }>) => ({
  ...row,
  ...participant,
});

export const createPlanInStudyStore = (database: Database) => ({
  ofPlan: async (planId: string): Promise<PlanInStudyRow[]> =>
    (
      await database.planInStudy.findMany({ where: { planId }, select: rowFields, orderBy: { participantId: "asc" } })
    ).map(rowFrom),

  ofParticipants: async (participantIds: readonly string[]): Promise<PlanInStudyRow[]> =>
    (
      await database.planInStudy.findMany({ where: { participantId: { in: [...participantIds] } }, select: rowFields })
    ).map(rowFrom),

  /** The plan that the person shares from now; the id of the one that is, where another is shared already. */
  join: async (
    transaction: Transaction,
    row: Pick<PlanInStudyRow, "planId" | "participantId" | "invitationId" | "sharedAt">,
  ): Promise<string> => {
    await transaction.planInStudy.createMany({ data: [row], skipDuplicates: true });
    const { planId } = await transaction.planInStudy.findUniqueOrThrow({
      where: { participantId: row.participantId },
      select: { planId: true },
    });
    return planId;
  },

  /** How the domains were each time before a moment, and nothing of what was written; by plan, oldest first. */
  rounds: async (planIds: readonly string[], before: Date | null): Promise<Map<string, RoundInStudy[]>> => {
    const rows = await database.planRound.findMany({
      where: { planId: { in: [...planIds] }, ...(before && { madeAt: { lt: before } }) },
      select: {
        planId: true,
        madeAt: true,
        response: {
          select: {
            answers: {
              where: { questionId: { in: questionsInStudy.map(({ id }) => id) } },
              select: { questionId: true, value: true },
            },
          },
        },
      },
      orderBy: [{ madeAt: "asc" }, { id: "asc" }],
    });
    const rounds = new Map<string, RoundInStudy[]>();
    for (const { planId, madeAt, response } of rows) {
      const answers = Object.fromEntries(response.answers.map(({ questionId, value }) => [questionId, value]));
      rounds.set(planId, [...(rounds.get(planId) ?? []), { madeAt, answers }]);
    }
    return rounds;
  },
});

export type PlanInStudyStore = ReturnType<typeof createPlanInStudyStore>;
