import type { DerivedSource, VariableDeclaration, WaveDeclaration } from "../study/study.ts";
import type { RuledOut } from "../survey/survey.ts";

/** What a snapshot is made of. Every source names its persons by the study's pseudonyms. */
export interface Sources {
  study: { slug: string; title: string; synthetic: boolean };
  /** All waves of the study in order, whichever source fills them. */
  waves: readonly WaveDeclaration[];
  imported: ImportedSource | null;
  survey: SurveySource;
  /** Pseudonyms of those who had everything deleted: they are in nothing that is made, whichever source has them. */
  deleted?: readonly string[];
  /** Waves in which data are collected here, or that were closed. */
  fieldwork?: readonly WaveCollection[];
  /** By variable: codes of the waves it was asked in. One that is not in it was asked in every wave. */
  askedIn?: ReadonlyMap<string, readonly string[]>;
  /** By wave: answers after which another variable was not asked, as questionnaires were routed. */
  ruledOut?: ReadonlyMap<string, readonly RuledOut[]>;
  /** Variables that others make: every version that was ever declared, in that order. */
  derived?: readonly DerivedSource[];
}

/** How far one wave is in the field; exact, for the snapshot alone. */
export interface WaveCollection {
  /** Its code */
  wave: string;
  openedAt: Date | null;
  closedAt: Date | null;
  /** Different persons */
  invited: number;
  sent: number;
}

/** Checked data that an import left behind. */
export interface ImportedSource {
  /** Holds persons.parquet and rows.parquet. */
  folder: string;
  /** The index is k in the columns v<k> and m<k>. */
  variables: readonly VariableDeclaration[];
}

export interface SurveySource {
  /** All on the level of a person in a wave. */
  variables: readonly VariableDeclaration[];
  /** By variable that was found in texts: the version of the codebook they were coded with. */
  codebooks?: ReadonlyMap<string, number>;
  /** Names apart, with the name that the same person is known by: whoever stands under both is one person. */
  apart?: ReadonlyMap<string, string>;
  /** Pseudonyms of everybody enrolled, whether or not they answered. */
  roster: readonly string[];
  /** Some at a time. */
  rows: Iterable<readonly SurveyRow[]> | AsyncIterable<readonly SurveyRow[]>;
}

/** What one person sent in one wave. */
export interface SurveyRow {
  pseudonym: string;
  /** Its code */
  wave: string;
  /**
   * By name of the variable: a code, "true" or "false", a number, a text; null or absent where nothing was answered, or
   * the declared missing code that says why.
   */
  values: Readonly<Record<string, SurveyValue>>;
}

export type SurveyValue = string | number | null | { readonly missing: string };

export const NO_SURVEY: SurveySource = { variables: [], roster: [], rows: [] };
