import type { DerivedDefinition } from "../../../schema/derived.ts";
import type { Text } from "../../../schema/text.ts";
import type { Category, Labelled, VariableLevel, VariableRole, VariableType } from "../study/study.ts";

/**
 * What a snapshot's data mean: written once beside the data, hashed with them, never changed.
 * Everything that a result is planned from is in here; nothing is ever inferred from the data.
 */
export interface Manifest {
  study: string;
  title: string;
  number: number;
  /** ISO 8601, UTC */
  asOf: string;
  state: "PRELIMINARY" | "FINAL";
  synthetic: boolean;
  /** In study order; the index is the wave's ordinal. */
  waves: { code: string; label: string }[];
  /** Exact number of persons on the roster; only rounded numbers leave. */
  persons: number;
  /** What the world is told: rounded to 10; moves only when at least 10 more or fewer than at `shownFrom`. */
  personsShown: number;
  /** The exact number at which personsShown was last moved. */
  shownFrom: number;
  /** Largest set of BACKGROUND codings in the table `frame`: 3, fewer where there would be too many groups. */
  frameDepth: number;
  variables: ManifestVariable[];
  /** Derived variables that were declared and are not in it. */
  leftOut?: LeftOut[];
  /**
   * Frames that the audit blocked, by the BACKGROUND variables that make them. Absent in snapshots that were made before
   * frames were frozen and audited: those have no frozen_row, frozen_member and past_row, and in `frame` no gone, lost
   * and blocked.
   */
  blockedFrames?: BlockedFrames[];
  /** How far data collection was, in the order of `waves`; absent in snapshots from before this was kept. */
  fieldwork?: WaveFieldwork[];
  /** asOf of every snapshot so far by number - 1, for cells that are older than this one. */
  history: string[];
  files: ManifestFile[];
  /** 32 random bytes, hex: so that the hash of small data cannot be guessed. */
  salt: string;
  /**
   * SHA-256, hex, over the hash of data.parquet, the meaning above and the salt. The measured data follow from these;
   * their file has a hash of its own in `files` but is not in here, because DuckDB numbers its pages at random.
   */
  hash: string;
}

export interface WaveFieldwork {
  /** Its code */
  wave: string;
  /** ISO 8601: when a questionnaire was first put in it; null where none was. */
  openedAt: string | null;
  /** ISO 8601; null where it was open, or nobody said that it was over. */
  closedAt: string | null;
  /** Who was invited; where nobody was, everybody on the roster. */
  expected: MovingCount;
  /** Who has a row. */
  answered: MovingCount;
}

/** What the world is told is `shown`: protected, rounded to 10, and moved only when 10 persons changed. */
export interface MovingCount {
  shown: number;
  /** The exact number when it was last moved. */
  from: number;
}

export interface ManifestFile {
  name: string;
  sha256: string;
  bytes: number;
}

export interface BlockedFrames {
  variables: string[];
  /** How many frames, never how many persons. */
  frames: number;
}

/** Why a derived variable is not in a snapshot: a stable code and words. */
export interface LeftOut {
  variable: string;
  version: number;
  code: string;
  reason: Text;
}

export interface ManifestVariable extends Labelled {
  name: string;
  type: VariableType;
  level: VariableLevel;
  role: VariableRole;
  concept: string | null;
  unit: string | null;
  unitEn?: string;
  /** Declared limits, for clipping; null where none are declared, and then there is no mean. */
  limits: { minimum: number; maximum: number } | null;
  /** As declared, nothing merged: what the positions in data.parquet stand for. Empty for numbers, dates and text. */
  categories: Category[];
  missingCodes: Category[];
  /**
   * How its values are cut into codes. Categories: exactly one. Numbers and dates: one for each declared banding,
   * the first is the default; where none is declared, one coding with the single code `~valid`, which never splits.
   * Text: none, it is not in the measured data at all.
   */
  codings: Coding[];
  /** Names of the variables that make it; absent where it was asked or brought in. */
  derivedFrom?: readonly string[];
  derived?: { version: number; definition: DerivedDefinition };
  /** A theme that people found in open answers: the version of the codebook they were coded with. */
  codebook?: number;
  /** Ordinals of the waves it was asked in, as declared or as questionnaires were put; absent: in every wave. */
  askedIn?: number[];
  /** Answers to another variable in the same wave after which it was not asked, as questionnaires were routed. */
  notAskedAfter?: NotAskedAfter[];
  /** Everybody has a value in every wave, and had in every snapshot that was asked: its first value is the first wave's. */
  withoutGaps?: true;
  /** Of a weight: its mean over the persons (of one by wave: over persons and waves), to three digits. */
  meanWeight?: number;
  /** Whether a measured value column exists beside the codes (INTEGER, NUMBER, DATE). */
  measured: boolean;
}

/** Whoever has one of these codes of `variable` in this wave, or none for one of these reasons, was not asked. */
export interface NotAskedAfter {
  /** Its name */
  variable: string;
  /** Ordinal */
  wave: number;
  codes: readonly string[];
  missing: readonly string[];
}

