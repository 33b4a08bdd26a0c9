import type { DerivedDefinition } from "../../../schema/derived.ts";
import type { Text } from "../../../schema/text.ts";
import type { Clock } from "../../platform/clock.ts";
import type { DuckDB, DuckDBOptions } from "../../platform/duckdb.ts";
import type { DataFolder } from "../../platform/files.ts";
import type { Log } from "../../platform/log.ts";
import type { Database } from "../../platform/postgres.ts";
import { createWaveClosing } from "./close-waves.ts";
import { createClosingStore } from "./closing.store.ts";
import { createRoles } from "./roles.ts";
import { createRolesStore } from "./roles.store.ts";
import { createDerivedStore } from "./derived.store.ts";
import { createDerivedVariables } from "./derived-variables.ts";
import { createStudies } from "./find-studies.ts";
import { createImportStore } from "./import.store.ts";
import type { Category } from "./labels.ts";
import { createStudyStart } from "./start-study.ts";
import { createStudyImports } from "./study-import.ts";
import { createStudyStore } from "./study.store.ts";

/** Face of the step: studies, their waves, variables and participants, as declared; and how a study comes in. */

export const VARIABLE_TYPES = ["CATEGORICAL", "ORDINAL", "INTEGER", "NUMBER", "DATE", "TEXT", "BOOLEAN"] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

export const VARIABLE_LEVELS = ["PERSON", "PERSON_WAVE"] as const;
export type VariableLevel = (typeof VARIABLE_LEVELS)[number];

export const VARIABLE_ROLES = ["BACKGROUND", "ANSWER", "WEIGHT"] as const;
export type VariableRole = (typeof VARIABLE_ROLES)[number];

/** Bands from one limit up to, not including, the next; see bandCodes. */
export interface Banding {
  name: string;
  limits: number[];
}

/** One measured thing, as its study declares it. */
export interface VariableDeclaration {
  name: string;
  label: string;
  /** Where the study says it in English as well. */
  labelEn?: string | null;
  type: VariableType;
  level: VariableLevel;
  role: VariableRole;
  /** The description does not say it: taken for ANSWER until a steward confirms it. */
  roleGuessed?: true;
  origin: "IMPORT" | "SURVEY" | "DERIVED";
  concept: string | null;
  unit: string | null;
  /** Where the study says it in English as well. */
  unitEn?: string | null;
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

/** What the checked data of an import mean: dictionary.json beside them. */
export interface ImportDictionary {
  waves: WaveDeclaration[];
  /** The index is k in the columns v<k> and m<k>. */
  variables: VariableDeclaration[];
  /** By variable: codes of the waves it was asked in, as declared. One that is not in it was asked in every wave. */
  askedIn?: Record<string, string[]>;
}

export interface Study {
  id: string;
  slug: string;
  title: string;
  description: string | null;
  /** Made by a program, not by people. */
  synthetic: boolean;
  createdAt: Date;
}

export interface Wave extends WaveDeclaration {
  id: string;
  ordinal: number;
  /** When a questionnaire was first put in it; null where none was. */
  openedAt: Date | null;
  /** Since when no answers come in any more; null while they may. */
  closedAt: Date | null;
}

/** How a variable is made of others. */
export interface Derivation {
  version: number;
  sentence: Text;
  definition: DerivedDefinition;
  /** Names of the variables it is made of */
  inputs: string[];
}

export interface Variable extends VariableDeclaration {
  id: string;
  /** Its role was guessed, and no steward confirmed it yet. */
  roleWaits: boolean;
  /** Null where it was asked or brought in. */
  derived: Derivation | null;
}

export interface StudyDeps {
  database: Database;
  folder: DataFolder;
  clock: Clock;
  log: Log;
  openDuckDB(path: string, options: DuckDBOptions): Promise<DuckDB>;
  makeWholeFolder<T>(path: string, fill: (making: string) => Promise<T>): Promise<T>;
  /** What comes after a study was brought in: its snapshot, which is made by a later step. Gives the snapshot's id. */
  afterImport(studyId: string): Promise<string | null>;
  /** What comes after a wave was closed: likewise, in the background. */
  afterClosing(studyId: string): void;
}

export const createStudyStep = (deps: StudyDeps) => {
  const store = createStudyStore(deps.database);
  const imports = createImportStore(deps.database);
  const derived = createDerivedStore(deps.database);
  return {
    ...createStudies({ store }),
    ...createStudyStart({ store, clock: deps.clock }),
    ...createStudyImports({ ...deps, store, imports }),
    ...createDerivedVariables({ store, derived, clock: deps.clock }),
    ...createRoles({ ...deps, roles: createRolesStore(deps.database) }),
    ...createWaveClosing({ ...deps, closing: createClosingStore(deps.database) }),
  };
};

export type StudyStep = ReturnType<typeof createStudyStep>;

export { bandCodes, bands, impliedBandings } from "./bandings.ts";
export { type Category, labelIn, type Labelled, labelText, unitIn } from "./labels.ts";
export { declareDerived, type DerivedSource } from "./derived-declaration.ts";
export { DERIVED_STATUSES, type DerivedVariable } from "./derived.store.ts";
export type { StudyPage, StudySearch } from "./find-studies.ts";
export { StudyRefused, type ImportProblem, type ImportStatus, type StudyImport } from "./import-problems.ts";
export type { ImportedStudy, ImportOptions } from "./study-import.ts";
export {
  appendWave,
  declaredVariables,
  declareSurveyVariables,
  enrol,
  enrolledPseudonyms,
  holdStudy,
  redeclareSurveyVariables,
  isClosed,
  openWave,
  studyIdOf,
  waveIdOf,
  withdrawSurveyVariables,
} from "./collection.store.ts";
