import { isDay } from "../../../schema/day.ts";
import type { Expression, FunctionName } from "../../../schema/logic/expression.ts";
import { parseExpression } from "../../../schema/logic/parse.ts";
import { printExpression } from "../../../schema/logic/print.ts";
import { strangeCodes, typeOfQuestion } from "../../../schema/logic/value-type.ts";
import type { DraftQuestion } from "./draft.ts";

/** What has to hold, as it is chosen from lists; what no list can say is left as the formula it is. */

export const RELATIONS = [
  "IS",
  "IS_NOT",
  "CONTAINS",
  "CONTAINS_NOT",
  "MORE",
  "LESS",
  "AT_LEAST",
  "AT_MOST",
  "HOLDS",
  "HOLDS_NOT",
  "ANSWERED",
] as const;
export type Relation = (typeof RELATIONS)[number];

/** The answer that is being checked, where a question before it would be named. */
export const SELF = ".";

/** Before the name of a question: what was said to it last time. */
export const LAST = "last.";

/** An answer, by the name that it is chosen by. */
export const answerTo = (name: string): Expression =>
  name.startsWith(LAST) ? { last: name.slice(LAST.length) } : { answer: name };

/** The name that an answer is chosen by; null where it is no answer. */
export function nameOf(expression: Expression | undefined): string | null {
  if (typeof expression !== "object") return null;
  if ("last" in expression) return LAST + expression.last;
  return "answer" in expression ? expression.answer : null;
}

export interface Condition {
  /** Of a question before it or one of last time, or SELF */
  variable: string;
  relation: Relation;
  /** A code, a day, or a number as it was typed; a variable beside an ANSWER; else nothing */
  value: string;
  /** What it is compared with, other than a value */
  beside?: Beside;
}
export const BESIDES = ["ANSWER", "TODAY"] as const;
export type Beside = (typeof BESIDES)[number];

export interface Branch {
  joined: "and" | "or";
  conditions: readonly Condition[];
}

export type Subject = Pick<DraftQuestion, "variable" | "kind" | "options" | "scale" | "number" | "days">;

const ORDERED = ["MORE", "AT_LEAST", "LESS", "AT_MOST", "IS", "IS_NOT"] as const;
const ALONE: readonly Relation[] = ["HOLDS", "HOLDS_NOT", "ANSWERED"];
export const standsAlone = (relation: Relation): boolean => ALONE.includes(relation);

/** What can be said of the answer to a question, the first one first. An answer that is checked is always given. */
export function relationsFor(subject: Subject): Relation[] {
  return [...comparing(subject), ...(subject.variable === SELF ? [] : (["ANSWERED"] as const))];
}

function comparing(subject: Subject): readonly Relation[] {
  if (subject.kind === "MULTIPLE") return ["CONTAINS", "CONTAINS_NOT"];
  switch (typeOfQuestion(subject).is) {
    case "CODE":
      return ["IS", "IS_NOT"];
    case "NUMBER":
    case "DATE":
      return ORDERED;
    case "BOOLEAN":
      return ["HOLDS", "HOLDS_NOT"];
    case "CODES":
    case "TEXT":
      return [];
  }
}

/** A condition on a question to begin with. */
export function conditionOn(subject: Subject): Condition {
  const [relation = "ANSWERED"] = relationsFor(subject);
  return { variable: subject.variable, relation, value: standsAlone(relation) ? "" : firstValue(subject) };
}

export const firstValue = ({ options, scale, number, days }: Subject): string =>
  options[0]?.code ?? days?.from ?? String(scale?.minimum ?? number?.minimum ?? "");

/** What the answer to a question can be compared with besides a value. */
export function besidesOf(subject: Subject, all: readonly Subject[]): Beside[] {
  return BESIDES.filter((beside) =>
    beside === "TODAY" ? typeOfQuestion(subject).is === "DATE" : othersLike(subject, all).length > 0,
  );
}

/** Questions whose answer can be the same as that to this one, or be chosen in it. */
export function othersLike<Other extends Subject>(subject: Subject, all: readonly Other[]): Other[] {
  const type = typeOfQuestion(subject);
  if (comparing(subject).length === 0 || type.is === "BOOLEAN") return [];
  return all.filter((other) => {
    if (other.variable === subject.variable || other.variable === SELF) return false;
    const its = typeOfQuestion(other);
    if (type.is !== "CODES") return type.is === its.is && strangeCodes(type, its) !== null;
    return its.is === "CODE" && its.codes.some((code) => type.codes.includes(code));
  });
}

