import type { RefusedAnswer } from "../../../lib/question/operations.ts";
import type { Question } from "../../../lib/question/question.ts";
import { splitsByWave } from "../../../lib/question/question.ts";

export type FixId =
  | "DROP_WHERE"
  | "DROP_LAST_SPLIT"
  | "DROP_SPLITS"
  | "SPLIT_STUDY"
  | "SPLIT_WAVE"
  | "ALL_WAVES"
  | "UNWEIGHTED"
  | "FIRST_STUDY";

export interface Fix {
  id: FixId;
  question: Question;
}

/** Which changes may help against which refusal. */
const HELPS: Partial<Record<RefusedAnswer["code"], readonly FixId[]>> = {
  TOO_FEW_PERSONS: ["DROP_WHERE", "ALL_WAVES"],
  TOO_MANY_VARIABLES: ["DROP_LAST_SPLIT", "DROP_WHERE"],
  TOO_MANY_CELLS: ["DROP_LAST_SPLIT", "DROP_SPLITS"],
  NOT_PROTECTABLE: ["UNWEIGHTED", "DROP_WHERE", "DROP_LAST_SPLIT"],
  NOT_COMPARABLE: ["SPLIT_STUDY", "FIRST_STUDY"],
  INVALID_QUERY: ["SPLIT_STUDY", "SPLIT_WAVE", "UNWEIGHTED", "ALL_WAVES"],
  UNFIT_VARIABLE: ["UNWEIGHTED"],
  UNKNOWN_WAVE: ["ALL_WAVES"],
};

/** The changes that can be made to this question at a press; each asks the changed question. */
export function fixesFor(code: RefusedAnswer["code"], question: Question): Fix[] {
  return (HELPS[code] ?? []).flatMap((id) => {
    const fixed = changed(id, question);
    return fixed ? [{ id, question: fixed }] : [];
  });
}

/** The question after the change; null where there is nothing to change. */
function changed(id: FixId, question: Question): Question | null {
  const by = question.by ?? [];
  const { measure } = question;
  const needsWave = measure !== undefined && ("retention" in measure || "survival" in measure);
  const byStudy = by.some((dimension) => "study" in dimension);
  switch (id) {
    case "DROP_WHERE":
      return question.where ? { ...question, where: undefined } : null;
    case "ALL_WAVES":
      return question.waves ? { ...question, waves: undefined } : null;
    case "UNWEIGHTED":
      return question.weighted ? { ...question, weighted: undefined } : null;
    case "DROP_LAST_SPLIT": {
      const last = by.findLastIndex((dimension) => "variable" in dimension);
      return last >= 0 ? { ...question, by: by.toSpliced(last, 1) } : null;
    }
    case "DROP_SPLITS": {
      const kept = needsWave ? by.filter((dimension) => "wave" in dimension) : [];
      return by.length > kept.length ? { ...question, by: kept } : null;
    }
    case "SPLIT_STUDY":
      return question.studies.length > 1 && !byStudy ? { ...question, by: [{ study: true }, ...by] } : null;
    case "SPLIT_WAVE":
      return needsWave && !splitsByWave(question) ? { ...question, by: [{ wave: true }, ...by] } : null;
    case "FIRST_STUDY":
      return question.studies.length > 1
        ? {
            ...question,
            studies: question.studies.slice(0, 1),
            by: by.filter((dimension) => !("study" in dimension)),
          }
        : null;
  }
}
