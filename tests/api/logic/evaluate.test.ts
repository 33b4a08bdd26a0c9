import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, evaluate, type Value } from "../../../schema/logic/evaluate.ts";
import type { Expression } from "../../../schema/logic/expression.ts";
import { expressionSchema } from "../../../schema/logic/expression-schema.ts";
import { parseExpression } from "../../../schema/logic/parse.ts";
import { printExpression } from "../../../schema/logic/print.ts";
import { EMPTY, missing, NOT_ASKED } from "../../../schema/missing.ts";
import { answers, expressions, scopeOf } from "./expressions.ts";
import { referenceValue } from "./reference.ts";

const read = (text: string): Expression => {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.text.en}`);
  return parsed.expression;
};

const DONT_KNOW = missing("DONT_KNOW");
const given: Record<string, Value> = {
  home: "own",
  helpers: ["mentor", "friend"],
  age: 17,
  skipped: EMPTY,
  hidden: NOT_ASKED,
  unsure: DONT_KNOW,
  born: dayNumber("2008-02-29"),
};
const valueOf = (text: string, self: Value = EMPTY) =>
  evaluate(read(text), {
    answer: (name) => given[name] ?? EMPTY,
    last: (name) => (name === "home" ? "family" : EMPTY),
    self,
    today: dayNumber("2026-02-28"),
  });

describe("an expression", () => {
  it.each<[string, Value]>([
    ["${home} = 'own'", true],
    ["${home} != ${last.home}", true],
    ["selected(${helpers}, 'mentor') and count-selected(${helpers}) = 2", true],
    ["${age} >= 16 and ${age} < 18", true],
    ["1 + 2 * 3 - 4 div 2", 5],
    ["-${age} mod 5", -2],
    ["10 - 4 - 3", 3],
    ["years(${born}, today())", 17],
    ["years(${born}, date('2026-03-01'))", 18],
    ["today() - date('2026-02-01')", 27],
    ["today() + 1 = date('2026-03-01')", true],
    ["round(2.345, 1) + int(-1.5) + abs(-2) + min(3, 1) + max(3, 1)", 7.3],
    ["if(${age} < 18, 'minor', 'grown')", "minor"],
    ["coalesce(${skipped}, ${hidden}, 3)", 3],
  ])("%s is %j", (text, value) => expect(valueOf(text)).toEqual(value));

  it("takes the dot for the answer that is checked", () => {
    expect(valueOf(".>=0 and .<=${age}", 12)).toBe(true);
    expect(valueOf(".>=0 and .<=${age}", 18)).toBe(false);
  });
});

describe("an answer that is not there", () => {
  it.each<[string, Value]>([
    ["${skipped} = 'own'", EMPTY],
    ["not(${unsure})", DONT_KNOW],
    ["${age} + ${hidden}", NOT_ASKED],
    ["${hidden} + ${unsure}", NOT_ASKED],
    ["${unsure} > 3 and 1 = 2", false],
    ["1 = 1 or ${unsure} > 3", true],
    ["${unsure} > 3 and 1 = 1", DONT_KNOW],
    ["if(${unsure} > 3, 1, 2)", DONT_KNOW],
    ["coalesce(${skipped}, ${unsure})", DONT_KNOW],
    ["answered(${skipped}) or answered(${last.work})", false],
    ["missing(${unsure}, 'DONT_KNOW') and not(missing(${unsure}, 'NOT_ASKED'))", true],
    ["1 div 0", EMPTY],
  ])("makes %s %j", (text, value) => expect(valueOf(text)).toEqual(value));
});

describe("the evaluator", () => {
  it("gives what the slow reference gives", () => {
    fc.assert(
      fc.property(expressions, answers, (expression, filledIn) => {
        expect(evaluate(expression, scopeOf(filledIn))).toEqual(referenceValue(expression, filledIn));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("the text of an expression", () => {
  it("is read as the tree that it was printed from", () => {
    fc.assert(
      fc.property(expressions, (tree) => {
        const expression = expressionSchema.parse(tree);
        const text = printExpression(expression);
        expect(read(text)).toEqual(expression);
        expect(printExpression(read(text))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    "${home} = 'own' and not(selected(${helpers}, 'none'))",
    "1 - (2 - 3)",
    "(${a} and ${b}) and ${c}",
    "-(5) - -5",
    "1 < 2 = (3 = 4)",
    "-(${a} + 1) * 2",
  ])("%s stays as it is", (text) => expect(printExpression(read(text))).toBe(text));
});

describe("hostile expressions", () => {
  it.each([
    ["nothing", " ", 0],
    ["brackets without end", "(".repeat(4_000), 1_600],
    ["more than fits", "1 + ".repeat(2_000) + "1", 4_000],
    ["a row of minuses", "-".repeat(3_000) + "1", 1_600],
    ["calls in calls", "not(".repeat(500) + "true()" + ")".repeat(500), 244],
    ["many parts", "1+".repeat(300) + "1", 401],
    ["a function that is not ours", "constructor(1)", 0],
    ["a method of an object", "${home}.toString()", 10],
    ["a name like a prototype", "${__proto__}", 0],
    ["another's name", "${other.home}", 0],
    ["code", "`${process.exit()}`", 0],
    ["a loop", "while(true()){}", 13],
    ["too many operands", "if(1, 2, 3, 4)", 0],
    ["a quote that does not end", "${home} = 'own", 10],
    ["a day that is not there", "date('2026-02-30')", 0],
    ["a look-alike of a sign", "1 ≥ 0", 2],
  ])("%s is refused, with the place", (_name, text, at) => {
    const parsed = parseExpression(text);
    expect(parsed).toMatchObject({ ok: false, at: expect.any(Number) });
    if (!parsed.ok) expect(parsed.at).toBe(at);
    expect(expressionSchema.safeParse({ text }).success).toBe(false);
  });

  it.each<[string, unknown]>([
    ["a tree without end", Array.from({ length: 100_000 }).reduce((of) => ({ call: "not", of: [of] }), true)],
    ["a wide tree", { call: "max", of: Array.from({ length: 500 }, () => 1) }],
    ["a function from the prototype", { call: "toString", of: [] }],
    ["a name of another kind", { answer: "__proto__" }],
    ["more than one thing", { answer: "home", last: "home" }],
    ["no number", NaN],
    ["too few operands", { call: "=", of: [1] }],
    ["both quotes", `'"`],
  ])("%s is no tree", (_name, tree) => expect(expressionSchema.safeParse(tree).success).toBe(false));

  it("anything at all is read or refused, never thrown on", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."(){}$.'\"+-<>=! 1aandorlstif,") })),
        (text) => {
          const parsed = parseExpression(text);
          if (parsed.ok) expect(read(printExpression(parsed.expression))).toEqual(parsed.expression);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
