import { Button } from "../../components/button/Button.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import styles from "./consent.module.css";
import { en } from "./en.ts";
import { everythingOf, saidIn } from "./everything.ts";
import { nl } from "./nl.ts";
import type { Holder } from "./operations.ts";

function keepAsFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

/** Everything of the holder's that is kept here: to take away, and to read. */
export function OwnDataPart({ holder }: { holder: Holder }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  return (
    <section className={styles.purpose} aria-labelledby="own-data">
      <h2 id="own-data">{words.dataTitle}</h2>
      <p>{words.data}</p>
      {holder.ownCode === "NEEDED" && <p>{words.dataCode}</p>}
      <div>
        <Button onClick={() => keepAsFile("weerklank.json", everythingOf(holder, locale, new Date()))}>
          {words.download}
        </Button>
      </div>
      {holder.questionnaires.length > 0 && (
        <details className={styles.folded}>
          <summary>{words.readTitle}</summary>
          {holder.questionnaires.map((questionnaire) => {
            const said = saidIn(questionnaire, locale);
            return (
              <section key={questionnaire.startedAt} className={styles.tight}>
                <h3>
                  <Words of={questionnaire.title} />
                </h3>
                <p className={styles.quiet}>
                  {questionnaire.wave} ·{" "}
                  {questionnaire.sentAt ? words.sentOn(sayDay(questionnaire.sentAt, locale)) : words.notSent}
                </p>
                {said.length === 0 && <p>{words.noAnswers}</p>}
                <dl className={styles.answers}>
                  {said.map(({ question, words: answer }) => (
                    <div key={question.id}>
                      <dt>
                        <Words of={question.text} />
                      </dt>
                      {answer.map((part) => (
                        <dd key={part}>{part}</dd>
                      ))}
                    </div>
                  ))}
                </dl>
              </section>
            );
          })}
        </details>
      )}
    </section>
  );
}
