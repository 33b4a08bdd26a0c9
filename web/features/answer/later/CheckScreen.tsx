import { useState } from "react";
import type { FormEvent } from "react";
import { go, Link } from "../../../lib/address/address.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useLanguage, useSay, useWords, Words } from "../../../lib/language/language.tsx";
import { answerInWords } from "../../../lib/own-answer/saying.ts";
import styles from "../answer.module.css";
import { pathBefore } from "../course.ts";
import type { Way } from "../../../components/question/way.ts";
import { en } from "./en.ts";
import type { Failure } from "../failures.ts";
import { FailureWords } from "../FailureWords.tsx";
import { nl } from "./nl.ts";
import { useDeeds } from "./useDeeds.ts";
import { SavedWords } from "../SavedWords.tsx";
import { StepBar } from "../StepBar.tsx";
import type { Respondence } from "../useRespondent.ts";

interface CheckScreenProps {
  way: Way;
  respondence: Respondence;
  returned: boolean;
}

/** Everything that was answered, once more, with the way back to each. */
export function CheckScreen({ way, respondence, returned }: CheckScreenProps) {
  const words = useWords({ nl, en });
  const deeds = useDeeds(respondence);
  const say = useSay();
  const { locale } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const asked = way.steps.filter(({ question }) => question.kind !== "STATEMENT");
  const rows = asked.map(({ question, place, refused }) => ({
    question,
    refused,
    to: `/v/${place}`,
    answer: answerInWords(question, respondence.answers.get(question.id) ?? null, locale),
  }));
  const needed = rows.filter(({ question, answer }) => question.required && answer.length === 0);
  const contrary = rows.filter(({ refused }) => refused !== null);
  const [first] = [...needed, ...contrary];

  const send = async () => {
    setBusy(true);
    const failed = await deeds.send();
    setBusy(false);
    setFailure(failed);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (first) go(first.to);
    else void send();
  };

  return (
    <form className={styles.screen} onSubmit={onSubmit}>
      <div className={styles.stack}>
        {returned && <p className={styles.returned}>{words.welcomeBackCheck}</p>}
        <PageHeading>{words.checkTitle}</PageHeading>
        <p>{words.checkIntro}</p>
        {needed.length > 0 && (
          <Notice kind="INFO" title={words.stillNeeded(needed.length)}>
            <ul className={styles.neededList}>
              {needed.map(({ question, to }) => (
                <li key={question.id}>
                  <Link to={to}>
                    <Words of={question.text} />
                  </Link>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {contrary.length > 0 && (
          <Notice kind="INFO" title={words.cannotStand(contrary.length)}>
            <ul className={styles.neededList}>
              {contrary.map(({ question, refused, to }) => (
                <li key={question.id}>
                  <Link to={to}>
                    <Words of={question.text} />
                  </Link>{" "}
                  {refused?.[locale]}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <dl className={styles.overview}>
          {rows.map(({ question, to, answer }) => (
            <div key={question.id} className={styles.given}>
              <dt>
                <Words of={question.text} />
              </dt>
              <dd>
                {answer.length === 0 && <em>{question.required ? words.needed : words.skipped}</em>}
                {answer.length === 1 && <p className={styles.asWritten}>{answer[0]}</p>}
                {answer.length > 1 && (
                  <ul>
                    {answer.map((part) => (
                      <li key={part}>{part}</li>
                    ))}
                  </ul>
                )}
              </dd>
              <dd>
                <Link to={to} className={styles.changeLink}>
                  {answer.length === 0 ? words.answerIt : words.change}
                  <span className={styles.unseen}>: {say(question.text)}</span>
                </Link>
              </dd>
            </div>
          ))}
        </dl>
        <p className={styles.quiet}>{words.sendAfter}</p>
        <FailureWords failure={failure} onRetry={() => void send()} />
      </div>
      <StepBar
        back={pathBefore(way, Infinity)}
        next={needed.length > 0 ? words.answerIt : contrary.length > 0 ? words.change : words.send}
        busy={busy}
        atTheEnd
        above={<SavedWords {...{ respondence }} question="" answered={false} />}
      />
    </form>
  );
}
