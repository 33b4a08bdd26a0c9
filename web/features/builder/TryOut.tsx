import { useId, useState } from "react";
import type { ReactNode } from "react";
import { Button } from "../../components/button/Button.tsx";
import { QuestionControl } from "../../components/question/QuestionControl.tsx";
import { checkDraft } from "../../components/question/rule.ts";
import type { Step } from "../../components/question/way.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { InLanguage, useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import type { Draft, DraftQuestion } from "./draft.ts";
import { madeUpLast, usedFrom } from "./earlier.ts";
import { en } from "./en.ts";
import { asAsked, tried } from "./made-up.ts";
import { nl } from "./nl.ts";

/** Id of the phone on the page */
export const PHONE = "phone";

interface TryOutProps {
  draft: Draft;
  /** What was said last time, as far as the study asks or asked it */
  earlier: readonly DraftQuestion[];
  today: string;
  /** The question to show, by its id; another object shows it anew. */
  look: { id: string } | null;
}

/** The draft on a phone, in either language, with what would be asked and sent beside it. */
export function TryOut({ draft, earlier, today, look }: TryOutProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [phone, setPhone] = useState(locale);
  const [place, setPlace] = useState(0);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Json>>(new Map());
  const used = usedFrom(earlier, draft);
  const { way, sent } = tried(draft, drafts, today, locale, madeUpLast(used, drafts));
  const [looked, setLooked] = useState(look);
  if (look !== looked) {
    setLooked(look);
    const asked = draft.questions.filter(({ kind }) => kind !== "CALCULATION");
    setPlace(asked.findIndex(({ id }) => id === look?.id) + 1);
  }
  const [before, here] = [
    way.steps.findLast((step) => step.place < place),
    way.steps.find((step) => step.place >= Math.max(place, 1)),
  ];
  const step = place === 0 ? null : here;
  const next = step ? way.steps.find((each) => each.place > step.place) : here;
  const end = way.steps.length === 0 ? 1 : (way.steps.at(-1)?.place ?? 0) + 1;
  const again = () => {
    setDrafts(new Map());
    setPlace(0);
  };
  return (
    <section aria-labelledby="try" className={styles.tryOut}>
      <h2 id="try">{words.tryTitle}</h2>
      <p>{words.tryWhat}</p>
      <p className={styles.actions}>
        {(["nl", "en"] as const).map((each) => (
          <Button key={each} aria-pressed={phone === each} onClick={() => setPhone(each)}>
            {words.phoneIn[each]}
          </Button>
        ))}
        <Button onClick={again}>{words.again}</Button>
      </p>
      {used.length > 0 && (
        <details>
          <summary className={styles.summary}>{words.lastTitle}</summary>
          <p>{words.lastWhat}</p>
          {used.map((question) => (
            <LastAnswer
              key={question.id}
              {...{ question }}
              draft={drafts.get(question.variable) ?? null}
              onAnswer={(value) => setDrafts(new Map(drafts).set(question.variable, value))}
            />
          ))}
        </details>
      )}
      <div id={PHONE} className={styles.phone} role="group" aria-label={words.phone} tabIndex={0}>
        <InLanguage locale={phone}>
          <Screen
            {...{ draft, step: step ?? null }}
            atEnd={place > 0 && !step}
            answer={step ? (drafts.get(step.question.id) ?? null) : null}
            onAnswer={(value) => step && setDrafts(new Map(drafts).set(step.question.id, value))}
            onBack={place > 0 ? () => setPlace(before?.place ?? 0) : null}
            onNext={() => setPlace(next?.place ?? end)}
          />
        </InLanguage>
      </div>
      <h3>{words.sentTitle}</h3>
      <dl className={styles.sent}>
        {sent.map(({ question, said }) => (
          <SentValue key={question.id} variable={question.variable} said={said ?? words.notAsked} />
        ))}
      </dl>
    </section>
  );
}

interface LastAnswerProps {
  question: DraftQuestion;
  draft: Json;
  onAnswer(value: Json): void;
}

/** What somebody would have said last time, made up. */
function LastAnswer({ question, draft, onAnswer }: LastAnswerProps) {
  return (
    <QuestionControl
      question={asAsked(question)}
      headingId={useId()}
      Heading={LastHeading}
      draft={draft}
      error={null}
      onChoose={onAnswer}
      onType={onAnswer}
    />
  );
}

const LastHeading = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={id} className={styles.lastHeading}>
    {children}
  </p>
);

function SentValue({ variable, said }: { variable: string; said: string }) {
  return (
    <div>
      <dt>
        <code>{variable}</code>
      </dt>
      <dd>{said}</dd>
    </div>
  );
}

interface ScreenProps {
  draft: Draft;
  step: Step | null;
  atEnd: boolean;
  answer: Json;
  onAnswer(value: Json): void;
  onBack: (() => void) | null;
  onNext(): void;
}

const Heading = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={id} className={styles.phoneHeading}>
    {children}
  </p>
);

/** What stands on the phone; in its language. */
function Screen({ draft, step, atEnd, answer, onAnswer, onBack, onNext }: ScreenProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const say = useSay();
  const id = useId();
  const checked = step && checkDraft(step.question, answer);
  const wrong = answer !== null && checked && !checked.ok ? checked.text[locale] : (step?.refused?.[locale] ?? null);
  return (
    <div className={styles.screen}>
      {step && (
        <QuestionControl
          key={step.question.id}
          question={step.question}
          headingId={id}
          Heading={Heading}
          draft={answer}
          error={wrong}
          onChoose={onAnswer}
          onType={onAnswer}
        />
      )}
      {!step && atEnd && <p className={styles.phoneHeading}>{words.phoneEnd}</p>}
      {!step && !atEnd && (
        <>
          <p className={styles.phoneHeading}>{say(draft.title)}</p>
          <p className={styles.asWritten}>{say(draft.consent)}</p>
        </>
      )}
      <p className={styles.actions}>
        {onBack && <Button onClick={onBack}>{words.phoneBack}</Button>}
        {!atEnd && (
          <Button weight="PRIMARY" onClick={onNext}>
            {step ? words.phoneNext : words.phoneStart}
          </Button>
        )}
      </p>
    </div>
  );
}
