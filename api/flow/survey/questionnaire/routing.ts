import { evaluate, type Value } from "../../../../schema/logic/evaluate.ts";
import { answersIn, type Expression, lastAnswersIn, partsOf } from "../../../../schema/logic/expression.ts";
import { EMPTY, isMissing, NOT_ASKED } from "../../../../schema/missing.ts";
import type { Question } from "../../../../schema/survey.ts";
import { optionVariable, questionVariables } from "../variables.ts";

/**
 * What the routing of questionnaires makes impossible: answers to one question after which another was not asked,
 * whatever else was said. From the questionnaires alone, never from what people answered.
 */

/** Who has one of these codes of `given`, or none for one of these reasons, was not asked `variable`. */
export interface RuledOut {
  variable: string;
  given: string;
  codes: readonly string[];
  missing: readonly string[];
}

/** Of all questionnaires that were put in one wave: only what every one that asks either of the two rules out. */
export function ruledOutBy(questionnaires: readonly (readonly Question[])[]): RuledOut[] {
  const each = questionnaires.map((questions) => ({
    names: new Set(questions.flatMap(namesOf)),
    pairs: new Map(ruledOutIn(questions).map((pair) => [keyOf(pair), pair])),
  }));
  const first = new Map(each.flatMap(({ pairs }) => [...pairs]));
  return [...first].flatMap(([key, { variable, given }]) => {
    const found = each
      .filter(({ names }) => names.has(variable) || names.has(given))
      .map(({ pairs }) => pairs.get(key));
    const inAll = (of: "codes" | "missing") =>
      (found[0]?.[of] ?? []).filter((code) => found.every((pair) => pair?.[of].includes(code)));
    const [codes, missing] = [inAll("codes"), inAll("missing")];
    return codes.length + missing.length > 0 ? [{ variable, given, codes, missing }] : [];
  });
}

const keyOf = ({ variable, given }: RuledOut): string => JSON.stringify([variable, given]);
const namesOf = (question: Question): string[] => questionVariables(question).map(({ name }) => name);

/** By variable of an earlier answer */
type After = Map<string, { codes: Set<string>; missing: Set<string> }>;

/** One condition that has to hold, on one earlier answer alone, is enough to rule out; so is what rules that answer out. */
function ruledOutIn(questions: readonly Question[]): RuledOut[] {
  const asked = new Map<string, { question: Question; after: After }>();
  for (const question of questions) {
    const after: After = new Map();
    const add = (name: string, codes: Iterable<string>, missing: Iterable<string>) => {
      const known = after.get(name);
      after.set(name, {
        codes: new Set([...(known?.codes ?? []), ...codes]),
        missing: new Set([...(known?.missing ?? []), ...missing]),
      });
    };
    for (const condition of conditionsOf(question.relevance)) {
      const [on, ...others] = answersIn(condition);
      const given = asked.get(on ?? "");
      if (given === undefined || others.length > 0 || looksElsewhere(condition)) continue;
      for (const { name, codes, missing } of answersAgainst(given.question, condition)) add(name, codes, missing);
      if (!holdsFor(condition, NOT_ASKED))
        for (const [name, { codes, missing }] of given.after) add(name, codes, missing);
    }
    asked.set(question.variable, { question, after });
  }
  return [...asked.values()].flatMap(({ question, after }) =>
    namesOf(question).flatMap((variable) =>
      [...after].map(([given, { codes, missing }]) => ({ variable, given, codes: [...codes], missing: [...missing] })),
    ),
  );
}

const conditionsOf = (relevance: Expression | null): Expression[] => {
  if (relevance === null) return [];
  return typeof relevance === "object" && "call" in relevance && relevance.call === "and"
    ? relevance.of.flatMap(conditionsOf)
    : [relevance];
};

const looksElsewhere = (condition: Expression): boolean =>
  lastAnswersIn(condition).length > 0 ||
  partsOf(condition).some((part) => typeof part === "object" && "call" in part && part.call === "today");

const holdsFor = (condition: Expression, answer: Value): boolean =>
  evaluate(condition, { answer: () => answer, last: () => EMPTY, self: EMPTY, today: NaN }) === true;

/** The answers to a question for which a condition on it alone does not hold, as codes of its variable. */
function answersAgainst(
  given: Question,
  condition: Expression,
): { name: string; codes: string[]; missing: string[] }[] {
  const answers = namedAnswers(given, condition);
  if (answers === null) return [];
  const reasons = questionVariables(given)[0]?.missingCodes.map(({ code }) => ({ missing: code })) ?? [];
  // What cannot be computed is empty in the data, whatever it was that could not be told.
  const missing = given.kind === "CALCULATION" ? reasons : [EMPTY, ...reasons];
  return [
    {
      name: answers.name,
      codes: answers.values.flatMap(([code, value]) => (holdsFor(condition, value) ? [] : [code])),
      missing: missing.flatMap((reason) => (isMissing(reason) && !holdsFor(condition, reason) ? [reason.missing] : [])),
    },
  ];
}

/** The variable of an earlier answer, and the answer that each of its codes stands for; null where codes do not tell it. */
function namedAnswers(given: Question, condition: Expression): { name: string; values: [string, Value][] } | null {
  const { kind, options, variable: name } = given;
  if (kind === "MULTIPLE") {
    const only = onlyOption(given, condition);
    return only === null
      ? null
      : {
          name: optionVariable(given, only),
          values: [
            ["true", [only]],
            ["false", []],
          ],
        };
  }
  if (kind !== "SINGLE" && (kind !== "CALCULATION" || given.number !== null)) return null;
  if (options.length > 0) return { name, values: options.map(({ code }) => [code, code]) };
  return { name, values: [true, false].map((value) => [String(value), value]) };
}

/** The one option of several that a condition looks at, and at nothing else of the answer. */
function onlyOption({ options }: Question, condition: Expression): string | null {
  const parts = partsOf(condition);
  const looks = parts.filter((part) => typeof part === "object" && "answer" in part).length;
  const chosen = parts.flatMap((part) =>
    typeof part === "object" && "call" in part && part.call === "selected" ? [part.of[1]] : [],
  );
  const [only] = chosen;
  if (typeof only !== "string" || chosen.length !== looks || chosen.some((code) => code !== only)) return null;
  return options.some(({ code }) => code === only) ? only : null;
}
