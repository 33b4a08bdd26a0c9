import { isDay } from "../../../schema/day.ts";
import { dayNumber } from "../../../schema/logic/evaluate.ts";
import type { Json } from "../../lib/graphql/graphql.ts";

/** A day as it stands in the boxes. */
export interface WrittenDay {
  day: string;
  month: string;
  year: string;
}

const DAY_MS = 86_400_000;

/** What is kept is days since 1970-01-01; what is being typed is "year-month-day", each part as it stands in its box. */
export function writtenDay(draft: Json): WrittenDay {
  if (typeof draft === "number") {
    const at = new Date(draft * DAY_MS);
    return { day: String(at.getUTCDate()), month: String(at.getUTCMonth() + 1), year: String(at.getUTCFullYear()) };
  }
  const [year = "", month = "", day = ""] = typeof draft === "string" ? draft.split("-") : [];
  return { day, month, year };
}

export const asDraft = ({ day, month, year }: WrittenDay): string =>
  [year, month, day].map((part) => part.replaceAll("-", "").trim()).join("-");

/** The day that stands there; null for empty boxes, NaN where it is none. A month is its first day. */
export function dayIn(draft: string, isMonth: boolean): number | null {
  const { day, month, year } = writtenDay(draft);
  if ([isMonth ? "" : day, month, year].every((part) => part === "")) return null;
  const text = [year.padStart(4, "0"), month.padStart(2, "0"), (isMonth ? "1" : day).padStart(2, "0")].join("-");
  return isDay(text) ? dayNumber(text) : NaN;
}
