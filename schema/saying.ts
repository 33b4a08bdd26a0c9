import type { Locale } from "./text.ts";

const TAGS: Record<Locale, string> = { nl: "nl-NL", en: "en-GB" };

/** A day in words: "dinsdag 3 maart 2026" as `long`, "3 maart 2026" as `short`. Takes YYYY-MM-DD or an instant. */
export function sayDay(on: string, locale: Locale, style: "long" | "short" = "short"): string {
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(on);
  return new Intl.DateTimeFormat(TAGS[locale], {
    day: "numeric",
    month: "long",
    year: "numeric",
    ...(style === "long" ? { weekday: "long" } : {}),
    // A day has no time zone; an instant is told in the reader's own.
    ...(dayOnly ? { timeZone: "UTC" } : {}),
  }).format(new Date(on));
}

export function sayNumber(value: number, locale: Locale, digits = 2): string {
  return new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: digits }).format(value);
}

/** A share of 0 to 1 as "67%" in either language. */
export function sayShare(share: number, locale: Locale, digits = 0): string {
  return new Intl.NumberFormat(TAGS[locale], { style: "percent", maximumFractionDigits: digits }).format(share);
}
