import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import { checkLogic } from "../../../../schema/logic/check.ts";
import { typeOfQuestion } from "../../../../schema/logic/value-type.ts";
import {
  declaredVariables,
  declareSurveyVariables,
  holdStudy,
  redeclareSurveyVariables,
  studyIdOf,
} from "../../study/study.ts";
import { checkDraft, checkSlug } from "./definition.ts";
import { planVariables, type VariablePlan } from "./meaning.ts";
import { draftChanged, logicWrong, slugTaken } from "./problems.ts";
import { studyUnknown, surveyStays, surveyUnknown } from "../problems.ts";
import type { Survey, SurveyDefinition, SurveyStep } from "../survey.ts";
import type { SurveyStore, Transaction } from "../survey.store.ts";

interface Shared {
  database: Database;
  clock: Clock;
  surveys: SurveyStore;
}

type Drafting = Pick<SurveyStep, "createSurvey" | "updateSurvey" | "deleteSurvey" | "publishSurvey" | "draftProblems">;

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

  updateSurvey: (id, changes, revision) =>
    database.$transaction(async (transaction) => {
      const known = await surveys.survey(id, transaction);
      if (known === null) throw surveyUnknown();
      await holdStudy(transaction, known.studyId);
      // Read again: it may have changed before the study was held.
      const draft = (await surveys.survey(id, transaction))?.draft ?? known.draft;
      holdTo(revision, draft);
      return surveys.setDraft(transaction, id, checkDraft({ ...draft, ...changes }));
    }),

  deleteSurvey: (id) =>
    database.$transaction(async (transaction) => {
      const known = await surveys.survey(id, transaction);
      if (known === null) throw surveyUnknown();
      // Nobody publishes it in between.
      await holdStudy(transaction, known.studyId);
      if (!(await surveys.removeUnpublished(transaction, id))) throw surveyStays();
    }),

  publishSurvey: (id, revision) =>
    database.$transaction(async (transaction) => {
      const known = await surveys.survey(id, transaction);
      if (known === null) throw surveyUnknown();
      await holdStudy(transaction, known.studyId);
      // Read again: it may have changed before the study was held.
      const definition = (await surveys.survey(id, transaction))?.draft ?? known.draft;
      holdTo(revision, definition);
      const published = await surveys.versionsOfStudy(known.studyId, transaction);
      const newest = published.filter(({ surveyId }) => surveyId === id).at(-1);
      if (newest !== undefined && isDeepStrictEqual(newest.definition, definition)) return newest;

      const { added, changed, problems } = await planOf(surveys, transaction, { ...known, draft: definition });
      if (problems[0]) throw problems[0];
      await declareSurveyVariables(transaction, known.studyId, added);
      await redeclareSurveyVariables(transaction, known.studyId, changed);
      return surveys.addVersion(transaction, {
        surveyId: id,
        number: (newest?.number ?? 0) + 1,
        definition,
        publishedAt: clock(),
      });
    }),

  draftProblems: (survey) =>
    database.$transaction(async (transaction) => (await planOf(surveys, transaction, survey)).problems),
});

/** The same for the same content, so that a draft that went there and back is the one it was. */
export const revisionOf = (draft: SurveyDefinition): string =>
  createHash("sha256").update(JSON.stringify(draft)).digest("base64url").slice(0, 22);

function holdTo(revision: string | null | undefined, draft: SurveyDefinition): void {
  if (revision && revision !== revisionOf(draft)) throw draftChanged();
}

/** What publishing the draft would do to the study's variables, and everything that stands in its way. */
async function planOf(
  surveys: SurveyStore,
  transaction: Transaction,
  { id, studyId, draft }: Survey,
): Promise<VariablePlan> {
  const published = await surveys.versionsOfStudy(studyId, transaction);
  const askedBefore = [...published.flatMap(({ definition }) => definition.questions), ...draft.questions];
  const wrong = checkLogic(
    draft.questions,
    new Map(askedBefore.map((question) => [question.variable, typeOfQuestion(question)])),
  ).map(logicWrong);
  const plan = planVariables(draft, id, {
    declared: await declaredVariables(transaction, studyId),
    published,
    chosen: await surveys.chosenOptions(id, transaction),
  });
  return { ...plan, problems: [...wrong, ...plan.problems] };
}
