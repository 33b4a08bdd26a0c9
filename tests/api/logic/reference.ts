import type { Value } from "../../../schema/logic/evaluate.ts";
import type { Expression } from "../../../schema/logic/expression.ts";
import { EMPTY, isMissing } from "../../../schema/missing.ts";
import type { Answers } from "./expressions.ts";

/*
 * What an expression means, said another way than schema/logic/evaluate.ts does: innermost first, from a list, with the
 * truth tables written out and days counted one by one.
 */

const DAY_MS = 86_400_000;

export function referenceValue(expression: Expression, given: Answers): Value {
  const order: Expression[] = [];
  const ahead = [expression];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    order.push(next);
    if (typeof next === "object" && "call" in next) ahead.push(...next.of);
  }
  const results: Value[] = [];
  for (const part of order.reverse()) {
    if (typeof part !== "object") results.push(part);
    else if ("answer" in part) results.push(given.answers[part.answer] ?? EMPTY);
    else if ("last" in part) results.push(given.last[part.last] ?? EMPTY);
    else if ("self" in part) results.push(EMPTY);
    else if ("date" in part) results.push(new Date(part.date).getTime() / DAY_MS);
    else {
      const operands = part.of.map(() => results.pop() ?? EMPTY).reverse();
      results.push(applied(part.call, operands, given.today));
    }
  }
  return results.pop() ?? EMPTY;
}

type Truth = "T" | "F" | "?";
const truth = (value: Value): Truth => (isMissing(value) ? "?" : value === true ? "T" : "F");
const AND: Record<string, Truth> = {
  ...{ TT: "T", TF: "F", "T?": "?" },
  ...{ FT: "F", FF: "F", "F?": "F" },
  ...{ "?T": "?", "?F": "F", "??": "?" },
};
const NOT: Record<Truth, Truth> = { T: "F", F: "T", "?": "?" };

function applied(name: string, operands: Value[], today: number): Value {
  const absent = operands.find((operand) => isMissing(operand));
  const back = (result: Truth): Value => (result === "?" ? (absent ?? EMPTY) : result === "T");
  const and = (of: Truth[]): Truth => of.reduce((one, other) => AND[one + other] ?? "?");
  if (name === "today") return today;
  if (name === "and") return back(and(operands.map(truth)));
  if (name === "or") return back(NOT[and(operands.map((operand) => NOT[truth(operand)]))]);
  if (name === "coalesce") return operands.filter((operand) => !isMissing(operand))[0] ?? operands.at(-1) ?? EMPTY;
  if (name === "answered") return !absent;
  if (name === "missing") return isMissing(operands[0]) ? operands[0].missing === operands[1] : false;
  if (name === "if") {
    const [condition = EMPTY, yes = EMPTY, no = EMPTY] = operands;
    return { T: yes, F: no, "?": condition }[truth(condition)];
  }
  if (absent) return absent;
  if (name === "not") return back(NOT[truth(operands[0] ?? EMPTY)]);
  return ofNumbers(name, operands);
}

function ofNumbers(name: string, [one, other, ...rest]: Value[]): Value {
  const [a, b] = [one as number, other as number];
  if (name === "=") return Object.is(one, other) || one === other;
  if (name === "!=") return one !== other;
  if (name === "selected") return ([] as unknown[]).concat(one).indexOf(other) >= 0;
  if (name === "count-selected") return (one as string[]).length;
  if (name === "string-length") return Array.from(String(one)).length;
  if (name === "years") return yearsByCounting(a, b);
  const compared: Record<string, boolean> = { "<": a < b, "<=": !(a > b), ">": b < a, ">=": !(a < b) };
  if (name in compared) return compared[name] ?? EMPTY;
  const all = [a, ...(other === undefined ? [] : [b]), ...(rest as number[])];
  const computed: Record<string, number> = {
    "+": a + b,
    "-": other === undefined ? 0 - a : a - b,
    "*": a * b,
    div: a / b,
    mod: a % b,
    abs: a < 0 ? 0 - a : a,
    int: a < 0 ? Math.ceil(a) : Math.floor(a),
    round: other === undefined ? Math.floor(a + 0.5) : Math.round(a * Math.pow(10, b)) / Math.pow(10, b),
    min: [...all].sort((x, y) => x - y)[0] ?? NaN,
    max: [...all].sort((x, y) => y - x)[0] ?? NaN,
  };
  const result = computed[name] ?? NaN;
  return Number.isFinite(result) ? result + 0 : EMPTY;
}

/** Birthdays passed on the way; one on 29 February is kept on 1 March in other years. Back in time counts down. */
function yearsByCounting(from: number, to: number): number {
  const born = new Date(from * DAY_MS);
  const birthday = (year: number) => Date.UTC(year, born.getUTCMonth(), born.getUTCDate()) / DAY_MS;
  let years = 0;
  while (birthday(born.getUTCFullYear() + years + 1) <= to) years++;
  while (birthday(born.getUTCFullYear() + years) > to) years--;
  return years;
}
