import type { Place, Words } from "../questionnaire.ts";
import type { Remark } from "../remarks.ts";

/** A LimeSurvey questionnaire, from either of its two files. */
export interface LimeSurvey {
  languages: string[];
  title: Words;
  groups: LimeGroup[];
  remarks: Remark[];
}

export interface LimeGroup {
  at: Place;
  name: Words;
  description: Words;
  relevance: string;
  questions: LimeQuestion[];
}

export interface LimeQuestion {
  at: Place;
  code: string;
  /** The letter of its type */
  type: string;
  text: Words;
  help: Words;
  relevance: string;
  mandatory: boolean;
  /** Asked for, and let through empty all the same */
  softly: boolean;
  other: boolean;
  /** A pattern that the answer must follow */
  pattern: string;
  /** By name; empty ones are left out. */
  attributes: Record<string, string>;
  subquestions: LimePart[];
  answers: LimePart[];
}

/** A line or column of a question, or an answer to choose. */
export interface LimePart {
  code: string;
  /** "0", or "1" for the second axis or scale */
  scale: string;
  text: Words;
  relevance: string;
}

/** Group and question on every page have this where nothing decides whether they are shown. */
export const isAlways = (relevance: string): boolean => ["", "1"].includes(relevance.trim());

/** Texts by language, where the file has something. */
export function addWords(words: Words, language: string, text: string): void {
  if (text.trim() !== "") words[language] = text.trim();
}
