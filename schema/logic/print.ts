import type { Expression, FunctionName } from "./expression.ts";

/** How loosely each sign binds; a looser one within a tighter one needs brackets. */
const BINDING: Partial<Record<FunctionName, number>> = {
  or: 0,
  and: 1,
  "=": 2,
  "!=": 2,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  div: 5,
  mod: 5,
};
const UNARY = 6;

/** The text of a tree; reading it gives the same tree. */
export function printExpression(expression: Expression): string {
  if (typeof expression === "string") return expression.includes("'") ? `"${expression}"` : `'${expression}'`;
  if (typeof expression === "number") return String(expression);
  if (typeof expression === "boolean") return `${expression}()`;
  if ("self" in expression) return ".";
  if ("answer" in expression) return `\${${expression.answer}}`;
  if ("last" in expression) return `\${last.${expression.last}}`;
  if ("date" in expression) return `date('${expression.date}')`;
  const { call, of } = expression;
  const binding = BINDING[call];
  if (binding === undefined) return `${call}(${of.map(printExpression).join(", ")})`;
  const [first, ...rest] = of;
  if (first === undefined) return "";
  // `-(5)` is a minus before a number that is no part of it.
  if (rest.length === 0) return `-${typeof first === "number" ? `(${first})` : within(first, UNARY)}`;
  // Read from left to right: on the right, and within a row of and's or or's, the same sign needs brackets.
  const joined = call === "and" || call === "or";
  const left = within(first, joined ? binding + 1 : binding);
  return [left, ...rest.map((operand) => within(operand, binding + 1))].join(` ${call} `);
}

const within = (operand: Expression, least: number): string =>
  looseness(operand) < least ? `(${printExpression(operand)})` : printExpression(operand);

function looseness(expression: Expression): number {
  if (typeof expression !== "object" || !("call" in expression)) return UNARY;
  return expression.of.length === 1 ? UNARY : (BINDING[expression.call] ?? UNARY);
}
