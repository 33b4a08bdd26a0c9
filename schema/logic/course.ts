import { EMPTY, isMissing, NOT_ASKED } from "../missing.ts";
import type { QuestionKind, Written } from "../survey.ts";
import { evaluate, isThere, type Scope, type Value } from "./evaluate.ts";
import type { Expression } from "./expression.ts";

/**
 * The course that one person takes through a questionnaire: which questions are asked, what is computed, and whether
 * each answer may stand. The phone follows it, the server decides by it.
 */

/** What of a question decides on it. */
export interface LogicQuestion {
  id: string;
  kind: QuestionKind;
  variable: string;
  /** Asked where it is true; always where there is none. */
  relevance: Expression | null;
  /** Refused where it is false. */
  constraint: { holds: Expression; message: Written } | null;
  /** Of a CALCULATION */
  calculation: Expression | null;
  number: { minimum: number; maximum: number; integer: boolean } | null;
  options: readonly { code: string }[];
}

export interface Given {
  /** By question; what was not answered may be absent or null. */
  answers: ReadonlyMap<string, unknown>;
  /** What this person said last time, by variable */
  last: ReadonlyMap<string, Value>;
  /** Days since 1970-01-01 */
  today: number;
}

export interface Stop {
  asked: boolean;
  /** What its relevance came to */
  relevance: Value;
  value: Value;
  /** Whether the answer may stand beside the others. */
  holds: boolean;
}

/** What an answer is to an expression. */
export function valueOf(answer: unknown): Value {
  if (typeof answer === "string" || typeof answer === "number" || typeof answer === "boolean") return answer;
  if (Array.isArray(answer)) return answer.map(String);
  return isMissing(answer) ? answer : EMPTY;
}

/** Each question looks at those before it only, so once through is enough. */
export function courseOf(questions: readonly LogicQuestion[], { answers, last, today }: Given): Map<string, Stop> {
  const values = new Map<string, Value>();
  const scope: Scope = {
    answer: (variable) => values.get(variable) ?? EMPTY,
    last: (variable) => last.get(variable) ?? EMPTY,
    self: EMPTY,
    today,
  };
  return new Map(
    questions.map((question): [string, Stop] => {
      const relevance = question.relevance === null || evaluate(question.relevance, scope);
      const asked = relevance === true;
      const value = asked ? said(question, answers.get(question.id), scope) : NOT_ASKED;
      values.set(question.variable, value);
      return [question.id, { asked, relevance, value, holds: mayStand(question, value, scope) }];
    }),
  );
}

/** Whether an answer may stand, as far as a scope can tell; what is not there may. */
export function mayStand({ constraint }: Pick<LogicQuestion, "constraint">, value: Value, scope: Scope): boolean {
  return constraint === null || !isThere(value) || evaluate(constraint.holds, { ...scope, self: value }) !== false;
}

function said(question: LogicQuestion, answer: unknown, scope: Scope): Value {
  if (question.calculation === null) return valueOf(answer);
  const value = evaluate(question.calculation, scope);
  return !isThere(value) || fits(question, value) ? value : EMPTY;
}

/** What is computed is within what was declared, or it is nothing. */
function fits({ number, options }: LogicQuestion, value: Value): boolean {
  if (number !== null) return typeof value === "number" && value >= number.minimum && value <= number.maximum;
  return options.length > 0 ? options.some(({ code }) => code === value) : typeof value === "boolean";
}
