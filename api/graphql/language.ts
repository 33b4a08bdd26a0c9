import type { Locale } from "../../schema/text.ts";

/** What an address asks for with ?lang=, else what the browser prefers. */
export const chosenLocale = (lang: unknown, acceptLanguage: string | undefined): Locale =>
  lang === "nl" || lang === "en" ? lang : localeOf(acceptLanguage);

/** English where the caller prefers it to Dutch, else Dutch (RFC 9110, 12.5.4). */
export function localeOf(acceptLanguage: string | undefined): Locale {
  let best: { locale: Locale; weight: number } = { locale: "nl", weight: 0 };
  for (const part of (acceptLanguage ?? "").slice(0, 500).split(",")) {
    const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = range.split("-")[0];
    if (language !== "nl" && language !== "en") continue;
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    if (weight > best.weight) best = { locale: language, weight };
  }
  return best.locale;
}
