import type { ValueType } from "../logic/value-type.ts";
import type { Missing } from "../missing.ts";
import type { Question } from "../survey.ts";
import type { Text } from "../text.ts";

/** A code, a list of codes, a number or a text, as the question asks; or, where it offers that, why there is none. */
export type AnswerValue = string | number | string[] | Missing;

/** What of a question decides on what it takes. */
export type AskedQuestion = Pick<
  Question,
  "kind" | "options" | "required" | "scale" | "number" | "days" | "maxLength" | "dontKnow" | "ratherNotSay"
>;

export type AnswerProblemCode = "ANSWER_WRONG_KIND" | "ANSWER_OUT_OF_RANGE" | "ANSWER_TOO_LONG" | "ANSWER_REFUSED";

/** What is kept (null: nothing, the answer is taken back), or why it cannot be. */
export type CheckedAnswer =
  { ok: true; value: AnswerValue | null } | { ok: false; code: AnswerProblemCode; text: Text };

/** What a question consists of besides its words. */
export const QUESTION_PARTS = [
  "options",
  "scale",
  "number",
  "days",
  "maxLength",
  "short",
  "bandings",
  "calculation",
] as const;
export type QuestionPart = (typeof QUESTION_PARTS)[number];

/** What a kind of question is to builder, phone and server. One file a kind; what it becomes in the data is in the API. */
export interface Kind {
  /** What it may have; everything else must be left out. */
  parts: readonly QuestionPart[];
  needs: readonly QuestionPart[];
  /** How many options there are at least, where there are any. */
  leastOptions: number;
  /** Nobody is asked anything: it cannot be required, constrained or left unanswered on purpose. */
  silent?: true;
  /** An option can be one that is chosen alone, such as "none of these". */
  mayExclude?: true;
  /** What it takes, other than nothing and a reason why there is nothing. */
  check(question: AskedQuestion, value: unknown): CheckedAnswer;
  /** What its answer is in an expression. */
  type(question: Pick<Question, "options" | "number">): ValueType;
}

export const refused = (code: AnswerProblemCode, nl: string, en: string): CheckedAnswer => ({
  ok: false,
  code,
  text: { nl, en },
});

export const kept = (value: AnswerValue | null): CheckedAnswer => ({ ok: true, value });

export const codesIn = ({ options }: Pick<Question, "options">): string[] => options.map(({ code }) => code);
