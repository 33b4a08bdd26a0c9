import type { Locale } from "../../../schema/text.ts";

/** An instant in words, in the reader's own time: "3 maart 2026, 14:05". */
export const sayMoment = (at: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === "nl" ? "nl-NL" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
  }).format(new Date(at));
