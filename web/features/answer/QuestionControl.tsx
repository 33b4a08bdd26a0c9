import type { ComponentType } from "react";
import { isMissing } from "../../../schema/missing.ts";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { useSay, useWords, Words } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { ChoiceControl } from "./kinds/ChoiceControl.tsx";
import type { ControlProps } from "./kinds/control.ts";
import { DayControl } from "./kinds/DayControl.tsx";
import { InsteadOfAnswer } from "./kinds/InsteadOfAnswer.tsx";
import { NumberControl } from "./kinds/NumberControl.tsx";
import { RankingControl } from "./kinds/RankingControl.tsx";
import { ScaleControl } from "./kinds/ScaleControl.tsx";
import { StatementControl } from "./kinds/StatementControl.tsx";
import { TextControl } from "./kinds/TextControl.tsx";
import { nl } from "./nl.ts";
import type { Question } from "./operations.ts";

export type QuestionControlProps = Omit<ControlProps, "heading" | "help">;

/** What each kind is answered by; nobody is asked a calculation. */
const CONTROLS: Record<Question["kind"], ComponentType<ControlProps>> = {
  SINGLE: ChoiceControl,
  MULTIPLE: ChoiceControl,
  RANKING: RankingControl,
  SCALE: ScaleControl,
  NUMBER: NumberControl,
  DATE: DayControl,
  MONTH: DayControl,
  TEXT: TextControl,
  STATEMENT: StatementControl,
  CALCULATION: StatementControl,
};

/** A question's words with what it is answered by. */
export function QuestionControl(props: QuestionControlProps) {
  const { question, headingId, draft, onChoose } = props;
  const words = useWords({ nl, en });
  const say = useSay();
  const Control = CONTROLS[question.kind];
  const { stem } = question;
  const heading = (
    <PageHeading id={headingId} title={say(question.text)}>
      {stem && (
        <span className={styles.stem}>
          <Words of={stem} />{" "}
        </span>
      )}
      <Words of={question.text} />
    </PageHeading>
  );
  const help = (
    <>
      {question.help && <Words of={question.help} />}
      {question.kind === "MULTIPLE" && ` ${words.several}`}
      {question.kind === "RANKING" && ` ${words.inOrder}`}
      {!question.required && question.kind !== "STATEMENT" && ` ${words.optional}`}
    </>
  );
  return (
    <>
      <Control {...props} heading={heading} help={help} draft={isMissing(draft) ? null : draft} />
      <InsteadOfAnswer question={question} draft={draft} onChoose={onChoose} />
    </>
  );
}
