import type { QuestionnaireFormat } from "../../../../../schema/questionnaire.ts";
import type { Remark } from "./remarks.ts";

/** A questionnaire as a file says it, in no format's own words: what every reader gives and the draft is made from. */

export type { QuestionnaireFormat } from "../../../../../schema/questionnaire.ts";

/** A file that was sent, under the name that it had. */
export interface SentFile {
  name: string;
  bytes: Uint8Array;
}

/** Words by language, named as the file names it; "" where the file names none, "nl" and "en" for our own. */
export type Words = Record<string, string>;

/** Where something stands in the file: sheet, column, and row as people count, the first being 1. */
export interface Place {
  sheet: string | null;
  row: number | null;
  column: string | null;
  name: string | null;
}

export const ASKS = [
  "SINGLE",
  "MULTIPLE",
  "RANKING",
  "SCALE",
  "WHOLE_NUMBER",
  "NUMBER",
  "SHORT_TEXT",
  "LONG_TEXT",
  "DATE",
  "MONTH",
  "TIME",
  "MOMENT",
  /** Says something and asks nothing. */
  "STATEMENT",
  "CALCULATION",
  /** A photo, a sound, a signature, a document. */
  "UPLOAD",
  "LOCATION",
  "BARCODE",
  /** Kept by the program itself while somebody fills in: times, device, number of the record. */
  "FILLING_IN",
  "UNKNOWN",
] as const;
export type Asks = (typeof ASKS)[number];

export interface ReadChoice {
  code: string;
  label: Words;
  /** Chosen alone: "none of these" */
  excludes: boolean;
}

/** One of several things that the same is asked of: a line of a matrix. */
export interface ReadLine {
  code: string;
  label: Words;
  /** Where a line has other ones than the question */
  choices?: ReadChoice[];
}

/** Expressions as the file has them, in its own language; null where there is none. */
export interface ReadLogic {
  relevant: string | null;
  constraint: string | null;
  calculation: string | null;
  choiceFilter: string | null;
  requiredWhen: string | null;
}

export interface ReadQuestion extends ReadLogic {
  is: "QUESTION";
  at: Place;
  name: string;
  /** As the file calls it: select_one, L, radio */
  type: string;
  asks: Asks;
  text: Words;
  /** What the question is one of, and stands above it */
  stem: Words;
  help: Words;
  required: boolean;
  constraintMessage: Words;
  choices: ReadChoice[];
  /** Name of the list that the choices come from, where it has one */
  list: string | null;
  lines: ReadLine[];
  /** "Other, namely": one more choice, with room to write */
  other: boolean;
  /** Room to write beside what is chosen */
  comment: boolean;
  minimum: number | null;
  maximum: number | null;
  low: Words;
  high: Words;
  unit: Words;
  maxLength: number | null;
  /** There, and never shown to who answers */
  hidden: boolean;
  /** The file itself says that the answer tells who somebody is. */
  identifies: boolean;
  /** What an earlier questionnaire of ours wrote down beside it, by the name of the part. */
  own: Record<string, string>;
}

export interface ReadGroup {
  is: "GROUP";
  at: Place;
  name: string | null;
  text: Words;
  help: Words;
  relevant: string | null;
  repeats: boolean;
  items: ReadItem[];
}

export type ReadItem = ReadQuestion | ReadGroup;

export interface ReadQuestionnaire {
  format: QuestionnaireFormat;
  title: Words;
  consent: Words;
  /** As the file names them, its own first; [""] where it names none */
  languages: string[];
  items: ReadItem[];
  /** One that was taken away from here: its texts are as we write them. */
  ours: boolean;
  /** What the reader itself could not keep. */
  remarks: Remark[];
}

export const NO_LOGIC: ReadLogic = {
  relevant: null,
  constraint: null,
  calculation: null,
  choiceFilter: null,
  requiredWhen: null,
};

/** A question that only has what is given. */
export function readQuestion(
  given: Pick<ReadQuestion, "at" | "name" | "type" | "asks"> & Partial<ReadQuestion>,
): ReadQuestion {
  return {
    is: "QUESTION",
    text: {},
    stem: {},
    help: {},
    required: false,
    constraintMessage: {},
    choices: [],
    list: null,
    lines: [],
    other: false,
    comment: false,
    minimum: null,
    maximum: null,
    low: {},
    high: {},
    unit: {},
    maxLength: null,
    hidden: false,
    identifies: false,
    own: {},
    ...NO_LOGIC,
    ...given,
  };
}

/** Every question, groups opened up. */
export const questionsOf = (items: readonly ReadItem[]): ReadQuestion[] =>
  items.flatMap((item) => (item.is === "QUESTION" ? [item] : questionsOf(item.items)));

export const groupsOf = (items: readonly ReadItem[]): ReadGroup[] =>
  items.flatMap((item) => (item.is === "GROUP" ? [item, ...groupsOf(item.items)] : []));