const SIGNS: Partial<Record<Relation, FunctionName>> = {
  IS: "=",
  IS_NOT: "!=",
  MORE: ">",
  LESS: "<",
  AT_LEAST: ">=",
  AT_MOST: "<=",
};

/** Whole as it is typed: "2," and "2.0" may still become another number. */
const NUMBER = /^-?\d+([.,]\d*[1-9])?$/;

function expressionOf({ variable, relation, value, beside }: Condition, subjects: readonly Subject[]): Expression {
  const answer: Expression = variable === SELF ? { self: true } : answerTo(variable);
  if (relation === "HOLDS") return answer;
  if (relation === "HOLDS_NOT") return { call: "not", of: [answer] };
  if (relation === "ANSWERED") return { call: "answered", of: [answer] };
  const subject = subjects.find((each) => each.variable === variable);
  const compared = beside === undefined ? literal(value, subject) : besideIt(beside, value);
  const sign = SIGNS[relation];
  if (sign) return { call: sign, of: [answer, compared] };
  const selected: Expression = { call: "selected", of: [answer, compared] };
  return relation === "CONTAINS" ? selected : { call: "not", of: [selected] };
}

const besideIt = (beside: Beside, value: string): Expression =>
  beside === "TODAY" ? { call: "today", of: [] } : answerTo(value);

/** What is typed so far stays a text until it is of the kind that is asked. */
function literal(value: string, subject: Subject | undefined): Expression {
  const type = subject && typeOfQuestion(subject).is;
  if (type === "NUMBER" && NUMBER.test(value)) return Number(value.replace(",", "."));
  return type === "DATE" && isDay(value) ? { date: value } : value;
}

/** The formula as it is sent; null where nothing is chosen. */
export function formulaOf({ joined, conditions }: Branch, subjects: readonly Subject[]): string | null {
  const [first, ...rest] = conditions.map((condition) => expressionOf(condition, subjects));
  if (first === undefined) return null;
  return printExpression(rest.length === 0 ? first : { call: joined, of: [first, ...rest] });
}

/** What a formula chooses; null where it says more than lists can. */
export function branchOf(formula: string | null): Branch | null {
  if (formula === null) return { joined: "and", conditions: [] };
  const parsed = parseExpression(formula);
  if (!parsed.ok) return null;
  const { expression } = parsed;
  const joint = typeof expression === "object" && "call" in expression ? expression : null;
  const joined = joint?.call === "or" ? "or" : "and";
  const parts = joint && (joint.call === "and" || joint.call === "or") ? joint.of : [expression];
  const conditions = parts.map(conditionOf);
  return conditions.every((condition) => condition !== null) ? { joined, conditions } : null;
}

function conditionOf(expression: Expression): Condition | null {
  const alone = variableOf(expression);
  if (alone !== null) return { variable: alone, relation: "HOLDS", value: "" };
  if (typeof expression !== "object" || !("call" in expression)) return null;
  const [subject, compared] = expression.of;
  if (expression.call === "not") {
    const within = subject === undefined ? null : conditionOf(subject);
    if (within?.relation === "HOLDS") return { ...within, relation: "HOLDS_NOT" };
    return within?.relation === "CONTAINS" ? { ...within, relation: "CONTAINS_NOT" } : null;
  }
  const variable = subject === undefined ? null : variableOf(subject);
  if (variable === null) return null;
  if (expression.call === "answered") return { variable, relation: "ANSWERED", value: "" };
  const relation =
    expression.call === "selected" ? "CONTAINS" : RELATIONS.find((each) => SIGNS[each] === expression.call);
  const value = compared === undefined ? null : comparedWith(compared);
  return relation && value ? { variable, relation, ...value } : null;
}

function variableOf(expression: Expression): string | null {
  return typeof expression === "object" && "self" in expression ? SELF : nameOf(expression);
}

function comparedWith(expression: Expression): Pick<Condition, "value" | "beside"> | null {
  if (typeof expression === "string" || typeof expression === "number") return { value: String(expression) };
  if (typeof expression === "boolean") return null;
  if ("date" in expression) return { value: expression.date };
  const other = nameOf(expression);
  if (other !== null) return { value: other, beside: "ANSWER" };
  return "call" in expression && expression.call === "today" ? { value: "", beside: "TODAY" } : null;
}
