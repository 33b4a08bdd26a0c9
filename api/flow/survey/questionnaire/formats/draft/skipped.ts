import { type Expression, EXPRESSION_LIMITS, partsOf } from "../../../../../../schema/logic/expression.ts";

/** Whether somebody can come by without an answer to it. */
export type MayBeSkipped = (variable: string) => boolean;

/**
 * Elsewhere a question that was skipped has an answer, nothing, which is not 'a', and of which no choice was made; here
 * such a comparison is neither true nor false. What turns on the difference, `!=`, not(…), counts and the condition of
 * if(…), is written out, so that the same people are asked; null where that takes more parts than are kept.
 */
export function asElsewhere(expression: Expression, skipped: MayBeSkipped): Expression | null {
  const room = { left: EXPRESSION_LIMITS.parts - partsOf(expression).length };
  const whole = writtenOut(expression, skipped, room);
  return room.left < 0 ? null : whole;
}

/** How many parts may still be added. Beyond that nothing is looked at any more. */
interface Room {
  left: number;
}

function writtenOut(expression: Expression, skipped: MayBeSkipped, room: Room): Expression {
  if (room.left < 0) return expression;
  if (typeof expression !== "object" || !("call" in expression) || expression.call === "answered") return expression;
  const { call, of } = expression;
  const [first = "", ...rest] = of;
  if (call === "not" && !isSimple(first)) return { call, of: [decided(first, skipped, room)] };
  if (call === "if")
    return { call, of: [decided(first, skipped, room), ...rest.map((each) => writtenOut(each, skipped, room))] };
  if (call === "and") {
    // Who comes to the rest of it has answered what it says is answered.
    const there = of.flatMap((each) => (isAnswered(each) ? leftOpenBy(each.of[0] ?? "", skipped) : []));
    return { call, of: of.map((each) => writtenOut(each, (name) => skipped(name) && !there.includes(name), room)) };
  }
  const whole: Expression = { call, of: of.map((operand) => writtenOut(operand, skipped, room)) };
  if (call === "!=" || call === "not") return orSkipped(whole, skipped, room);
  // Of nothing there are none, and it has no length.
  if ((call === "count-selected" || call === "string-length") && leftOpenBy(first, skipped).length > 0)
    return instead(whole, 0, room);
  return whole;
}

const isAnswered = (part: Expression): part is { call: "answered"; of: readonly Expression[] } =>
  typeof part === "object" && "call" in part && part.call === "answered";

/** One comparison, or one choice: what is not there leaves it open as a whole. */
const isSimple = (expression: Expression): boolean =>
  !partsOf(expression).some((part) => typeof part === "object" && "call" in part && JOINS.includes(part.call));
const JOINS: readonly string[] = ["and", "or", "not", "if", "!=", "answered", "missing", "coalesce"];

/** The second, where the first is neither true nor false, or nothing. */
function instead(part: Expression, otherwise: number | boolean, room: Room): Expression {
  room.left -= 2;
  return { call: "coalesce", of: [part, otherwise] };
}

function orSkipped(comparison: Expression, skipped: MayBeSkipped, room: Room): Expression {
  if (room.left < 0) return comparison;
  const names = leftOpenBy(comparison, skipped);
  if (names.length === 0) return comparison;
  room.left -= 1 + 3 * names.length;
  const nothing = names.map((answer): Expression => ({ call: "not", of: [{ call: "answered", of: [{ answer }] }] }));
  return { call: "or", of: [...nothing, comparison] };
}

/** True or false, whatever was skipped. */
function decided(condition: Expression, skipped: MayBeSkipped, room: Room): Expression {
  const whole = writtenOut(condition, skipped, room);
  return room.left < 0 || leftOpenBy(condition, skipped).length === 0 ? whole : instead(whole, false, room);
}

/** The names without whose answers it is neither true nor false. */
export function leftOpenBy(expression: Expression, skipped: MayBeSkipped): string[] {
  if (typeof expression !== "object") return [];
  if ("answer" in expression) return skipped(expression.answer) ? [expression.answer] : [];
  if (!("call" in expression) || expression.call === "answered" || expression.call === "missing") return [];
  const each = expression.of.map((operand) => leftOpenBy(operand, skipped));
  if (expression.call === "coalesce" && each.some((names) => names.length === 0)) return [];
  return [...new Set(each.flat())];
}
