import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { Link, useNavigate } from "react-router";
import { Button } from "../../components/button/Button.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Question } from "./operations.ts";
import { QuestionControl } from "./QuestionControl.tsx";
import { isTyped } from "./rule.ts";
import { SavedWords } from "./SavedWords.tsx";
import { StepBar } from "./StepBar.tsx";
import { useDraft } from "./useDraft.ts";
import type { Respondence } from "./useRespondent.ts";

interface QuestionScreenProps {
  question: Question;
  /** From 1. */
  at: number;
  total: number;
  respondence: Respondence;
  /** Somebody came back and goes on here. */
  returned: boolean;
}

/** One question; its words are the page's heading. */
export function QuestionScreen({ question, at, total, respondence, returned }: QuestionScreenProps) {
  const words = useWords({ nl, en });
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const headingId = useId();
  const saved = respondence.answers.get(question.id) ?? null;
  const draft = useDraft(question, saved, (value) => respondence.answer(question.id, value));
  const [error, setError] = useState<string | null>(null);

  const { saving } = respondence;
  const refused = saving.kind === "REFUSED" && saving.question === question.id ? saving.message : null;

  const toNext = (event: FormEvent) => {
    event.preventDefault();
    const wrong = draft.wrong ?? (question.required && draft.empty ? words.answerNeeded : null);
    setError(wrong);
    if (wrong) {
      form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
      return;
    }
    draft.keepNow();
    void navigate(at === total ? "/v/check" : `/v/${at + 1}`);
  };

  const next = draft.empty && !question.required ? words.skip : at === total ? words.toCheck : words.next;
  return (
    <form ref={form} className={styles.screen} noValidate onSubmit={toNext} onBlur={draft.keepNow}>
      <div className={styles.stack}>
        {returned && <p className={styles.returned}>{words.welcomeBack(at)}</p>}
        <p className={styles.whereAmI}>
          <span>{words.progress(at, total)}</span>
          <Link to="/v/about">{words.about}</Link>
        </p>
        <QuestionControl
          {...{ question, headingId }}
          draft={draft.draft}
          error={error ?? refused}
          onChoose={(value) => {
            setError(null);
            draft.choose(value);
          }}
          onType={(written) => {
            setError(null);
            draft.type(written);
          }}
        />
        {!isTyped(question) && question.kind !== "MULTIPLE" && !question.required && !draft.empty && (
          <p>
            <Button
              weight="QUIET"
              onClick={() => {
                draft.choose(null);
                // The button is about to go, and the focus must not go with it.
                document.getElementById(headingId)?.focus();
              }}
            >
              {words.takeBack}
            </Button>
          </p>
        )}
      </div>
      <StepBar
        back={at > 1 ? `/v/${at - 1}` : null}
        next={next}
        above={<SavedWords {...{ respondence }} question={question.id} answered={saved !== null} />}
      />
    </form>
  );
}
