import { isDeepStrictEqual } from "node:util";
import type { SurveyDefinition } from "../../../schema/survey.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/postgres.ts";
import {
  declaredVariables,
  declareSurveyVariables,
  holdStudy,
  studyIdOf,
  type VariableDeclaration,
} from "../study/study.ts";
import { checkDraft, checkSlug } from "./definition.ts";
import { slugTaken, studyUnknown, surveyUnknown, variableChanged, variableTaken } from "./problems.ts";
import type { SurveyStep, SurveyVersion } from "./survey.ts";
import type { SurveyStore } from "./survey.store.ts";
import { questionVariables, sameMeaning } from "./variables.ts";

interface Shared {
  database: Database;
  clock: Clock;
  surveys: SurveyStore;
}

type Drafting = Pick<SurveyStep, "createSurvey" | "updateSurvey" | "publishSurvey">;

export const createDrafting = ({ database, clock, surveys }: Shared): Drafting => ({
  createSurvey: async ({ study, slug, ...written }) => {
    const survey = { slug: checkSlug(slug), draft: checkDraft(written) };
    return database.$transaction(async (transaction) => {
      const studyId = await studyIdOf(transaction, study);
      if (studyId === null) throw studyUnknown();
      await holdStudy(transaction, studyId);
      if (await surveys.slugTaken(transaction, studyId, slug)) throw slugTaken(slug);
      return surveys.addSurvey(transaction, { studyId, ...survey });
    });
  },

  updateSurvey: (id, changes) =>
    database.$transaction(async (transaction) => {
      const survey = await surveys.survey(id, transaction);
      if (survey === null) throw surveyUnknown();
      await holdStudy(transaction, survey.studyId);
      return surveys.setDraft(transaction, id, checkDraft({ ...survey.draft, ...changes }));
    }),

  publishSurvey: (id) =>
    database.$transaction(async (transaction) => {
      const known = await surveys.survey(id, transaction);
      if (known === null) throw surveyUnknown();
      await holdStudy(transaction, known.studyId);
      // Read again: it may have changed before the study was held.
      const definition = (await surveys.survey(id, transaction))?.draft ?? known.draft;
      const published = await surveys.versionsOfStudy(known.studyId, transaction);
      const newest = published.filter(({ surveyId }) => surveyId === id).at(-1);
      if (newest !== undefined && isDeepStrictEqual(newest.definition, definition)) return newest;

      const declared = await declaredVariables(transaction, known.studyId);
      await declareSurveyVariables(transaction, known.studyId, newVariables(definition, id, declared, published));
      return surveys.addVersion(transaction, {
        surveyId: id,
        number: (newest?.number ?? 0) + 1,
        definition,
        publishedAt: clock(),
      });
    }),
});

/**
 * The variables that a version adds to its study. One that is there already is fine where an earlier version of the
 * same survey brought it and it still means the same.
 */
export function newVariables(
  definition: SurveyDefinition,
  surveyId: string,
  declared: readonly VariableDeclaration[],
  published: readonly Pick<SurveyVersion, "surveyId" | "definition">[],
): VariableDeclaration[] {
  const byName = new Map(declared.map((variable) => [variable.name.toLowerCase(), variable]));
  const ofOthers = new Set(
    published.flatMap((version) =>
      version.surveyId === surveyId ? [] : version.definition.questions.flatMap(variableNames),
    ),
  );
  return definition.questions.flatMap((question, at) => {
    const path = ["questions", String(at), "variable"];
    return questionVariables(question).filter((variable) => {
      const existing = byName.get(variable.name.toLowerCase());
      if (existing === undefined) return true;
      if (existing.name !== variable.name || existing.origin !== "SURVEY" || ofOthers.has(variable.name))
        throw variableTaken(variable.name, path);
      if (!sameMeaning(existing, variable)) throw variableChanged(variable.name, path);
      return false;
    });
  });
}

const variableNames = (question: SurveyDefinition["questions"][number]): string[] =>
  questionVariables(question).map(({ name }) => name);
