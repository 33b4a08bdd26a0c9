import type { Said } from "../language/language.tsx";
import type { Question, VariableAt } from "./question.ts";
import { questionVariables } from "./question.ts";

/** What the API tells of a study's meaning, as far as a question needs it. */

export interface CodebookVariable {
  name: string;
  label: string;
  type: "CATEGORICAL" | "ORDINAL" | "INTEGER" | "NUMBER" | "DATE" | "TEXT" | "BOOLEAN";
  level: "PERSON" | "PERSON_WAVE";
  role: "BACKGROUND" | "ANSWER" | "WEIGHT";
  concept: string | null;
  unit: string | null;
  categories: readonly { code: string; label: string }[];
  bandings: readonly { name: string; limits: readonly number[] }[];
  /** How it was made of other variables; null where it was asked or brought in. */
  derived?: { sentence: Said } | null;
}

export interface CodebookStudy {
  slug: string;
  title: string;
  waves: readonly { code: string; label: string }[];
  variables: readonly CodebookVariable[];
}

export interface Codebook {
  studies: readonly CodebookStudy[];
  /** Variables that every chosen study carries, as the first one declares them. */
  variables: readonly CodebookVariable[];
  /** Waves of all chosen studies, in order, each code once. */
  waves: readonly { code: string; label: string }[];
  weighted: boolean;
}

export function codebookOf(studies: readonly CodebookStudy[]): Codebook {
  const [first, ...others] = studies;
  const variables = (first?.variables ?? []).filter((variable) =>
    others.every((study) => study.variables.some((other) => comparable(variable, other))),
  );
  const waves = new Map<string, { code: string; label: string }>();
  for (const study of studies) for (const wave of study.waves) if (!waves.has(wave.code)) waves.set(wave.code, wave);
  return {
    studies,
    variables,
    waves: [...waves.values()],
    weighted: studies.length > 0 && studies.every((study) => study.variables.some(({ role }) => role === "WEIGHT")),
  };
}

/** Same name, type and codes: what the API compares across studies without more ado. */
function comparable(one: CodebookVariable, other: CodebookVariable): boolean {
  return (
    one.name === other.name &&
    one.type === other.type &&
    one.level === other.level &&
    one.categories.length === other.categories.length &&
    one.categories.every(({ code }, index) => other.categories[index]?.code === code)
  );
}

export const findVariable = (codebook: Codebook, name: string): CodebookVariable | undefined =>
  codebook.variables.find((variable) => variable.name === name);

const hasCodes = (variable: CodebookVariable): boolean =>
  variable.type === "BOOLEAN" || variable.categories.length > 0 || variable.bandings.length > 0;

/** May split or narrow: it has declared codes or bands, and is no weight and no text. */
export const canSplit = (variable: CodebookVariable): boolean =>
  variable.role !== "WEIGHT" && variable.type !== "TEXT" && hasCodes(variable);

/** May be averaged or added up. Whether its limits are declared, the API says. */
export const canAverage = (variable: CodebookVariable): boolean =>
  variable.role !== "WEIGHT" && (variable.type === "INTEGER" || variable.type === "NUMBER");

/** A quantile is read from bands: at least 8 of them, which 7 limits make. */
const MIN_LIMITS_TO_RANK = 7;

/** The bandings that a quantile can be read from. */
export const rankBandings = (variable: CodebookVariable): CodebookVariable["bandings"] =>
  variable.bandings.filter(({ limits }) => limits.length >= MIN_LIMITS_TO_RANK);

export const canRank = (variable: CodebookVariable): boolean =>
  canAverage(variable) && rankBandings(variable).length > 0;

export interface Code {
  code: string;
  label: string;
}

/** The limits a number is narrowed at; null for a variable with codes of its own. */
export function limitsOf(variable: CodebookVariable, banding?: string): readonly number[] | null {
  if (variable.categories.length > 0 || variable.type === "BOOLEAN") return null;
  const found = banding === undefined ? undefined : variable.bandings.find(({ name }) => name === banding);
  return (found ?? variable.bandings[0])?.limits ?? null;
}

/** The codes of a variable to tick; empty where it is narrowed by limits. */
export function codesOf(variable: CodebookVariable, yes: string, no: string): readonly Code[] {
  if (variable.categories.length > 0) return variable.categories;
  if (variable.type !== "BOOLEAN") return [];
  return [
    { code: "true", label: yes },
    { code: "false", label: no },
  ];
}

/** At most 3 background and 2 answer variables, 4 together: more cannot be protected. */
export const MOST_BACKGROUND = 3;
export const MOST_ANSWER = 2;
export const MOST_TOGETHER = 4;

export interface Room {
  background: number;
  answer: number;
  together: number;
  fits: boolean;
}

const place = ({ name, at, wave }: VariableAt): string => `${name}|${wave ?? at ?? "SAME"}`;

/** How many variables a question uses. The same variable at another wave is another variable. */
export function roomOf(question: Question, codebook: Codebook): Room {
  const background = new Set<string>();
  const answer = new Set<string>();
  for (const used of questionVariables(question)) {
    const variable = findVariable(codebook, used.name);
    if (variable) (variable.role === "BACKGROUND" ? background : answer).add(place(used));
  }
  const together = background.size + answer.size;
  return {
    background: background.size,
    answer: answer.size,
    together,
    fits: background.size <= MOST_BACKGROUND && answer.size <= MOST_ANSWER && together <= MOST_TOGETHER,
  };
}
