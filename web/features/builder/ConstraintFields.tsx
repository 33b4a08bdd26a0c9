import { useWords } from "../../lib/language/language.tsx";
import { relationsFor, SELF } from "./branch.ts";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { LogicFields } from "./LogicFields.tsx";
import { nl } from "./nl.ts";
import { WrittenFields } from "./WrittenFields.tsx";

interface ConstraintFieldsProps {
  question: DraftQuestion;
  before: readonly DraftQuestion[];
  problem: string | null;
  onChange(constraint: DraftQuestion["constraint"], part: string): void;
}

/** What an answer is told that may not stand, until somebody writes better words. */
const MESSAGE = {
  nl: "Dit antwoord past niet bij de vraag. Kijk het nog eens na.",
  en: "This answer does not fit the question. Please look at it again.",
};

/** What an answer has to keep to, and what is said where it does not. */
export function ConstraintFields({ question, before, problem, onChange }: ConstraintFieldsProps) {
  const words = useWords({ nl, en });
  const { constraint } = question;
  const itself = { ...question, variable: SELF };
  const subjects = [
    ...(relationsFor(itself).length > 0 ? [itself] : []),
    ...before.filter(({ kind }) => kind !== "STATEMENT"),
  ];
  return (
    <LogicFields
      legend={words.constraint}
      formula={constraint?.holds ?? null}
      none={words.noConstraint}
      takeAway={words.constraintAway}
      ofAnswer
      {...{ subjects, problem }}
      onChange={(holds) =>
        onChange(holds === null ? null : { holds, message: constraint?.message ?? MESSAGE }, "constraint")
      }
    >
      {constraint && (
        <WrittenFields
          label={words.constraintMessage}
          value={constraint.message}
          onChange={(message) => onChange({ ...constraint, message }, "message")}
        />
      )}
    </LogicFields>
  );
}
