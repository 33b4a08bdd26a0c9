import type { ReadQuestionnaire, Words } from "../questionnaire.ts";

/** Which of the file's languages stand in the Dutch and in the English place here. */
export interface ChosenLanguages {
  nl: string;
  en: string | null;
}

const DUTCH = /^(nl|nl-informal|dutch|nederlands)$|\(nl(-[a-z]+)?\)$/i;
const ENGLISH = /^(en|english|engels)$|\(en(-[a-z]+)?\)$/i;

/** What was asked for where the file has it, else what its names say; the file's own language where none is Dutch. */
export function chooseLanguages(
  { languages }: Pick<ReadQuestionnaire, "languages">,
  asked: { nl?: string | null | undefined; en?: string | null | undefined },
): ChosenLanguages {
  const of = (name: string | null | undefined) => (languages.includes(name ?? "\n") ? (name ?? null) : null);
  const english = languages.find((language) => ENGLISH.test(language)) ?? null;
  const nl = of(asked.nl) ?? languages.find((language) => DUTCH.test(language)) ?? languages[0] ?? "";
  // English that stands in for Dutch is still English to who reads English.
  return { nl, en: of(asked.en) ?? english };
}

export const isDutch = (language: string): boolean => DUTCH.test(language) || language === "nl";

/** The words for one of our places: in the chosen language, in ours where we gave them, in the file's own. */
export function wordsFor(
  words: Words,
  place: "nl" | "en",
  { nl, en }: ChosenLanguages,
): { text: string; standsIn: string | null } | null {
  const wanted = place === "nl" ? nl : en;
  // In English only what is English; for Dutch, a column without a language is the file's own.
  for (const language of [wanted, place, ...(place === "nl" ? [""] : [])])
    if (language !== null && Object.hasOwn(words, language)) return { text: words[language] ?? "", standsIn: null };
  if (place === "en") return null;
  const [other] = Object.entries(words);
  return other === undefined ? null : { text: other[1], standsIn: other[0] };
}
