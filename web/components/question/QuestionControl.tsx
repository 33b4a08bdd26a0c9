import { lazy, Suspense } from "react";
import type { ComponentType, ReactNode } from "react";
import { isMissing } from "../../../schema/missing.ts";
import { useSay, useWords, Words } from "../../lib/language/language.tsx";
import styles from "./question.module.css";
import { en } from "./en.ts";
import { ChoiceControl } from "./ChoiceControl.tsx";
import type { ControlProps } from "./control.ts";
import { InsteadOfAnswer } from "./InsteadOfAnswer.tsx";
import { NumberControl } from "./NumberControl.tsx";
import { ScaleControl } from "./ScaleControl.tsx";
import { StatementControl } from "./StatementControl.tsx";
import { TextControl } from "./TextControl.tsx";
import { nl } from "./nl.ts";
import type { Question } from "./operations.ts";

// Seldom the first question; they stand in the file that a phone fetches with the first answer.
const DayControl = lazy(() => import("./DayControl.tsx"));
const RankingControl = lazy(() => import("./RankingControl.tsx"));

interface HeadingProps {
  id: string;
  /** The words as plain text */
  title: string;
  children: ReactNode;
}

export interface QuestionControlProps extends Omit<ControlProps, "heading" | "help"> {
  /** What the words stand in: the heading of a page, or of a part of one. */
  Heading: ComponentType<HeadingProps>;
}

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
  const { question, headingId, draft, onChoose, Heading } = props;
  const words = useWords({ nl, en });
  const say = useSay();
  const Control = CONTROLS[question.kind];
  const { stem } = question;
  const heading = (
    <Heading id={headingId} title={say(question.text)}>
      {stem && (
        <span className={styles.stem}>
          <Words of={stem} />{" "}
        </span>
      )}
      <Words of={question.text} />
    </Heading>
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
    <Suspense>
      <Control {...props} heading={heading} help={help} draft={isMissing(draft) ? null : draft} />
      <InsteadOfAnswer question={question} draft={draft} onChoose={onChoose} />
    </Suspense>
  );
}