/**
 * The codes of one variable under one banding. Their positions are what the columns of the measured table hold:
 * valid codes first, then the kinds of missing. The number of entries is the c_j that scales the noise.
 */
export interface Coding {
  /** Name of the banding; null for categories and for `~valid`. */
  banding: string | null;
  /** For bands: the limits; empty for categories. */
  limits: number[];
  valid: Category[];
  /** EMPTY, then declared missing codes in order, then NOT_IN_WAVE (PERSON_WAVE only). */
  missing: ({ kind: string } & Labelled)[];
  /** Declared codes that were merged into `~other`, which then is the last of `valid`. */
  merged: string[];
}

export const DATA_FILE = "data.parquet";
export const MEASURE_FILE = "measure.duckdb";
export const MANIFEST_FILE = "manifest.json";

/** The only code of a coding that cannot split: the value is there. */
export const VALID_CODE = "~valid";
/** Rare codes together. */
export const OTHER_CODE = "~other";
export const EMPTY = "EMPTY";
export const NOT_IN_WAVE = "NOT_IN_WAVE";

/*
 * The data to take away, one row a person and wave in which the person was seen, sorted (data.parquet). A person who
 * was never seen has one row, without a wave.
 *
 *   person, wave  VARCHAR   pseudonym, code of the wave
 *   v3            categories: position among the declared categories, then EMPTY, then the declared missing codes
 *                 numbers and dates: DOUBLE (days since 1970-01-01), NULL where missing; text: VARCHAR
 *   m3            for numbers and dates: 0 EMPTY, 1 the first declared missing code ...; NULL where there is a value
 *
 * The measured table `person`, one row a person, the waves side by side (measure.duckdb):
 *
 *   codeColumn(variable, coding)            v3c0        PERSON level
 *   codeColumn(variable, coding, wave)      v3c0w5      PERSON_WAVE level, wave by its ordinal
 *   valueColumn(variable[, wave])           v3x, v3xw5  DOUBLE (DATE: days since 1970-01-01), NULL where missing
 *   seenColumn(wave)                        s5          UTINYINT 1: has a row in this wave, 0: has not
 *
 * Code columns are UTINYINT (USMALLINT above 255 codes), never NULL. A person without a row in wave w has
 * NOT_IN_WAVE there.
 *
 * The table `frame` holds what protection needs to know of each group that BACKGROUND variables make:
 *
 *   variables   VARCHAR      frameSet(...): the set of at most 3 BACKGROUND codings and the moment they are looked at
 *   codes       USMALLINT[]  a position for each, in the set's order
 *   persons     UINTEGER     exact, at the snapshot it was last published anew
 *   fp_first    UBIGINT      sum of record keys mod 2^64 at the first snapshot in which it had 10 persons
 *   fp_now      UBIGINT      the same, at the snapshot it was last published anew
 *   as_of       UINTEGER     the number of that snapshot
 *   fixed       BOOLEAN      fp_first will not move any more: it had 10 persons once
 *   gone        UINTEGER     how many were in it at as_of and are in the study no more
 *   lost        BOOLEAN      its figures of as_of cannot be made any more, and fewer than 10 persons changed: withheld
 *   blocked     BOOLEAN      the audit found it to differ from another by 1 to 9 persons: withheld
 *
 * A frame of 10 and more is published anew when at least 10 of its persons changed since as_of: came, left, changed in
 * anything but text. Until then it is frozen, and what is measured over `person` is corrected:
 *
 *   frozen_row     row, p, past, and the columns of `person`: persons who changed, as they are (past: false; the same as
 *                  the p-th row of `person`) and as they were (past: true), both in the present codings. Never of anybody
 *                  who is not in `person` any more.
 *   frozen_member  variables, codes, row: these rows were in the frame at as_of (past: add), or are in it now and were
 *                  not, or not so (not past: take off). Of lost frames too, though their figures are not shown.
 *   past_row       row, wave, and v and m columns as in data.parquet, no text: past rows as they came in, for the next
 *                  snapshot only
 *
 * The table `past_frame` holds the fp_first of frames that nobody is in now (key, fp_first); for the next snapshot only.
 *
 * The frame of everyone has variables "" and codes []. Only groups with at least one person have a row.
 */

export const codeColumn = (variable: number, coding: number, wave?: number): string =>
  `v${variable}c${coding}${wave === undefined ? "" : `w${wave}`}`;

export const valueColumn = (variable: number, wave?: number): string =>
  `v${variable}x${wave === undefined ? "" : `w${wave}`}`;

export const seenColumn = (wave: number): string => `s${wave}`;

/**
 * When the PERSON_WAVE variables of a frame are looked at; null where it has none. First and last: each variable's
 * first and last valid code; EMPTY where a person never had one.
 */
export type FrameMoment = number | "first" | "last" | null;

/** Name of a set of BACKGROUND codings: `3.0,7.0@5`. Members are [variable, coding], sorted by variable index. */
export const frameSet = (members: readonly (readonly [number, number])[], moment: FrameMoment): string =>
  members.map(([variable, coding]) => `${variable}.${coding}`).join(",") + (moment === null ? "" : `@${moment}`);
