import { isDeepStrictEqual } from "node:util";
import type { SurveyKind } from "../../../prisma/generated/enums.ts";
import { definitionSchema, type SurveyDefinition } from "../../../schema/survey.ts";
import type { Database } from "../../platform/postgres.ts";
import { asJson } from "./survey.store.ts";

export type HouseSurveyKind = Extract<SurveyKind, "ALARM" | "PLAN">;

/**
 * Versions of the surveys that stand in no study: of each kind the house has one, and whoever answers it is pinned to
 * the version that was published then.
 */
export const createHouseSurveyStore = (database: Database) => ({
  /** The newest version, published now where the words are other than those of the version before. */
  publish: (kind: HouseSurveyKind, definition: SurveyDefinition, at: Date): Promise<string> =>
    database.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`survey of the house ${kind}`}))`;
      const draft = asJson(definition);
      const known = await transaction.survey.findFirst({ where: { kind }, select: { id: true } });
      const { id: surveyId } =
        known ??
        (await transaction.survey.create({ data: { kind, slug: kind.toLowerCase(), draft }, select: { id: true } }));
      const newest = await transaction.surveyVersion.findFirst({
        where: { surveyId },
        select: { id: true, number: true, definition: true },
        orderBy: { number: "desc" },
      });
      if (newest !== null && isDeepStrictEqual(definitionSchema.parse(newest.definition), definition)) return newest.id;
      const version = { surveyId, number: (newest?.number ?? 0) + 1, definition: draft, publishedAt: at };
      return (await transaction.surveyVersion.create({ data: version, select: { id: true } })).id;
    }),

  definition: async (versionId: string): Promise<SurveyDefinition> =>
    definitionSchema.parse(
      (
        await database.surveyVersion.findUniqueOrThrow({
          where: { id: versionId },
          select: { definition: true },
        })
      ).definition,
    ),
});

export type HouseSurveyStore = ReturnType<typeof createHouseSurveyStore>;
