/** Face of the step: studies, their waves, variables and participants, as declared. */

export const VARIABLE_TYPES = ["CATEGORICAL", "ORDINAL", "INTEGER", "NUMBER", "DATE", "TEXT", "BOOLEAN"] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

export const VARIABLE_LEVELS = ["PERSON", "PERSON_WAVE"] as const;
export type VariableLevel = (typeof VARIABLE_LEVELS)[number];

export const VARIABLE_ROLES = ["BACKGROUND", "ANSWER", "WEIGHT"] as const;
export type VariableRole = (typeof VARIABLE_ROLES)[number];

export interface Category {
  code: string;
  label: string;
}

/** Bands from one limit up to, not including, the next; see bandCodes. */
export interface Banding {
  name: string;
  limits: number[];
}

/** One measured thing, as its study declares it. */
export interface VariableDeclaration {
  name: string;
  label: string;
  type: VariableType;
  level: VariableLevel;
  role: VariableRole;
  origin: "IMPORT" | "SURVEY";
  concept: string | null;
  unit: string | null;
  sensitive: boolean;
  minimum: number | null;
  maximum: number | null;
  categories: Category[];
  missingCodes: Category[];
  bandings: Banding[];
}

export interface WaveDeclaration {
  code: string;
  label: string;
}
