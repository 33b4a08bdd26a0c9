import { useEffect, useId, useState } from "react";
import { useQuery } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import type { Codebook } from "../../lib/question/codebook.ts";
import { openPoints } from "../../lib/question/open-points.ts";
import { AskResult } from "../../lib/question/operations.ts";
import { resultQuery } from "../../lib/question/print.ts";
import type { AskableQuestion, Question } from "../../lib/question/question.ts";
import { EMPTY_QUESTION, isAskable, questionToText } from "../../lib/question/question.ts";
import { questionSentence } from "../../lib/question/sentence.ts";
import { useCodebook } from "../../lib/question/useCodebook.ts";
import { Answer } from "./answer/Answer.tsx";
import styles from "./ask.module.css";
import { BudgetLine } from "./BudgetLine.tsx";
import { CopyQuestion } from "./answer/CopyQuestion.tsx";
import { en } from "./en.ts";
import { MeasureStep } from "./MeasureStep.tsx";
import { nl } from "./nl.ts";
import { SplitStep } from "./SplitStep.tsx";
import { StudiesStep } from "./StudiesStep.tsx";
import { useQuestion } from "./useQuestion.ts";
import { WavesStep } from "./WavesStep.tsx";
import { WhoStep } from "./WhoStep.tsx";

/** A question made with choices only, and its answer. */
export default function AskPage() {
  const words = useWords({ nl, en });
  const { question, unreadable, asked, change, ask, reset, undo } = useQuestion();
  const { read, error, again } = useCodebook(question.studies);
  return (
    <>
      {read?.synthetic && <SyntheticBar />}
      <PageHeading steady>{words.title}</PageHeading>
      <p className={styles.intro}>{words.intro}</p>
      {unreadable && (
        <Notice kind="WRONG">
          <p>{words.unreadable}</p>
        </Notice>
      )}
      {error && <FailureNotice error={error} onRetry={again} />}
      {read && read.unknown.length > 0 && (
        <Notice kind="WRONG">
          <p>{words.unknownStudies(read.unknown.join(", "))}</p>
        </Notice>
      )}
      <StudiesStep question={question} onChange={change} />
      {!read && !error && <Waiting />}
      {read && (
        <>
          {read.codebook.studies.length > 0 && (
            <>
              <MeasureStep question={question} codebook={read.codebook} onChange={change} />
              <SplitStep question={question} codebook={read.codebook} onChange={change} />
              <WhoStep question={question} codebook={read.codebook} onChange={change} />
              <WavesStep question={question} codebook={read.codebook} onChange={change} />
            </>
          )}
          <AskBar
            question={question}
            codebook={read.codebook}
            asked={asked}
            onAsk={ask}
            onReset={questionToText(question) === questionToText(EMPTY_QUESTION) ? null : reset}
            onUndo={undo}
          />
          <AnswerPlace question={question} codebook={read.codebook} asked={asked} onAsk={ask} />
        </>
      )}
    </>
  );
}

interface AskBarProps {
  question: Question;
  codebook: Codebook;
  /** The address asks for the answer already. */
  asked: boolean;
  onAsk(question: Question): void;
  onReset: (() => void) | null;
  onUndo: (() => void) | null;
}

/** The whole question as a sentence, what is still open, and the way on. */
function AskBar({ question, codebook, asked, onAsk, onReset, onUndo }: AskBarProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [pressed, setPressed] = useState(false);
  const titleId = useId();
  const open = openPoints(question, codebook);
  const press = () => {
    setPressed(true);
    if (open.length === 0) onAsk(question);
  };
  return (
    <section className={styles.bar} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.stepTitle}>
        {words.yourQuestion}
      </h2>
      <p className={styles.sentence} aria-live="polite">
        {questionSentence(question, codebook, locale)}
      </p>
      {!asked && <BudgetLine question={question} codebook={codebook} />}
      {(pressed || asked) && open.length > 0 && (
        <Notice kind="WRONG" title={words.stillOpen}>
          <ul className={styles.open}>
            {open.map((point) => (
              <li key={point}>{words.open[point]}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className={styles.actions}>
        <Button weight="PRIMARY" onClick={press}>
          {words.ask}
        </Button>
        {onUndo && (
          <Button weight="QUIET" onClick={onUndo}>
            {words.undo}
          </Button>
        )}
        {onReset && (
          <Button weight="QUIET" onClick={onReset}>
            {words.reset}
          </Button>
        )}
      </div>
    </section>
  );
}

interface AnswerPlaceProps {
  question: Question;
  codebook: Codebook;
  asked: boolean;
  onAsk(question: Question): void;
}

/** The answer to what was asked last; it stays in sight while the question is changed. */
function AnswerPlace({ question, codebook, asked, onAsk }: AnswerPlaceProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [last, setLast] = useState<AskableQuestion | null>(null);
  const now = questionToText(question);
  const ready = asked && isAskable(question) && openPoints(question, codebook).length === 0;
  if (ready && (last === null || questionToText(last) !== now)) setLast(question);
  const [{ data, error, fetching }, again] = useQuery({
    query: AskResult,
    variables: { query: resultQuery(last ?? { ...EMPTY_QUESTION, measure: { count: true } }) },
    pause: last === null,
  });
  const heading = useAnswerFocus(ready && !fetching && data !== undefined ? now : null);
  if (!last) return null;
  const earlier = questionToText(last) !== now;
  return (
    <section className={styles.answer} aria-labelledby="answer">
      <h2 id="answer" ref={heading} tabIndex={-1}>
        {words.answerTitle}
      </h2>
      {earlier && (
        <Notice kind="INFO">
          <p>{words.changed}</p>
          <p className={styles.small}>
            {words.earlier} {questionSentence(last, codebook, locale)}
          </p>
        </Notice>
      )}
      {fetching && (
        <p role="status" className={styles.small}>
          {words.answering}
        </p>
      )}
      {error && !fetching && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {data && !fetching && <Answer answer={data.result} question={last} codebook={codebook} onAsk={onAsk} />}
      {data && !fetching && <BudgetLine key={now} question={last} codebook={codebook} />}
      <CopyQuestion question={last} />
    </section>
  );
}

/** Brings keyboard, screen reader and eye to an answer that was just asked for; once for each. */
function useAnswerFocus(arrived: string | null): (heading: HTMLHeadingElement | null) => void {
  const [heading, setHeading] = useState<HTMLHeadingElement | null>(null);
  useEffect(() => {
    if (arrived === null || !heading) return;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  }, [arrived, heading]);
  return setHeading;
}
