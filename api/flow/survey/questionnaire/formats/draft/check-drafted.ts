import { type Question, type QuestionDraft, questionSchema } from "../../../../../../schema/survey.ts";
import { remarkAt, type Remark } from "../remarks.ts";
import type { Drafted } from "./drafted.ts";

/** The question as it would be kept; what this house refuses is said and left out, never guessed at. */
export function checkDrafted(
  draft: QuestionDraft,
  { at, type }: Pick<Drafted, "at" | "type">,
  remarks: Remark[],
): Question | null {
  const checked = questionSchema.safeParse(draft);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  remarks.push(remarkAt("refused_here", at, issue === undefined ? null : issue.path.join(" › "), type));
  return null;
}
