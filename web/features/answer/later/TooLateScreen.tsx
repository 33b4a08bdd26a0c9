import { useEffect } from "react";
import { Button } from "../../../components/button/Button.tsx";
import { Mark } from "../../../components/mark/Mark.tsx";
import type { Question } from "../../../components/question/operations.ts";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import type { Json } from "../../../lib/graphql/graphql.ts";
import { useLanguage, useWords, Words } from "../../../lib/language/language.tsx";
import { answerInWords } from "../../../lib/own-answer/saying.ts";
import styles from "../answer.module.css";
import type { Respondent } from "../operations.ts";
import type { Respondence } from "../useRespondent.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** What was said on this device after everything was sent or closed, and is not what stands there now. */
function tooLate(respondent: Respondent, respondence: Respondence): { question: Question; value: Json }[] {
  const stands = new Map(respondent.answers.map(({ question, value }) => [question, value]));
  return respondent.questions.flatMap((question) => {
    const value = respondence.tooLate.get(question.id);
    const same = JSON.stringify(value) === JSON.stringify(stands.get(question.id) ?? null);
    return value === undefined || same ? [] : [{ question, value }];
  });
}

/** What somebody said here that did not come along, before the page that comes anyway. */
export function TooLateScreen({ respondent, respondence }: { respondent: Respondent; respondence: Respondence }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const missed = tooLate(respondent, respondence);
  const { readTooLate } = respondence;
  const nothing = missed.length === 0;
  useEffect(() => {
    if (nothing) readTooLate();
  }, [nothing, readTooLate]);
  if (nothing) return null;
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{words.tooLateTitle(missed.length)}</PageHeading>
      <p>{respondent.sentAt === null ? words.tooLateClosed : words.tooLateSent}</p>
      <dl className={styles.overview}>
        {missed.map(({ question, value }) => {
          const answer = answerInWords(question, value, locale);
          return (
            <div key={question.id} className={styles.given}>
              <dt>
                <Words of={question.text} />
              </dt>
              {answer.length === 0 && (
                <dd>
                  <em>{words.tooLateTakenBack}</em>
                </dd>
              )}
              {answer.map((part) => (
                <dd key={part}>
                  <p className={styles.asWritten}>{part}</p>
                </dd>
              ))}
            </div>
          );
        })}
      </dl>
      <p>{words.tooLateStands}</p>
      <div className={styles.choices}>
        <Button weight="PRIMARY" onClick={respondence.readTooLate}>
          {words.tooLateGoOn}
        </Button>
      </div>
    </div>
  );
}
