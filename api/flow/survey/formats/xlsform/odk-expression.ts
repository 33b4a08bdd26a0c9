import { type Expression, partsOf } from "../../../../../schema/logic/expression.ts";
import { printExpression } from "../../../../../schema/logic/print.ts";

/**
 * An expression in the words of ODK's XPath, or null where those cannot say it: what was said last time, and why there
 * is no answer.
 */
export function odkExpression(expression: Expression): string | null {
  const cannot = partsOf(expression).some(
    (part) => typeof part === "object" && ("last" in part || ("call" in part && part.call === "missing")),
  );
  return cannot ? null : printExpression(inOdk(expression));
}

function inOdk(expression: Expression): Expression {
  if (typeof expression !== "object" || !("call" in expression)) return expression;
  const of = expression.of.map(inOdk);
  const [first = "", second = ""] = of;
  switch (expression.call) {
    case "answered":
      return { call: "!=", of: [first, ""] };
    // ODK rounds to a number of decimals that has to be said.
    case "round":
      return { call: "round", of: [first, of.length > 1 ? second : 0] };
    // And takes the first that is there of two.
    case "coalesce":
      return of.reduceRight((rest, part) => ({ call: "coalesce", of: [part, rest] }));
    case "years":
      return {
        call: "int",
        of: [{ call: "div", of: [{ call: "-", of: [second, first] }, DAYS_A_YEAR] }],
      };
    default:
      return { ...expression, of };
  }
}

const DAYS_A_YEAR = 365.25;
