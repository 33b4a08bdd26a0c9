import { evaluate } from "../../../schema/logic/evaluate.ts";
import type { Expression } from "../../../schema/logic/expression.ts";
import { parseExpression } from "../../../schema/logic/parse.ts";
import { printExpression } from "../../../schema/logic/print.ts";
import { typeOfQuestion } from "../../../schema/logic/value-type.ts";
import { rangeOf } from "../../../schema/survey.ts";
import { answerTo, type Branch, branchOf, conditionOn, formulaOf, nameOf, relationsFor } from "./branch.ts";
import type { DraftQuestion } from "./draft.ts";

/** What is computed, as far as it is chosen from lists; whatever else stays the formula it is. */
export type Calculated =
  | { form: "SUM"; of: readonly string[] }
  | { form: "DIFFERENCE"; of: readonly [string, string] }
  | { form: "COUNT"; of: string }
  /** To today where there is no other day */
  | { form: "YEARS"; of: readonly [string, string | null] }
  | { form: "HOLDS"; branch: Branch };

export const FORMS = ["SUM", "DIFFERENCE", "COUNT", "YEARS", "HOLDS"] as const;
export type Form = (typeof FORMS)[number];

type Before = readonly DraftQuestion[];

/** Which answers a form can take. */
export const takenBy = (form: Form, before: Before): DraftQuestion[] =>
  before.filter((question) => {
    if (question.kind === "STATEMENT") return false;
    const { is } = typeOfQuestion(question);
    switch (form) {
      case "SUM":
        return is === "NUMBER";
      case "DIFFERENCE":
        return is === "NUMBER" || is === "DATE";
      case "COUNT":
        return question.kind === "MULTIPLE";
      case "YEARS":
        return is === "DATE";
      case "HOLDS":
        return relationsFor(question).length > 0;
    }
  });

/** What can be taken from an answer: numbers from a number, days from a day. */
export const lessThan = (variable: string, before: Before): DraftQuestion[] => {
  const from = before.find((question) => question.variable === variable);
  const among = takenBy("DIFFERENCE", before);
  return from ? among.filter((other) => typeOfQuestion(other).is === typeOfQuestion(from).is) : among;
};

/** A form with the last answer that it can take; null where there is none. */
export function startOf(form: Form, before: Before): Calculated | null {
  const last = takenBy(form, before).at(-1);
  if (!last) return null;
  const { variable } = last;
  switch (form) {
    case "SUM":
      return { form, of: [variable] };
    case "COUNT":
      return { form, of: variable };
    case "DIFFERENCE":
      return { form, of: [variable, lessThan(variable, before).at(0)?.variable ?? variable] };
    case "YEARS":
      return { form, of: [variable, null] };
    case "HOLDS":
      return { form, branch: { joined: "and", conditions: [conditionOn(last)] } };
  }
}

/** Computed from the question just before, where it has an answer to compute from. */
export function firstCalculation(before: Before): Calculated | null {
  const last = before.at(-1);
  const form = FORMS.find((each) => each !== "DIFFERENCE" && last && takenBy(each, [last]).length > 0);
  return form && last ? startOf(form, [last]) : null;
}

/** The formula as it is sent; null where nothing is chosen. */
export function formulaFor(calculated: Calculated, before: Before): string | null {
  if (calculated.form === "HOLDS") return formulaOf(calculated.branch, before);
  const expression = expressionFor(calculated, before);
  return expression === null ? null : printExpression(expression);
}

function expressionFor(calculated: Exclude<Calculated, { form: "HOLDS" }>, before: Before): Expression | null {
  switch (calculated.form) {
    case "SUM": {
      const [first, ...rest] = calculated.of.map(answerTo);
      return first === undefined ? null : rest.reduce((sum, each) => ({ call: "+", of: [sum, each] }), first);
    }
    case "DIFFERENCE":
      return { call: "-", of: calculated.of.map(answerTo) };
    case "YEARS": {
      const [from, to] = calculated.of;
      return { call: "years", of: [answerTo(from), to === null ? { call: "today", of: [] } : answerTo(to)] };
    }
    case "COUNT":
      return counted(calculated.of, before);
  }
}

/** An answer such as "none of these" is no answer to count. */
function counted(variable: string, before: Before): Expression {
  const chosen = answerTo(variable);
  const count: Expression = { call: "count-selected", of: [chosen] };
  const options = before.find((question) => question.variable === variable)?.options ?? [];
  const none = options
    .filter(({ excludes }) => excludes)
    .map(({ code }): Expression => ({ call: "selected", of: [chosen, code] }));
  const [first, ...rest] = none;
  if (first === undefined) return count;
  return { call: "if", of: [rest.length > 0 ? { call: "or", of: none } : first, 0, count] };
}

