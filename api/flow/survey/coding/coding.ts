import type { Theme } from "../../../../schema/coding.ts";
import type { Viewer } from "../../../people/people.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import type { Written } from "../../../../schema/survey.ts";
import type { SurveyStore } from "../survey.store.ts";
import type { Agreement } from "./agreement.ts";
import { createCodebooks } from "./make-codebooks.ts";
import { createCodingTexts } from "./code-texts.ts";
import { createCodingStore, type CodebookRow, type CoderRow, type VersionRow } from "./coding.store.ts";
import { type CheckedQuote, createQuotes, type Quote, type QuoteToCheck } from "./quote.ts";
import { createReading } from "./reading.ts";
import { createTextStore, type Go } from "./text.store.ts";
import { createThemeVariables } from "./theme-variables.ts";

/** Open answers: who may read them, which themes are in them, what of that becomes a variable, what may be quoted. */

/** A question that people answer in their own words, over all versions that were published. */
export interface OpenQuestion {
  surveyId: string;
  studyId: string;
  variable: string;
  surveyTitle: Written;
  /** As the newest version has it */
  text: Written;
}

export interface Codebook extends CodebookRow {
  question: OpenQuestion;
  themes: Theme[];
}

export interface Progress {
  total: number;
  done: number;
}

/** One text, and what this coder found in it; nothing beside it. */
export interface OpenedText {
  id: string;
  words: string;
  /** null: not coded yet. */
  themes: string[] | null;
  /** What a save changes; 0: nothing yet. */
  revision: number;
  /** Its codings stand: it was laid beside another's. */
  compared: boolean;
  /** In the order of this coder, from 1 */
  place: number;
  /** Whoever wrote it agrees to being quoted. */
  quotable: boolean;
}

export interface CoderAgreement {
  /** Names of the two */
  coders: [string, string];
  themes: { theme: Theme; agreement: Agreement }[];
}

/** One text that two found different things in. */
export interface Difference {
  id: string;
  words: string;
  codings: { coder: string; themes: string[] }[];
  /** How many there are, this one with them */
  left: number;
}

export interface CodingDeps {
  database: Database;
  clock: Clock;
  chance: Chance;
  surveys: SurveyStore;
  /** Of which of these responses words may be quoted now */
  mayBeQuoted: (responseIds: readonly string[]) => Promise<Set<string>>;
}

export interface Shared extends CodingDeps {
  store: ReturnType<typeof createCodingStore>;
  texts: ReturnType<typeof createTextStore>;
}

/** Who does something, as the record keeps it. */
export const by = ({ userId, name }: Pick<Viewer, "userId" | "name">) => ({ id: userId, name });

export function createCoding(deps: CodingDeps) {
  const shared: Shared = { ...deps, store: createCodingStore(deps.database), texts: createTextStore(deps.database) };
  const codebooks = createCodebooks(shared);
  const reading = createReading(shared);
  return {
    ...codebooks,
    ...createCodingTexts({ ...shared, reading }),
    ...createThemeVariables({ ...shared, codebooks }),
    ...createQuotes({ ...shared, reading }),
  };
}

export type Coding = ReturnType<typeof createCoding>;
export type { CheckedQuote, CoderRow, Go, Quote, QuoteToCheck, VersionRow };
