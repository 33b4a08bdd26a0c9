import { Button, ButtonLink } from "../../../components/button/Button.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import type { Codebook } from "../../../lib/question/codebook.ts";
import type { Answer as Answered, RefusedAnswer } from "../../../lib/question/operations.ts";
import type { AskableQuestion, Question } from "../../../lib/question/question.ts";
import styles from "./answer.module.css";
import { en } from "../en.ts";
import { fixesFor } from "./fixes.ts";
import { nl } from "../nl.ts";
import { Released } from "./Released.tsx";

interface AnswerProps {
  answer: Answered;
  question: AskableQuestion;
  codebook: Codebook;
  onAsk(question: Question): void;
}

export function Answer({ answer, question, codebook, onAsk }: AnswerProps) {
  if (answer.__typename === "Refusal") return <Refused refusal={answer} question={question} onAsk={onAsk} />;
  return <Released result={answer} question={question} codebook={codebook} />;
}

/** The polite no: why, and what would work; a change that can be made here is one press. */
function Refused({
  refusal,
  question,
  onAsk,
}: {
  refusal: RefusedAnswer;
  question: Question;
  onAsk(q: Question): void;
}) {
  const words = useWords({ nl, en });
  if (refusal.code === "NOT_PERMITTED")
    return (
      <Notice kind="INFO" title={words.signInTitle}>
        <p>{words.signIn}</p>
        <ButtonLink weight="PRIMARY" to="/sign-in">
          {words.toSignIn}
        </ButtonLink>
      </Notice>
    );
  const fixes = fixesFor(refusal.code, question);
  return (
    <Notice kind="INFO" title={words.refusedTitle}>
      <p>{refusal.message}</p>
      {refusal.advice.length > 0 && (
        <>
          <p className={styles.adviceTitle}>{words.refusedAdvice}</p>
          <ul className={styles.advice}>
            {refusal.advice.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {fixes.length > 0 && (
        <div className={styles.fixes} role="group" aria-label={words.tryThis}>
          {fixes.map(({ id, question: fixed }) => (
            <Button key={id} onClick={() => onAsk(fixed)}>
              {words.fixes[id]}
            </Button>
          ))}
        </div>
      )}
      <p className={styles.small}>
        {words.rule} <span lang="en">{refusal.rule}</span>
      </p>
    </Notice>
  );
}
