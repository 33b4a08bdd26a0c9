import { Mark } from "../../components/mark/Mark.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { answerInWords } from "../../lib/own-answer/saying.ts";
import { en } from "./en.ts";
import styles from "./feedback.module.css";
import { FoundStep } from "./FoundStep.tsx";
import { nl } from "./nl.ts";
import type { Story } from "./operations.ts";
import { OutcomeWords } from "./OutcomeWords.tsx";

/** Your question, your answer, what we found, what was done: one under another, with a ring for each step. */
export function StoryChain({ story }: { story: Story }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { question, ownAnswer, rings, findings } = story;
  const answer = answerInWords(question, ownAnswer, locale);
  return (
    <article className={styles.story} aria-labelledby={`story-${question.id}`}>
      <header className={styles.storyHead}>
        <Mark rings={rings} size={72} label={words.ringsOf(rings)} />
        <div>
          <h2 id={`story-${question.id}`}>
            <Words of={question.text} />
          </h2>
          <p className={styles.quiet}>{words.ringsMean[rings]}</p>
        </div>
      </header>
      <ol className={styles.chain}>
        <li>
          <h3>{words.yourAnswer}</h3>
          {answer.length === 0 && <p>{words.noAnswer}</p>}
          {answer.map((part) => (
            <p key={part} className={styles.ownWords}>
              {part}
            </p>
          ))}
        </li>
        {findings.map((found) => (
          <li key={found.finding.id}>
            <h3>{words.found}</h3>
            <FoundStep {...{ found, question }} />
            <h3 className={styles.doneHead}>{words.done}</h3>
            {found.outcomes.length === 0 && <p>{words.nothingYet}</p>}
            {found.outcomes.map((outcome) => (
              <OutcomeWords key={outcome.id} outcome={outcome} />
            ))}
          </li>
        ))}
      </ol>
    </article>
  );
}
