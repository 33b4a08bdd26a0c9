import { useState } from "react";
import type { CombinedError } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import type { JudgedStudy } from "./operations.ts";
import styles from "./snapshots.module.css";

interface StewardChoiceProps<Choice extends string> {
  study: JudgedStudy;
  name: string;
  title: string;
  help: string;
  choices: readonly Choice[];
  wordsOf: Readonly<Record<Choice, string>>;
  current: Choice;
  fetching: boolean;
  error: CombinedError | undefined;
  answered: { __typename: "Study" } | { __typename: "Problem"; message: string } | undefined;
  /** Whether it arrived. */
  onChoose: (choice: Choice) => Promise<boolean>;
}

/** One of several, kept as soon as it is chosen; stewards choose, everybody else reads. */
export function StewardChoice<Choice extends string>(props: StewardChoiceProps<Choice>) {
  const { study, name, title, help, choices, wordsOf, current, fetching, error, answered, onChoose } = props;
  // What was chosen stands while it is on its way, and falls back where it does not arrive.
  const [chosen, setChosen] = useState<Choice | null>(null);
  const choose = async (choice: Choice) => {
    setChosen(choice);
    if (!(await onChoose(choice))) setChosen(null);
  };
  return (
    <>
      {study.canJudgeSnapshots ? (
        <fieldset className={styles.rhythm}>
          <legend>{title}</legend>
          {choices.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name={name}
                value={choice}
                checked={(chosen ?? current) === choice}
                disabled={fetching}
                onChange={() => void choose(choice)}
              />
              {wordsOf[choice]}
            </label>
          ))}
        </fieldset>
      ) : (
        <p>
          {title} {wordsOf[current]}.
        </p>
      )}
      <p className={styles.quiet}>{help}</p>
      {error && <FailureNotice error={error} />}
      {answered?.__typename === "Problem" && (
        <Notice kind="WRONG">
          <p>{answered.message}</p>
        </Notice>
      )}
    </>
  );
}
