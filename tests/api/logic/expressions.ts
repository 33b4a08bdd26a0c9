import fc from "fast-check";
import type { Value } from "../../../schema/logic/evaluate.ts";
import type { Expression, FunctionName } from "../../../schema/logic/expression.ts";
import { EMPTY, missing, MISSING_KINDS } from "../../../schema/missing.ts";

/*
 * Expressions of every kind over a handful of names: n… numbers, d… days, c… one code, l… several codes, t… texts,
 * b… true or false.
 */

const call = (name: FunctionName, ...of: Expression[]): Expression => ({ call: name, of });

const CODES = ["own", "family", "none"] as const;
const code = fc.constantFrom(...CODES);
const name = (letter: string): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc.constantFrom(`${letter}1`, `${letter}2`).map((answer) => ({ answer })),
    fc.constant({ last: `${letter}1` }),
  );
const number = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(0.1, 2.5, -0.25, 1e-7, 1e12));
const day = fc
  .date({ min: new Date("1999-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
  .map((date) => ({ date: date.toISOString().slice(0, 10) }));

const trees = fc.letrec<{ n: Expression; d: Expression; c: Expression; t: Expression; b: Expression }>((tie) => {
  const [n, d, c, t, b] = [tie("n"), tie("d"), tie("c"), tie("t"), tie("b")];
  const list = name("l");
  const anything = fc.oneof(n, d, c, t, b, list);
  const two = (names: readonly FunctionName[], one: fc.Arbitrary<Expression>, other = one) =>
    fc.tuple(fc.constantFrom(...names), one, other).map(([sign, left, right]) => call(sign, left, right));
  const one = (names: readonly FunctionName[], of: fc.Arbitrary<Expression>) =>
    fc.tuple(fc.constantFrom(...names), of).map(([sign, operand]) => call(sign, operand));
  const chosen = (of: fc.Arbitrary<Expression>) => fc.tuple(b, of, of).map((operands) => call("if", ...operands));
  const first = (of: fc.Arbitrary<Expression>) =>
    fc.array(of, { minLength: 2, maxLength: 3 }).map((operands) => call("coalesce", ...operands));
  const shallow = { maxDepth: 5, withCrossShrink: true };
  return {
    n: fc.oneof(
      shallow,
      number,
      name("n"),
      two(["+", "-", "*", "div", "mod"], n),
      one(["-", "abs", "int", "round"], n),
      fc.tuple(n, fc.integer({ min: 0, max: 3 })).map(([value, digits]) => call("round", value, digits)),
      fc
        .array(n, { minLength: 1, maxLength: 3 })
        .chain((of) => fc.constantFrom(call("min", ...of), call("max", ...of))),
      list.map((of) => call("count-selected", of)),
      t.map((of) => call("string-length", of)),
      two(["-"], d),
      two(["years"], d),
      chosen(n),
      first(n),
    ),
    d: fc.oneof(
      shallow,
      day,
      name("d"),
      fc.constant(call("today")),
      two(["+", "-"], d, fc.integer({ min: -9_000, max: 9_000 })),
      chosen(d),
    ),
    c: fc.oneof(shallow, code, name("c"), chosen(c), first(c)),
    t: fc.oneof(shallow, fc.constantFrom("", "mentor", "m'n oma", '"ja"'), name("t"), chosen(t)),
    b: fc.oneof(
      shallow,
      fc.boolean(),
      name("b"),
      two(["=", "!=", "<", "<=", ">", ">="], n),
      two(["=", "!=", "<", ">="], d),
      two(["=", "!="], c),
      two(["=", "!="], b),
      two(["selected"], fc.oneof(list, name("c")), code),
      two(["missing"], anything, fc.constantFrom(...MISSING_KINDS)),
      one(["not"], b),
      one(["answered"], anything),
      fc
        .tuple(fc.constantFrom<FunctionName>("and", "or"), fc.array(b, { minLength: 2, maxLength: 4 }))
        .map(([sign, of]) => call(sign, ...of)),
      chosen(b),
    ),
  };
});

/** Well typed, of any type. */
export const expressions: fc.Arbitrary<Expression> = fc.oneof(trees.n, trees.d, trees.c, trees.t, trees.b);

const nothing = fc.constantFrom(...MISSING_KINDS).map(missing);
const valueOf = (letter: string): fc.Arbitrary<Value> => {
  const there: Record<string, fc.Arbitrary<Value>> = {
    n: number,
    d: fc.integer({ min: 10_000, max: 22_000 }),
    c: code,
    l: fc.subarray([...CODES]),
    t: fc.string({ maxLength: 8 }),
    b: fc.boolean(),
  };
  return fc.oneof({ weight: 3, arbitrary: there[letter] ?? nothing }, { weight: 1, arbitrary: nothing });
};

const LETTERS = ["n", "d", "c", "l", "t", "b"];
export const NAMES = LETTERS.flatMap((letter) => [`${letter}1`, `${letter}2`]);

export interface Answers {
  answers: Record<string, Value>;
  last: Record<string, Value>;
  today: number;
}

const filledIn = fc.record(Object.fromEntries(NAMES.map((each) => [each, valueOf(each.charAt(0))])));
export const answers: fc.Arbitrary<Answers> = fc.record({
  answers: filledIn,
  last: filledIn,
  today: fc.integer({ min: 10_000, max: 22_000 }),
});

export const scopeOf = ({ answers: given, last, today }: Answers) => ({
  answer: (variable: string) => given[variable] ?? EMPTY,
  last: (variable: string) => last[variable] ?? EMPTY,
  self: EMPTY,
  today,
});
