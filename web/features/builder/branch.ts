import type { Expression, FunctionName } from "../../../schema/logic/expression.ts";
import { parseExpression } from "../../../schema/logic/parse.ts";
import { printExpression } from "../../../schema/logic/print.ts";
import type { DraftQuestion } from "./draft.ts";

/** When a question is asked, as it is chosen from lists; what no list can say is left as the formula it is. */

export const RELATIONS = ["IS", "IS_NOT", "CONTAINS", "CONTAINS_NOT", "MORE", "LESS", "ANSWERED"] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Condition {
  /** Of a question before it */
  variable: string;
  relation: Relation;
  /** A code, or a number as it was typed; nothing for ANSWERED */
  value: string;
}

export interface Branch {
  joined: "and" | "or";
  conditions: readonly Condition[];
}

type Comparable = Pick<DraftQuestion, "kind" | "options" | "scale" | "number">;

/** What can be said of the answer to a question, the first one first. */
export function relationsFor({ kind, options, number }: Comparable): Relation[] {
  if (kind === "SINGLE") return ["IS", "IS_NOT", "ANSWERED"];
  if (kind === "MULTIPLE") return ["CONTAINS", "CONTAINS_NOT", "ANSWERED"];
  if (kind === "SCALE" || kind === "NUMBER") return ["MORE", "LESS", "IS", "IS_NOT", "ANSWERED"];
  if (kind === "CALCULATION" && options.length > 0) return ["IS", "IS_NOT", "ANSWERED"];
  if (kind === "CALCULATION" && number) return ["MORE", "LESS", "IS", "IS_NOT", "ANSWERED"];
  return ["ANSWERED"];
}

/** A condition on a question to begin with. */
export function conditionOn(question: Pick<DraftQuestion, "variable"> & Comparable): Condition {
  const [relation = "ANSWERED"] = relationsFor(question);
  const value = question.options[0]?.code ?? String(question.scale?.minimum ?? question.number?.minimum ?? "");
  return { variable: question.variable, relation, value: relation === "ANSWERED" ? "" : value };
}

const SIGNS: Partial<Record<Relation, FunctionName>> = { IS: "=", IS_NOT: "!=", MORE: ">", LESS: "<" };

/** Whole as it is typed: "2," and "2.0" may still become another number. */
const NUMBER = /^-?\d+([.,]\d*[1-9])?$/;

function expressionOf({ variable, relation, value }: Condition, numeric: (variable: string) => boolean): Expression {
  const answer: Expression = { answer: variable };
  if (relation === "ANSWERED") return { call: "answered", of: [answer] };
  const sign = SIGNS[relation];
  if (sign) {
    const compared = numeric(variable) && NUMBER.test(value) ? Number(value.replace(",", ".")) : value;
    return { call: sign, of: [answer, compared] };
  }
  const selected: Expression = { call: "selected", of: [answer, value] };
  return relation === "CONTAINS" ? selected : { call: "not", of: [selected] };
}

/** The formula as it is sent; null where nothing is chosen: then it is always asked. */
export function formulaOf({ joined, conditions }: Branch, questions: readonly DraftQuestion[]): string | null {
  const numeric = (variable: string) => {
    const question = questions.find((each) => each.variable === variable);
    return question !== undefined && (question.scale !== null || question.number !== null);
  };
  const [first, ...rest] = conditions.map((condition) => expressionOf(condition, numeric));
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
  if (typeof expression !== "object" || !("call" in expression)) return null;
  const [subject, value] = expression.of;
  if (expression.call === "not") {
    const within = subject === undefined ? null : conditionOf(subject);
    return within?.relation === "CONTAINS" ? { ...within, relation: "CONTAINS_NOT" } : null;
  }
  if (typeof subject !== "object" || !("answer" in subject)) return null;
  if (expression.call === "answered") return { variable: subject.answer, relation: "ANSWERED", value: "" };
  if (typeof value !== "string" && typeof value !== "number") return null;
  const relation =
    expression.call === "selected" ? "CONTAINS" : RELATIONS.find((each) => SIGNS[each] === expression.call);
  return relation ? { variable: subject.answer, relation, value: String(value) } : null;
}
