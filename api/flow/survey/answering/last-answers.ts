import type { SentValue } from "../../../../schema/answer.ts";
import { lastAnswersOf } from "../../../../schema/logic/check.ts";
import { valueOf } from "../../../../schema/logic/course.ts";
import type { Value } from "../../../../schema/logic/evaluate.ts";
import type { Question, SurveyDefinition } from "../../../../schema/survey.ts";
import type { ResponseStore } from "./response.store.ts";
import type { RespondentHolder, SurveyVersion } from "../survey.ts";

/** What somebody said to a question in the newest other questionnaire of the study that has it. */
export interface LastAnswer {
  variable: string;
  /** As it was asked then */
  question: Question;
  value: SentValue;
}

interface Shared {
  responses: ResponseStore;
  version: (id: string) => Promise<SurveyVersion>;
}

export type LastAnswers = (holder: RespondentHolder, definition: SurveyDefinition) => Promise<LastAnswer[]>;

/** Own answers only, only those that the questionnaire uses, and only what was sent with a yes that still stands. */
export const createLastAnswers =
  ({ responses, version }: Shared): LastAnswers =>
  async ({ participantId, fieldingId }, { questions }) => {
    const names = new Set(lastAnswersOf(questions));
    if (names.size === 0) return [];
    const found = new Map<string, LastAnswer | null>();
    for (const response of await responses.sentBy([participantId], null)) {
      if (response.fieldingId === fieldingId) continue;
      const { definition } = await version(response.versionId);
      for (const question of definition.questions) {
        const { variable } = question;
        const value = response.answers[question.id] as SentValue | undefined;
        if (names.has(variable)) found.set(variable, value === undefined ? null : { variable, question, value });
      }
    }
    return [...found.values()].filter((answer) => answer !== null);
  };

export const lastValues = (answers: readonly LastAnswer[]): Map<string, Value> =>
  new Map(answers.map(({ variable, value }) => [variable, valueOf(value)]));
