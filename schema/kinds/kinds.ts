import { date, month } from "./days.ts";
import type { Kind } from "./kind.ts";
import { multiple } from "./multiple.ts";
import { number, scale } from "./numbers.ts";
import { ranking } from "./ranking.ts";
import { calculation, statement } from "./silent.ts";
import { single } from "./single.ts";
import { text } from "./text.ts";

export const QUESTION_KINDS = [
  "SINGLE",
  "MULTIPLE",
  "RANKING",
  "SCALE",
  "NUMBER",
  "DATE",
  "MONTH",
  "TEXT",
  "STATEMENT",
  "CALCULATION",
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const KINDS: Record<QuestionKind, Kind> = {
  SINGLE: single,
  MULTIPLE: multiple,
  RANKING: ranking,
  SCALE: scale,
  NUMBER: number,
  DATE: date,
  MONTH: month,
  TEXT: text,
  STATEMENT: statement,
  CALCULATION: calculation,
};
