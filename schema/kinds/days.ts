import { dayNumber } from "../logic/evaluate.ts";
import { type AskedQuestion, type CheckedAnswer, type Kind, kept, refused } from "./kind.ts";

/** Kept as the house counts days: since 1970-01-01. */
function checkDay({ days }: AskedQuestion, value: unknown, said: { nl: string; en: string }): CheckedAnswer {
  if (typeof value !== "number" || !Number.isInteger(value)) return refused("ANSWER_WRONG_KIND", said.nl, said.en);
  if (days && (value < dayNumber(days.from) || value > dayNumber(days.to)))
    return refused(
      "ANSWER_OUT_OF_RANGE",
      `Kies een dag van ${days.from} tot en met ${days.to}.`,
      `Choose a day from ${days.from} to ${days.to}.`,
    );
  return kept(value);
}

/** A day. */
export const date: Kind = {
  parts: ["days", "bandings"],
  needs: ["days"],
  leastOptions: 0,
  check: (question, value) =>
    checkDay(question, value, { nl: "Vul een dag in die bestaat.", en: "Fill in a day that exists." }),
  type: () => ({ is: "DATE" }),
};

const DAY_MS = 86_400_000;

/** The first day of the month that a day is in. */
export const monthOf = (day: number): number => {
  const at = new Date(day * DAY_MS);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1) / DAY_MS;
};

/** A month of a year, kept as its first day. */
export const month: Kind = {
  ...date,
  check(question, value) {
    const said = { nl: "Vul een maand en een jaar in.", en: "Fill in a month and a year." };
    if (typeof value !== "number" || monthOf(value) !== value) return refused("ANSWER_WRONG_KIND", said.nl, said.en);
    const { days } = question;
    // The month that the first day lies in counts whole.
    const whole = days && {
      ...days,
      from: new Date(monthOf(dayNumber(days.from)) * DAY_MS).toISOString().slice(0, 10),
    };
    return checkDay({ ...question, days: whole }, value, said);
  },
};