/** What a formula computes; null where lists would not give this very formula. */
export function calculatedBy(formula: string | null, before: Before): Calculated | null {
  const parsed = formula === null ? null : parseExpression(formula);
  if (!parsed?.ok) return null;
  const { expression } = parsed;
  const branch = branchOf(formula);
  const read = [readSum(expression), readPair(expression), readCount(expression)];
  const found = [...read, branch && ({ form: "HOLDS", branch } as const)].find(
    (each) => each && isTaken(each, before) && formulaFor(each, before) === printExpression(expression),
  );
  return found ?? null;
}

function readSum(expression: Expression): Calculated | null {
  const name = nameOf(expression);
  if (name !== null) return { form: "SUM", of: [name] };
  if (typeof expression !== "object" || !("call" in expression) || expression.call !== "+") return null;
  const [left, right] = expression.of;
  const sum = left === undefined ? null : readSum(left);
  const last = nameOf(right);
  return sum?.form === "SUM" && last !== null ? { form: "SUM", of: [...sum.of, last] } : null;
}

function readPair(expression: Expression): Calculated | null {
  if (typeof expression !== "object" || !("call" in expression)) return null;
  const [one, other] = expression.of.map(nameOf);
  if (typeof one !== "string") return null;
  if (expression.call === "years") return { form: "YEARS", of: [one, other ?? null] };
  return expression.call === "-" && typeof other === "string" ? { form: "DIFFERENCE", of: [one, other] } : null;
}

function readCount(expression: Expression): Calculated | null {
  if (typeof expression !== "object" || !("call" in expression)) return null;
  const count = expression.call === "if" ? expression.of[2] : expression;
  if (typeof count !== "object" || !("call" in count) || count.call !== "count-selected") return null;
  const of = nameOf(count.of[0]);
  return of === null ? null : { form: "COUNT", of };
}

function isTaken(calculated: Calculated, before: Before): boolean {
  if (calculated.form === "HOLDS")
    return calculated.branch.conditions.every(({ variable, relation }) =>
      before.some((question) => question.variable === variable && relationsFor(question).includes(relation)),
    );
  const names = [calculated.of].flat().flatMap((each) => each ?? []);
  const taken = takenBy(calculated.form, before).map(({ variable }) => variable);
  return names.every((name) => taken.includes(name));
}

/** Beyond these nobody's age goes. */
const MOST_YEARS = 120;

/** What can come out of it, by what its answers can be; null for what is so or not. */
export function rangeFor(calculated: Calculated, before: Before): DraftQuestion["number"] {
  const find = (variable: string) => before.find((question) => question.variable === variable);
  const limits = (variable: string) => {
    const question = find(variable);
    return (question && rangeOf(question)) ?? { minimum: 0, maximum: 100 };
  };
  const whole = (names: readonly string[]) => names.every((name) => find(name)?.number?.integer !== false);
  const range = (minimum: number, maximum: number, integer = true) => ({
    minimum,
    maximum: Math.max(maximum, minimum + 1),
    integer,
    unit: null,
  });
  switch (calculated.form) {
    case "HOLDS":
      return null;
    case "COUNT":
      return range(0, find(calculated.of)?.options.length ?? 0);
    case "SUM": {
      const each = calculated.of.map(limits);
      const total = (end: "minimum" | "maximum") => each.reduce((sum, one) => sum + one[end], 0);
      return range(total("minimum"), total("maximum"), whole(calculated.of));
    }
    case "DIFFERENCE": {
      const [from, less] = [limits(calculated.of[0]), limits(calculated.of[1])];
      return range(from.minimum - less.maximum, from.maximum - less.minimum, whole(calculated.of));
    }
    case "YEARS": {
      const [from, to] = calculated.of;
      if (to === null) return range(0, MOST_YEARS);
      return range(years(limits(from).maximum, limits(to).minimum), years(limits(from).minimum, limits(to).maximum));
    }
  }
}

/** Between days since 1970-01-01 */
function years(from: number, to: number): number {
  const nothing = { answer: () => from, last: () => from, self: to, today: to };
  return Number(evaluate({ call: "years", of: [{ answer: "from" }, { self: true }] }, nothing));
}
