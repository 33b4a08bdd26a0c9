import { offeredIn } from "../../../schema/answer.ts";
import { isMissing, MISSING_LABELS } from "../../../schema/missing.ts";
import { ChoiceGroup } from "../form/Choices.tsx";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Question } from "./operations.ts";

interface InsteadOfAnswerProps {
  question: Question;
  draft: Json;
  onChoose: (value: Json) => void;
}

/** What can be said instead of an answer; it takes the answer's place, and an answer takes its place. */
export function InsteadOfAnswer({ question, draft, onChoose }: InsteadOfAnswerProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const offered = offeredIn(question);
  if (offered.length === 0) return null;
  return (
    <ChoiceGroup
      kind="checkbox"
      legend={words.insteadOfAnswer}
      choices={offered.map((kind) => ({ value: kind, label: say(MISSING_LABELS[kind]) }))}
      chosen={isMissing(draft) ? [draft.missing] : []}
      control={{
        name: `${question.id} instead`,
        onChange: ({ target }) => onChoose(target.checked ? { missing: target.value } : null),
      }}
    />
  );
}
