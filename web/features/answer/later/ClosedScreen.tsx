import { Link } from "../../../lib/address/address.tsx";
import { Mark } from "../../../components/mark/Mark.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useLanguage, useWords, Words } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import { answerInWords } from "../../../lib/own-answer/saying.ts";
import styles from "../answer.module.css";
import { wayOf } from "../../../components/question/way.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Respondent } from "../operations.ts";

/** Nothing can be filled in or sent any more; what was saved is there to be read, and to be taken away. */
export function ClosedScreen({ respondent }: { respondent: Respondent }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const answers = new Map(respondent.answers.map(({ question, value }) => [question, value]));
  const saved = wayOf(respondent, answers).steps.flatMap(({ question }) => {
    const answer = answerInWords(question, answers.get(question.id) ?? null, locale);
    return answer.length > 0 ? [{ question, answer }] : [];
  });
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{words.closedTitle}</PageHeading>
      <p>{respondent.closedAt && words.closed(sayDay(respondent.closedAt, locale, "long"))}</p>
      {saved.length === 0 ? (
        <p>{words.closedNothing}</p>
      ) : (
        <>
          <p>{words.closedSaved}</p>
          <dl className={styles.overview}>
            {saved.map(({ question, answer }) => (
              <div key={question.id} className={styles.given}>
                <dt>
                  <Words of={question.text} />
                </dt>
                {answer.map((part) => (
                  <dd key={part}>
                    <p className={styles.asWritten}>{part}</p>
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </>
      )}
      {respondent.consent && (
        <p>
          <Link to="/v/about">{words.closedAbout}</Link>
        </p>
      )}
      <p>
        <Link to="/">{words.home}</Link>
      </p>
    </div>
  );
}
