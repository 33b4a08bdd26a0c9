import type { Json } from "../../lib/graphql/graphql.ts";
import type { Question } from "../../components/question/operations.ts";
import type { Respondent } from "./operations.ts";
import type { Respondence } from "./useRespondent.ts";

/** What was said on this device after everything was sent or closed, and is not what stands there now. */
export function tooLate(respondent: Respondent, respondence: Respondence): { question: Question; value: Json }[] {
  const stands = new Map(respondent.answers.map(({ question, value }) => [question, value]));
  return respondent.questions.flatMap((question) => {
    const value = respondence.tooLate.get(question.id);
    const same = JSON.stringify(value) === JSON.stringify(stands.get(question.id) ?? null);
    return value === undefined || same ? [] : [{ question, value }];
  });
}
