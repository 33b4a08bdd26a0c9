import { useWords } from "../../lib/language/language.tsx";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { LogicFields } from "./LogicFields.tsx";
import { nl } from "./nl.ts";

interface BranchFieldsProps {
  question: DraftQuestion;
  /** The questions before it, which are all that it can look at. */
  before: readonly DraftQuestion[];
  problem: string | null;
  onChange(relevance: string | null): void;
}

/** When the question is asked. */
export function BranchFields({ question, before, problem, onChange }: BranchFieldsProps) {
  const words = useWords({ nl, en });
  const subjects = before.filter(({ kind }) => kind !== "STATEMENT");
  return (
    <LogicFields
      legend={words.when}
      formula={question.relevance}
      none={subjects.length > 0 ? words.always : words.nothingBefore}
      takeAway={words.whenAlways}
      {...{ subjects, problem, onChange }}
    />
  );
}
