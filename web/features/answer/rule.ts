import { checkAnswer } from "../../../schema/answer.ts";
import type { CheckedAnswer } from "../../../schema/answer.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import type { Question } from "./operations.ts";

/** What stands in a box of a NUMBER, as a number; with a comma or a point. NaN where it is none. */
const numberIn = (written: string): number => (written.trim() === "" ? NaN : Number(written.trim().replace(",", ".")));

/** The server's own rule, asked before anything is sent. What is typed comes as it stands in the box. */
export function checkDraft(question: Question, draft: Json): CheckedAnswer {
  const typed = typeof draft === "string" && (question.kind === "NUMBER" || question.kind === "SCALE");
  const value = typed ? (draft.trim() === "" ? null : numberIn(draft)) : draft;
  return checkAnswer(question, value);
}

/** Above this many steps a scale is a number to fill in: nobody can aim at one of forty dots. */
const STEPS_TO_CHOOSE_FROM = 11;

export const isTyped = (question: Question): boolean =>
  question.kind === "NUMBER" ||
  question.kind === "TEXT" ||
  (question.scale !== null && question.scale.maximum - question.scale.minimum >= STEPS_TO_CHOOSE_FROM);
