import { LIMITS, type QuestionDraft } from "../../../../../../schema/survey.ts";
import type { Asks, ReadQuestion } from "../questionnaire.ts";
import type { RemarkCode } from "../remarks.ts";

/** What each kind of question becomes here, or why it does not come in. */
export type Becomes = { kind: QuestionDraft["kind"]; changed?: RemarkCode } | { leftOut: RemarkCode };

const BECOMES: Record<Asks, Becomes> = {
  SINGLE: { kind: "SINGLE" },
  MULTIPLE: { kind: "MULTIPLE" },
  RANKING: { kind: "RANKING" },
  SCALE: { kind: "SCALE" },
  WHOLE_NUMBER: { kind: "NUMBER" },
  NUMBER: { kind: "NUMBER" },
  SHORT_TEXT: { kind: "TEXT" },
  LONG_TEXT: { kind: "TEXT" },
  DATE: { kind: "DATE", changed: "days_added" },
  MONTH: { kind: "MONTH", changed: "days_added" },
  TIME: { kind: "TEXT", changed: "asked_as_text" },
  MOMENT: { kind: "TEXT", changed: "asked_as_text" },
  STATEMENT: { kind: "STATEMENT" },
  CALCULATION: { kind: "CALCULATION" },
  UPLOAD: { leftOut: "type_not_possible" },
  LOCATION: { leftOut: "type_not_possible" },
  BARCODE: { leftOut: "type_not_possible" },
  FILLING_IN: { leftOut: "filling_in" },
  UNKNOWN: { leftOut: "type_unknown" },
};

export function becomes(question: ReadQuestion, choices: number): Becomes {
  const as = BECOMES[question.asks];
  if (!["SINGLE", "MULTIPLE", "RANKING"].includes(question.asks)) return as;
  if (choices === 0) return { leftOut: "no_choices" };
  if (choices > LIMITS.options) return { leftOut: "too_many_choices" };
  // One thing to choose is one thing to tick.
  return question.asks !== "MULTIPLE" && choices === 1 ? { kind: "MULTIPLE", changed: "one_choice" } : as;
}

/** Numbers where a file declares none: wide enough for anything that people count or measure. */
const WIDE = { minimum: -1_000_000_000, maximum: 1_000_000_000 } as const;

export function numberLimits(question: ReadQuestion): {
  limits: { minimum: number; maximum: number; integer: boolean };
  changed: RemarkCode | null;
} {
  const integer = question.asks === "WHOLE_NUMBER";
  const minimum =
    question.minimum ?? (question.maximum !== null && question.maximum <= WIDE.minimum ? null : WIDE.minimum);
  const maximum = question.maximum ?? WIDE.maximum;
  const fits = minimum !== null && minimum < maximum && Math.abs(minimum) <= 1e12 && Math.abs(maximum) <= 1e12;
  if (!fits || (integer && !(Number.isInteger(minimum) && Number.isInteger(maximum))))
    return { limits: { ...WIDE, integer }, changed: "limits_wider" };
  const declared = question.minimum !== null && question.maximum !== null;
  return { limits: { minimum, maximum, integer }, changed: declared ? null : "limits_added" };
}

/** Days where a file declares none: everybody who lives, and what they plan. */
export const ALL_DAYS = { from: "1900-01-01", to: "2100-12-31" } as const;

/** Signs of an answer on one line, as most programs take them */
export const SHORT_ANSWER = 255;

/** Whether a scale's ends make steps that can be shown; else it is asked as a number. */
export const isScale = ({ minimum, maximum }: ReadQuestion): boolean =>
  minimum !== null &&
  maximum !== null &&
  Number.isInteger(minimum) &&
  Number.isInteger(maximum) &&
  minimum < maximum &&
  maximum - minimum < LIMITS.scaleSteps &&
  Math.abs(minimum) <= 1_000 &&
  Math.abs(maximum) <= 1_000;
