import { lazy, Suspense, useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { go, Link } from "../../lib/address/address.tsx";
import { Button } from "../../components/button/Button.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { QuestionControl } from "../../components/question/QuestionControl.tsx";
import { isTyped } from "../../components/question/rule.ts";
import { wayOf } from "../../components/question/way.ts";
import type { Step, Way } from "../../components/question/way.ts";
import { pathAfter, pathBefore, progressIn } from "./course.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Respondent } from "./operations.ts";
import { SavedWords } from "./SavedWords.tsx";
import { StepBar } from "./StepBar.tsx";
import { useDraft } from "./useDraft.ts";
import type { Respondence } from "./useRespondent.ts";

// Few questions weigh so much.
const HelpNumbers = lazy(() => import("./later/HelpNumbers.tsx"));

interface QuestionScreenProps {
  step: Step;
  way: Way;
  respondent: Respondent;
  respondence: Respondence;
  /** Somebody came back and goes on here. */
  returned: boolean;
}

/** One question; its words are the page's heading. */
export function QuestionScreen({ step, way, respondent, respondence, returned }: QuestionScreenProps) {
  const { question, place } = step;
  const words = useWords({ nl, en });
  const form = useRef<HTMLFormElement>(null);
  const headingId = useId();
  const saved = respondence.answers.get(question.id) ?? null;
  const wayWith = (value: Json) => wayOf(respondent, new Map(respondence.answers).set(question.id, value));
  const draft = useDraft(
    question,
    saved,
    (value) => respondence.answer(question.id, value),
    (value) => wayWith(value).steps.find((each) => each.place === place)?.refused ?? null,
  );
  const onward = pathAfter(wayWith(draft.value), place);
  const [error, setError] = useState<string | null>(null);

  const { saving } = respondence;
  const refused = saving.kind === "REFUSED" && saving.question === question.id ? saving.message : null;

  const toNext = (event: FormEvent) => {
    event.preventDefault();
    const wrong = draft.wrong ?? (question.required && draft.empty ? words.answerNeeded : null);
    setError(wrong);
    if (wrong) {
      form.current?.querySelector<HTMLElement>("input, select, textarea, [aria-pressed]")?.focus();
      return;
    }
    draft.keepNow();
    go(onward);
  };

  const next =
    draft.empty && !question.required && question.kind !== "STATEMENT"
      ? words.skip
      : onward === "/v/check"
        ? words.toCheck
        : words.next;
  return (
    <form ref={form} className={styles.screen} noValidate onSubmit={toNext} onBlur={draft.keepNow}>
      <div className={styles.stack}>
        {returned && <p className={styles.returned}>{words.welcomeBack(step.number)}</p>}
        <p className={styles.whereAmI}>
          <span>{question.kind !== "STATEMENT" && progressIn(words, step)}</span>
          <Link to="/v/about">{words.about}</Link>
        </p>
        <QuestionControl
          {...{ question, headingId }}
          Heading={PageHeading}
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
        {question.heavy && (
          <Suspense>
            <HelpNumbers />
          </Suspense>
        )}
        {!isTyped(question) &&
          question.kind !== "MULTIPLE" &&
          question.kind !== "RANKING" &&
          !question.required &&
          !draft.empty && (
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
        back={pathBefore(way, place)}
        next={next}
        above={<SavedWords {...{ respondence }} question={question.id} answered={saved !== null} />}
      />
    </form>
  );
}
