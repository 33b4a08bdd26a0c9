import { useLanguage, useWords } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./invitations.module.css";
import { nl } from "./nl.ts";
import type { Round } from "./operations.ts";

/** How far each round of mail is. */
export function MailRounds({ rounds }: { rounds: readonly Round[] }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  if (rounds.length === 0) return null;
  return (
    <>
      <h3>{words.roundsTitle}</h3>
      <ul className={styles.rounds}>
        {rounds.map(({ id, startedAt, people, waiting, mailed, bounced, optedOut, failed }) => (
          <li key={id}>
            <strong>{words.round(sayDay(startedAt, locale), people)}</strong>
            {waiting > 0 && (
              <progress
                className={styles.bar}
                aria-label={words.round(sayDay(startedAt, locale), people)}
                max={people}
                value={people - waiting}
              />
            )}
            <p>{words.roundCounts(mailed, waiting)}</p>
            {bounced + optedOut + failed > 0 && <p>{words.roundTrouble(bounced, optedOut, failed)}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
