import type { SentValue } from "../../../../schema/answer.ts";
import { courseOf, type Given } from "../../../../schema/logic/course.ts";
import type { Value } from "../../../../schema/logic/evaluate.ts";
import { EMPTY, isMissing, NOT_ASKED } from "../../../../schema/missing.ts";
import type { Question, Written } from "../../../../schema/survey.ts";

/** What sending makes of the answers that were kept. */
export interface Settled {
  /** Questions that were asked and need an answer, and have none */
  missing: string[];
  /** Questions whose answer cannot stand beside the others */
  refused: { id: string; message: Written }[];
  /** What stands with these questions from now on, whatever was kept there: what was computed, and what was not asked. */
  put: { questionId: string; value: SentValue }[];
}

export function settle(questions: readonly Question[], given: Given): Settled {
  const course = courseOf(questions, given);
  const stops = questions.flatMap((question) => {
    const stop = course.get(question.id);
    return stop ? [{ question, ...stop }] : [];
  });
  return {
    missing: stops.flatMap(({ question: { id, required }, asked, value }) =>
      required && asked && value === EMPTY ? [id] : [],
    ),
    refused: stops.flatMap(({ question: { id, constraint }, holds }) =>
      holds || constraint === null ? [] : [{ id, message: constraint.message }],
    ),
    put: stops.flatMap(({ question, asked, value }) => {
      if (!asked) return [{ questionId: question.id, value: NOT_ASKED }];
      const computed = question.calculation === null ? null : sent(value);
      return computed === null ? [] : [{ questionId: question.id, value: computed }];
    }),
  };
}

/** What was computed, or that what it rests on was not asked; nothing where it cannot be told for any other reason. */
function sent(value: Value): SentValue | null {
  if (isMissing(value)) return value.missing === "NOT_ASKED" ? value : null;
  return typeof value === "object" ? [...value] : value;
}
