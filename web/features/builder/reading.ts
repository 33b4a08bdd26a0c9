/**
 * What can make a Dutch question hard to read. Hints only: how hard something is for somebody cannot be counted, so no
 * level is named.
 */
export type ReadingHint =
  | { kind: "LONG_SENTENCE"; words: number }
  | { kind: "LONG_WORD"; word: string }
  | { kind: "JARGON"; word: string; instead: string };

/** More words than these in a sentence */
export const LONG_SENTENCE = 15;
/** More letters than these in a word */
export const LONG_WORD = 13;

/** Words of offices and of research, and what one says instead. */
const JARGON: Record<string, string> = {
  participatie: "meedoen",
  participeren: "meedoen",
  traject: "plan, of hulp",
  hulpverlening: "hulp",
  hulpverlener: "iemand die je helpt",
  zelfredzaamheid: "zelf dingen kunnen regelen",
  zelfredzaam: "zelf dingen kunnen regelen",
  regie: "zelf beslissen",
  netwerk: "mensen om je heen",
  uitstroom: "weggaan",
  uitstromen: "weggaan",
  instroom: "erbij komen",
  cliënt: "jij, of jongere",
  respondent: "jij",
  indicatie: "toestemming voor hulp",
  beschikking: "brief met het besluit",
  dagbesteding: "wat je overdag doet",
  doorstroming: "verder gaan",
  evalueren: "kijken hoe het ging",
  evaluatie: "kijken hoe het ging",
  interventie: "hulp",
  casemanager: "iemand die alles voor je regelt",
  multidisciplinair: "verschillende mensen samen",
  psychosociaal: "hoe je je voelt en met anderen omgaat",
  residentieel: "wonen in een instelling",
  woonvoorziening: "plek om te wonen",
  inkomensvoorziening: "geld van de gemeente of uit werk",
  financieel: "met geld",
  financiële: "met geld",
  momenteel: "nu",
  indien: "als",
  tevens: "ook",
  middels: "met",
  omtrent: "over",
  gedurende: "tijdens",
  betreffende: "over",
  ervaren: "voelen, of vinden",
  frequentie: "hoe vaak",
};

/** Names of earlier answers in a text are no words of it. */
const PIPED = /\{[^}]*\}/g;

export function readingHints(text: string): ReadingHint[] {
  const plain = text.replace(PIPED, "x");
  const sentences = plain.split(/[.!?:;]+\s|\n+/);
  const long = sentences.flatMap((sentence): ReadingHint[] => {
    const { length } = wordsIn(sentence);
    return length > LONG_SENTENCE ? [{ kind: "LONG_SENTENCE", words: length }] : [];
  });
  const words = [...new Set(wordsIn(plain).map((word) => word.toLowerCase()))];
  return [
    ...long,
    ...words.flatMap((word): ReadingHint[] => {
      const instead = JARGON[word];
      if (instead !== undefined) return [{ kind: "JARGON", word, instead }];
      return [...word].length > LONG_WORD ? [{ kind: "LONG_WORD", word }] : [];
    }),
  ];
}

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
