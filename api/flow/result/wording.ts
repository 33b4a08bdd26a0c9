import type { Locale, Text } from "../../../schema/text.ts";
import { labelIn } from "../study/study.ts";
import type { ProtectedCell, StoredResult } from "./result.ts";

const KINDS: Readonly<Record<string, Text>> = {
  EMPTY: { nl: "leeg gelaten", en: "left empty" },
  NOT_IN_WAVE: { nl: "niet in deze meting", en: "not in this wave" },
  NO_SUCH_WAVE: { nl: "geen vorige meting", en: "no previous wave" },
};
const OTHER: Text = { nl: "zeldzame antwoorden samen", en: "rare answers together" };

/** What a key is called; the house's own codes in the caller's language, the study's as the study says. */
export function labelOf(key: ProtectedCell["keys"][number], locale: Locale): string {
  if (key.missing !== null) return KINDS[key.missing]?.[locale] ?? labelIn(key, locale);
  return key.code === "~other" ? OTHER[locale] : labelIn(key, locale);
}

/** How to cite a result: study, snapshot, moment, id and rules. */
export function citationOf({ id, rules, released }: StoredResult, locale: Locale): string {
  const day = (iso: string) => iso.slice(0, 10);
  const preliminary = released.state === "PRELIMINARY";
  const sources = released.sources.map(({ title, number, asOf, synthetic }) =>
    locale === "nl"
      ? `${title}${synthetic ? " (verzonnen gegevens)" : ""}, momentopname ${number} van ${day(asOf)}`
      : `${title}${synthetic ? " (synthetic data)" : ""}, snapshot ${number} of ${day(asOf)}`,
  );
  const state =
    locale === "nl"
      ? preliminary
        ? "voorlopige gegevens"
        : "definitieve gegevens"
      : preliminary
        ? "preliminary data"
        : "final data";
  return `${sources.join("; ")}. Weerklank, ${locale === "nl" ? "resultaat" : "result"} ${id} (${state}; ${rules}).`;
}
