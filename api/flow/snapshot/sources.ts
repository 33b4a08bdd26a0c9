import type { DerivedSource, VariableDeclaration, WaveDeclaration } from "../study/study.ts";

/** What a snapshot is made of. Every source names its persons by the study's pseudonyms. */
export interface Sources {
  study: { slug: string; title: string; synthetic: boolean };
  /** All waves of the study in order, whichever source fills them. */
  waves: readonly WaveDeclaration[];
  imported: ImportedSource | null;
  survey: SurveySource;
  /** Variables that others make: every version that was ever declared, in that order. */
  derived?: readonly DerivedSource[];
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
  /** By name of the variable: a code, "true" or "false", a number, a text; null or absent where nothing was answered. */
  values: Readonly<Record<string, string | number | null>>;
}

export const NO_SURVEY: SurveySource = { variables: [], roster: [], rows: [] };
