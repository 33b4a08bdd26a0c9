import { EMPTY, type Missing } from "../missing.ts";
import type { Expression, FunctionName } from "./expression.ts";

/**
 * The one evaluator, in the browser and on the server. An answer that is not there is neither true nor false, and what
 * is computed from it is not there either, for the same reason; only `and`, `or`, `if` and `coalesce` may do without.
 * Days are counted since 1970-01-01. It has no loops of its own, calls nothing, and knows only what the scope gives.
 */
export type Value = string | number | boolean | readonly string[] | Missing;

export interface Scope {
  /** The answer to a question of this questionnaire, by its variable */
  answer: (variable: string) => Value;
  /** What this person said last time */
  last: (variable: string) => Value;
  /** The answer that is being checked */
  self: Value;
  /** In days */
  today: number;
}

const DAY_MS = 86_400_000;

export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

export const isThere = (value: Value): value is string | number | boolean | readonly string[] =>
  typeof value !== "object" || Array.isArray(value);

export function evaluate(expression: Expression, scope: Scope): Value {
  if (typeof expression !== "object") return expression;
  if ("answer" in expression) return scope.answer(expression.answer);
  if ("last" in expression) return scope.last(expression.last);
  if ("self" in expression) return scope.self;
  if ("date" in expression) return dayNumber(expression.date);
  const { call, of } = expression;
  const value = (at: number): Value => {
    const operand = of[at];
    return operand === undefined ? EMPTY : evaluate(operand, scope);
  };

  switch (call) {
    case "today":
      return scope.today;
    case "and":
      return joined(of, scope, false);
    case "or":
      return joined(of, scope, true);
    case "if": {
      const condition = value(0);
      return isThere(condition) ? value(condition === true ? 1 : 2) : condition;
    }
    case "coalesce": {
      const found = of.findIndex((operand) => isThere(evaluate(operand, scope)));
      return value(found < 0 ? of.length - 1 : found);
    }
    case "answered":
      return isThere(value(0));
    case "missing": {
      const asked = value(0);
      return !isThere(asked) && (asked as Missing).missing === value(1);
    }
    default: {
      const values = of.map((operand) => evaluate(operand, scope));
      return values.find((each) => !isThere(each)) ?? finite(strict(call, values));
    }
  }
}

/** `settles` as soon as one operand is it; else not there where one of them is not; else the opposite. */
function joined(of: readonly Expression[], scope: Scope, settles: boolean): Value {
  const values = of.map((operand) => evaluate(operand, scope));
  return values.includes(settles) ? settles : (values.find((each) => !isThere(each)) ?? !settles);
}

/** Division by nothing has no answer; and there is one nought only. */
const finite = (value: Value): Value =>
  typeof value === "number" ? (Number.isFinite(value) ? value + 0 : EMPTY) : value;

/** Values are all there, and of the types that the check at publishing found. */
function strict(call: FunctionName, values: readonly Value[]): Value {
  const [a = EMPTY, b = EMPTY] = values;
  const [x = NaN, y] = values.map(Number);
  switch (call) {
    case "not":
      return a !== true;
    case "=":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return x < (y ?? NaN);
    case "<=":
      return x <= (y ?? NaN);
    case ">":
      return x > (y ?? NaN);
    case ">=":
      return x >= (y ?? NaN);
    case "+":
      return x + (y ?? NaN);
    case "-":
      return y === undefined ? -x : x - y;
    case "*":
      return x * (y ?? NaN);
    case "div":
      return x / (y ?? NaN);
    case "mod":
      return x % (y ?? NaN);
    case "selected":
      return typeof b === "string" && (Array.isArray(a) ? a.includes(b) : a === b);
    case "count-selected":
      return Array.isArray(a) ? a.length : 1;
    case "min":
      return Math.min(...values.map(Number));
    case "max":
      return Math.max(...values.map(Number));
    case "abs":
      return Math.abs(x);
    case "int":
      return Math.trunc(x);
    case "round": {
      const tens = 10 ** (y ?? 0);
      return Math.round(x * tens) / tens;
    }
    case "string-length":
      return [...String(a)].length;
    case "years":
      return yearsBetween(x, y ?? NaN);
    default:
      return EMPTY;
  }
}

/** A birthday on 29 February counts from 1 March in other years. */
function yearsBetween(from: number, to: number): number {
  const [start, end] = [new Date(from * DAY_MS), new Date(to * DAY_MS)];
  const early = end.getUTCMonth() - start.getUTCMonth() || end.getUTCDate() - start.getUTCDate();
  return end.getUTCFullYear() - start.getUTCFullYear() - (early < 0 ? 1 : 0);
}
