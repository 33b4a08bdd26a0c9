import { type AnswerValue, type AskedQuestion, type CheckedAnswer, kept, refused } from "./kinds/kind.ts";
import { KINDS } from "./kinds/kinds.ts";
import { isMissing, type Missing, type MissingKind } from "./missing.ts";

export type { AnswerProblemCode, AnswerValue, AskedQuestion, CheckedAnswer } from "./kinds/kind.ts";

/** What stands for a question in what was sent: an answer, what was computed, or why there is neither. */
export type SentValue = AnswerValue | boolean | Missing;

/** What somebody may say instead of an answer, where the question offers it. */
export const offeredIn = ({
  dontKnow,
  ratherNotSay,
}: Pick<AskedQuestion, "dontKnow" | "ratherNotSay">): MissingKind[] => [
  ...(dontKnow ? (["DONT_KNOW"] as const) : []),
  ...(ratherNotSay ? (["RATHER_NOT_SAY"] as const) : []),
];

/** The one rule for what a question takes: the phone asks it before sending, the server before keeping. */
export function checkAnswer(question: AskedQuestion, value: unknown): CheckedAnswer {
  if (value === null || value === undefined) return kept(null);
  if (isMissing(value))
    return offeredIn(question).includes(value.missing)
      ? kept({ missing: value.missing })
      : refused("ANSWER_OUT_OF_RANGE", "Dit kan bij deze vraag niet.", "This question does not offer that.");
  return KINDS[question.kind].check(question, value);
}
