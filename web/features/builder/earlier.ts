import { unpiped } from "../../../schema/logic/piping.ts";
import { checkDraft } from "../../components/question/rule.ts";
import type { Asking } from "../../components/question/way.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { LAST } from "./branch.ts";
import { type Draft, type DraftQuestion, EMPTY_QUESTION } from "./draft.ts";
import { en } from "./en.ts";
import { asAsked } from "./made-up.ts";
import { nl } from "./nl.ts";
import type { SurveyOfStudy } from "./operations.ts";

/** What somebody said last time, as something to look at: by the name that a formula has for it. */

/** Questions that were published in the study, each once, under the name of what was said to them last time. */
export function askedBefore(surveys: readonly SurveyOfStudy[]): DraftQuestion[] {
  const asked = surveys.flatMap(({ versions, draft }) => (versions.length > 0 ? draft : []));
  const byVariable = new Map(asked.flatMap((each) => (each.kind === "STATEMENT" ? [] : [[each.variable, each]])));
  return [...byVariable.values()].map((question): DraftQuestion => ({
    ...EMPTY_QUESTION,
    ...question,
    id: LAST + question.variable,
    variable: LAST + question.variable,
    text: {
      nl: nl.lastTime(unpiped(question.text.nl)),
      en: en.lastTime(unpiped(question.text.en ?? question.text.nl)),
    },
  }));
}

/** The ones that a draft names, which have to be made up to try it. */
export function usedFrom(earlier: readonly DraftQuestion[], { questions }: Draft): DraftQuestion[] {
  const written = questions.flatMap(({ relevance, constraint, calculation, text, help }) => [
    ...[relevance, constraint?.holds, calculation],
    ...[text.nl, text.en, help?.nl, help?.en],
  ]);
  return earlier.filter(({ variable }) => {
    const named = new RegExp(`\\{\\s*${variable.replace(".", "\\.")}\\s*[|}]`);
    return written.some((words) => words && named.test(words));
  });
}

/** As a phone gets it. `answers`: by name, what was made up. */
export const madeUpLast = (used: readonly DraftQuestion[], answers: ReadonlyMap<string, Json>): Asking["last"] =>
  used.flatMap((each) => {
    const question = asAsked(each);
    const checked = checkDraft(question, answers.get(each.variable) ?? null);
    return checked.ok && checked.value !== null
      ? [{ variable: each.variable.slice(LAST.length), question, value: checked.value as Json }]
      : [];
  });
