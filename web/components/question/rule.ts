import { checkAnswer } from "../../../schema/answer.ts";
import type { CheckedAnswer } from "../../../schema/answer.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { isFilledIn } from "./ScaleControl.tsx";
import { dayIn } from "./written-day.ts";
import type { Question } from "./operations.ts";

/** What stands in a box of a NUMBER, as a number; with a comma or a point. Null where nothing does, NaN where it is none. */
const numberIn = (written: string): number | null =>
  written.trim() === "" ? null : Number(written.trim().replace(",", "."));

/** What stands in boxes, as the answer that it is. */
const READ: Partial<Record<Question["kind"], (written: string) => number | null>> = {
  NUMBER: numberIn,
  SCALE: numberIn,
  DATE: (written) => dayIn(written, false),
  MONTH: (written) => dayIn(written, true),
};

/** The server's own rule, asked before anything is sent. What is typed comes as it stands in the box. */
export function checkDraft(question: Question, draft: Json): CheckedAnswer {
  const read = READ[question.kind];
  return checkAnswer(question, typeof draft === "string" && read ? read(draft) : draft);
}

const TYPED: readonly Question["kind"][] = ["NUMBER", "TEXT", "DATE", "MONTH"];

export const isTyped = ({ kind, scale }: Question): boolean =>
  TYPED.includes(kind) || (scale !== null && isFilledIn(scale));
