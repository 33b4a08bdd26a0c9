import { Mark } from "../../components/mark/Mark.tsx";
import { Link } from "../../lib/address/address.tsx";
import { useSay, useWords, Words } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./feedback.module.css";
import { nl } from "./nl.ts";
import type { Listener } from "./operations.ts";
import { OutcomeWords } from "./OutcomeWords.tsx";

/** What was done with what was said in a meeting, theme by theme, below one's own words. */
export function MeetingEcho({ meeting }: { meeting: NonNullable<Listener["meeting"]> }) {
  const words = useWords({ nl, en });
  const say = useSay();
  return (
    <section className={styles.stories} aria-labelledby="meeting">
      <h2 id="meeting">{words.inMeeting(say(meeting.title))}</h2>
      {meeting.themes.map(({ id, words: theme, own, outcomes }) => (
        <article key={id} className={styles.story} aria-labelledby={`theme-${id}`}>
          <header className={styles.storyHead}>
            <Mark rings={outcomes.length > 0 ? 3 : 0} size={56} />
            <div>
              <h3 id={`theme-${id}`}>
                <Words of={theme} />
              </h3>
            </div>
          </header>
          <ol className={styles.chain}>
            {own.length > 0 && (
              <li>
                <h4>{words.saidThere}</h4>
                {own.map((each) => (
                  <p key={each.id} className={styles.ownWords}>
                    {each.text}
                  </p>
                ))}
              </li>
            )}
            <li>
              <h4>{words.done}</h4>
              {outcomes.length === 0 && <p>{words.nothingYet}</p>}
              {outcomes.map((outcome) => (
                <OutcomeWords key={outcome.id} outcome={outcome} />
              ))}
            </li>
          </ol>
        </article>
      ))}
      <p>
        <Link to="/v/meeting">{words.backToMeeting}</Link>
      </p>
    </section>
  );
}
