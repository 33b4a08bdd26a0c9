import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayMoment } from "../../lib/language/moment.ts";
import styles from "./alarm.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Alarm, AlarmStep } from "./operations.ts";

/** Readings one after another by the same person are one line, with how many they were. */
function inLines(steps: readonly AlarmStep[]): { step: AlarmStep; times: number }[] {
  const lines: { step: AlarmStep; times: number }[] = [];
  for (const step of steps) {
    const before = lines.at(-1);
    if (before && step.kind === "SEEN" && before.step.kind === "SEEN" && before.step.name === step.name)
      lines[lines.length - 1] = { step, times: before.times + 1 };
    else lines.push({ step, times: 1 });
  }
  return lines;
}

/** What was said, and every step since with its day: the same to its sender and to whoever it was given to. */
export function AlarmStory({ alarm, saidFirst }: { alarm: Alarm; saidFirst: boolean }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const said = (
    <section className={styles.part} aria-labelledby="said">
      <h2 id="said">{words.said}</h2>
      <dl className={styles.said}>
        {alarm.answers.map(({ question, said }) => (
          <div key={question.id}>
            <dt>
              <Words of={question.text} />
            </dt>
            <dd className={styles.asWritten}>
              <Words of={said} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
  return (
    <>
      {saidFirst && said}
      <section className={styles.part} aria-labelledby="steps">
        <h2 id="steps">{words.steps}</h2>
        <ol className={styles.steps}>
          {inLines(alarm.steps).map(({ step: { at, kind, name, words: written }, times }) => (
            <li key={`${kind} ${at} ${name}`} className={written === null ? undefined : styles.spoken}>
              <time dateTime={at}>{sayMoment(at, locale)}</time>
              <p>
                {words.step(kind, name ?? "")}
                {times > 1 && words.times(times)}
              </p>
              {written !== null && <blockquote className={styles.asWritten}>{written}</blockquote>}
            </li>
          ))}
        </ol>
      </section>
      {!saidFirst && said}
    </>
  );
}
