import { type Expression, type FunctionName, partsOf } from "../../../../../../schema/logic/expression.ts";
import { printExpression } from "../../../../../../schema/logic/print.ts";
import type { Question } from "../../../../../../schema/survey.ts";
import { leftOpenBy } from "../draft/skipped.ts";

/** What the names in an expression are, as far as ODK has to know it. */
export interface OdkNames {
  /** Whether somebody can come by without an answer to it */
  skipped: (variable: string) => boolean;
  /** Whether it is computed as true or false: ODK keeps these as the words "true" and "false", of which neither is empty */
  isTruth: (variable: string) => boolean;
}

export function odkNames(questions: readonly Question[]): OdkNames {
  const named = new Map(questions.map((question) => [question.variable, question]));
  return {
    skipped: (variable) => {
      const question = named.get(variable);
      return question !== undefined && (!question.required || question.relevance !== null);
    },
    isTruth: (variable) => {
      const question = named.get(variable);
      return question?.kind === "CALCULATION" && question.number === null && question.options.length === 0;
    },
  };
}

/**
 * An expression in the words of ODK's XPath, or null where those cannot say it: what was said last time, and why there
 * is no answer. What is skipped is nothing there, and nothing is not 'a'; here it leaves open what looks at it. So what
 * holds and what fails are each written out.
 */
export function odkExpression(
  expression: Expression,
  as: "CONDITION" | "CHECK" | "VALUE",
  names: OdkNames,
): string | null {
  const cannot = partsOf(expression).some(
    (part) => typeof part === "object" && ("last" in part || ("call" in part && part.call === "missing")),
  );
  if (cannot) return null;
  const odk = new Odk(names);
  // A check refuses what fails, and not what is left open.
  const written =
    as === "VALUE"
      ? odk.value(expression)
      : as === "CHECK" && leftOpenBy(expression, names.skipped).length > 0
        ? ({ call: "not", of: [odk.fails(expression)] } satisfies Expression)
        : odk.holds(expression);
  return odk.isTooLarge ? null : printExpression(written);
}

/** Parts of one that is written out: what holds and what fails of an if() within an if() grows fast. */
const MOST_PARTS = 5_000;

const OPPOSITE: Partial<Record<FunctionName, FunctionName>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
};
const TRUTHS: readonly FunctionName[] = [
  ...(["and", "or", "not", "=", "!=", "<", "<=", ">", ">=", "answered", "selected"] as const),
];
const DAYS_A_YEAR = 365.25;
const NOTHING = "";

class Odk {
  readonly #names: OdkNames;
  #parts = 0;

  constructor(names: OdkNames) {
    this.#names = names;
  }

  get isTooLarge(): boolean {
    return this.#parts > MOST_PARTS;
  }

  holds(expression: Expression): Expression {
    return this.#settled(expression, true);
  }

  fails(expression: Expression): Expression {
    return this.#settled(expression, false);
  }

  #settled(expression: Expression, so: boolean): Expression {
    if (++this.#parts > MOST_PARTS) return NOTHING;
    if (typeof expression === "boolean") return expression === so;
    if (typeof expression !== "object") return expression;
    if (!("call" in expression)) return { call: "=", of: [expression, String(so)] };
    const { call, of } = expression;
    const [first = NOTHING, second = NOTHING, third = NOTHING] = of;
    switch (call) {
      case "and":
      case "or":
        return { call: so ? call : call === "and" ? "or" : "and", of: of.map((each) => this.#settled(each, so)) };
      case "not":
        return this.#settled(first, !so);
      case "answered":
        return { call: so ? "!=" : "=", of: [this.value(first), NOTHING] };
      case "if":
        return {
          call: "or",
          of: [
            { call: "and", of: [this.holds(first), this.#settled(second, so)] },
            { call: "and", of: [this.fails(first), this.#settled(third, so)] },
          ],
        };
      case "coalesce":
        return of.reduceRight((rest, part) => ({
          call: "or",
          of: [this.#settled(part, so), { call: "and", of: [this.#leftOpen(part), this.#settled(rest, so)] }],
        }));
      default:
        return this.#compared(call, of, so);
    }
  }

  #compared(call: FunctionName, of: readonly Expression[], so: boolean): Expression {
    const values = of.map((each) => this.value(each));
    const opposite = OPPOSITE[call];
    const written: Expression =
      so || opposite !== undefined
        ? { call: so ? call : (opposite ?? call), of: values }
        : { call: "not", of: [{ call, of: values }] };
    // Only what holds of nothing as well has to say that there is something: nothing is the same as nothing, too.
    const open = of.map((each) => leftOpenBy(each, this.#names.skipped));
    const alike = written.call === "=" && open.every((names) => names.length > 0);
    if (!["!=", "not"].includes(written.call) && !alike) return written;
    const there = [...new Set(open.flat())].map((answer): Expression => ({ call: "!=", of: [{ answer }, NOTHING] }));
    return there.length === 0 ? written : { call: "and", of: [...there, written] };
  }

  #leftOpen(expression: Expression): Expression {
    return { call: "not", of: [{ call: "or", of: [this.holds(expression), this.fails(expression)] }] };
  }

  value(expression: Expression): Expression {
    if (++this.#parts > MOST_PARTS) return NOTHING;
    if (typeof expression === "boolean") return String(expression);
    if (typeof expression !== "object" || !("call" in expression)) return expression;
    const { call, of } = expression;
    if (TRUTHS.includes(call) || (call === "coalesce" && of.some((each) => this.#isTruth(each))))
      return this.#either(expression, "true", "false");
    const [first = NOTHING, second = NOTHING, third = NOTHING] = of;
    const values = of.map((each) => this.value(each));
    switch (call) {
      case "if":
        return this.#either(first, this.value(second), this.value(third));
      // Of nothing these would be none, and not nothing.
      case "count-selected":
      case "string-length":
        return leftOpenBy(first, this.#names.skipped).length === 0
          ? { call, of: values }
          : { call: "if", of: [{ call: "!=", of: [this.value(first), NOTHING] }, { call, of: values }, NOTHING] };
      // ODK rounds to a number of decimals that has to be said.
      case "round":
        return { call: "round", of: [this.value(first), of.length > 1 ? second : 0] };
      // And takes the first that is there of two.
      case "coalesce":
        return values.reduceRight((rest, part) => ({ call: "coalesce", of: [part, rest] }));
      case "years": {
        const days: Expression = { call: "-", of: [this.value(second), this.value(first)] };
        return { call: "int", of: [{ call: "div", of: [days, DAYS_A_YEAR] }] };
      }
      default:
        return { call, of: values };
    }
  }

  #either(condition: Expression, holds: Expression, fails: Expression): Expression {
    if (leftOpenBy(condition, this.#names.skipped).length === 0)
      return { call: "if", of: [this.holds(condition), holds, fails] };
    const otherwise: Expression = { call: "if", of: [this.fails(condition), fails, NOTHING] };
    return { call: "if", of: [this.holds(condition), holds, otherwise] };
  }

  #isTruth(expression: Expression): boolean {
    if (typeof expression === "boolean") return true;
    if (typeof expression !== "object") return false;
    if ("answer" in expression) return this.#names.isTruth(expression.answer);
    return "call" in expression && TRUTHS.includes(expression.call);
  }
}
