import { printExpression } from "../../../../../../schema/logic/print.ts";
import { LIMITS, type Question } from "../../../../../../schema/survey.ts";
import { odkExpression, type OdkNames } from "./odk-expression.ts";

/** Stands in our own column where a question has no constraint but its limits. */
export const NONE = "-";

/**
 * Limits, lengths and the choice that goes alone are constraints in XLSForm, beside the question's own. `ours` is the
 * question's own by itself, where more than that stands in the column.
 */
export function constraintOf(
  question: Question,
  names: OdkNames,
): { constraint: string; ours: string; possible: boolean } {
  const own = question.constraint?.holds ?? null;
  const odk = own === null ? null : odkExpression(own, "CHECK", names);
  const limits = limitsOf(question);
  const all = [...limits, ...(odk === null ? [] : [odk])];
  const printed = own === null ? NONE : printExpression(own);
  return {
    constraint: all.length > 1 ? all.map((part) => `(${part})`).join(" and ") : (all[0] ?? ""),
    ours: limits.length === 0 && odk === (own === null ? null : printed) ? "" : printed,
    possible: own === null || odk !== null,
  };
}

function limitsOf({ kind, number, days, maxLength, options }: Question): string[] {
  if (kind === "NUMBER" && number !== null) return [`. >= ${number.minimum} and . <= ${number.maximum}`];
  if (days !== null) return [`. >= date('${days.from}') and . <= date('${days.to}')`];
  if (kind === "TEXT" && maxLength !== null && maxLength < LIMITS.textAnswer)
    return [`string-length(.) <= ${maxLength}`];
  return options
    .filter(({ excludes }) => excludes)
    .map(({ code }) => `not(selected(., '${code}') and count-selected(.) > 1)`);
}
