import { courseOf, valueOf } from "../../../schema/logic/course.ts";
import { dayNumber } from "../../../schema/logic/evaluate.ts";
import type { Expression } from "../../../schema/logic/expression.ts";
import { parseExpression } from "../../../schema/logic/parse.ts";
import { isMissing, MISSING_LABELS } from "../../../schema/missing.ts";
import type { Locale } from "../../../schema/text.ts";
import type { Question } from "../../components/question/operations.ts";
import { checkDraft } from "../../components/question/rule.ts";
import { type Asking, computed, logicOf, type Way, wayOf } from "../../components/question/way.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { answerInWords } from "../../lib/own-answer/saying.ts";
import type { Draft, DraftQuestion } from "./draft.ts";

/** The draft as a phone would get it, tried with answers that are made up and go nowhere. */

/** A formula that cannot be read asks always; that it cannot is told where it stands. */
const treeOf = (formula: string | null): { tree: Json } | null => {
  const parsed = formula === null ? null : parseExpression(formula);
  return parsed?.ok ? { tree: asJson(parsed.expression) } : null;
};

const asJson = (expression: Expression): Json => {
  if (typeof expression !== "object") return expression;
  return "call" in expression ? { call: expression.call, of: expression.of.map(asJson) } : expression;
};

export const asAsked = ({ relevance, constraint, calculation, ...question }: DraftQuestion): Question => {
  const holds = treeOf(constraint?.holds ?? null);
  return {
    ...question,
    relevance: treeOf(relevance),
    constraint: constraint && holds && { holds, message: constraint.message },
    calculation: treeOf(calculation),
  };
};

export interface Tried {
  way: Way;
  /** By question, in the order of the draft: what would be sent, in words; null where it would not be asked. */
  sent: { question: Question; said: string | null }[];
}

/** `drafts`: by question, what stands in its answer; `last`: what would have been said last time. */
export function tried(
  { questions }: Draft,
  drafts: ReadonlyMap<string, Json>,
  today: string,
  locale: Locale,
  last: Asking["last"] = [],
): Tried {
  const asking: Asking = { questions: questions.map(asAsked), last, today };
  const answers = new Map(
    asking.questions.flatMap((question): [string, Json][] => {
      const checked = checkDraft(question, drafts.get(question.id) ?? null);
      return checked.ok && checked.value !== null ? [[question.id, checked.value as Json]] : [];
    }),
  );
  const course = courseOf(asking.questions.map(logicOf), {
    answers,
    last: new Map(last.map(({ variable, value }) => [variable, valueOf(value)])),
    today: dayNumber(today),
  });
  return {
    way: wayOf(asking, answers),
    sent: asking.questions.flatMap((question): Tried["sent"] => {
      if (question.kind === "STATEMENT") return [];
      const stop = course.get(question.id);
      if (!stop?.asked) return [{ question, said: null }];
      if (isMissing(stop.value)) return [{ question, said: MISSING_LABELS[stop.value.missing][locale] }];
      const said =
        question.calculation === null
          ? answerInWords(question, stop.value as Json, locale).join(", ")
          : computed(question, stop.value, locale);
      return [{ question, said }];
    }),
  };
}
