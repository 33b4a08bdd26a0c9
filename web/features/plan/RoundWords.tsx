import { ConceptLabel, DOMAINS } from "../../components/domain/DomainIcon.tsx";
import { useWords, Words } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Round } from "./operations.ts";
import styles from "./plan.module.css";
import { isEmpty, levelOf, saidOf } from "./reading.ts";

/** Everything that was said at one time; domains that were left empty are left out. */
export function RoundWords({ round }: { round: Round }) {
  const words = useWords({ nl, en });
  return (
    <dl className={styles.round}>
      {DOMAINS.map((domain) => {
        const level = levelOf(round, domain);
        const said = saidOf(round, domain);
        if (isEmpty(said, level)) return null;
        return (
          <div key={domain}>
            <dt>
              <ConceptLabel concept={domain} />
            </dt>
            <dd>
              {said.how && (
                <strong>
                  <Words of={said.how} />
                </strong>
              )}
              {level === "UNKNOWN" && <strong>{words.dontKnow}</strong>}
              {said.words && <p className={styles.asWritten}>{said.words}</p>}
              {said.next.length > 0 && (
                <ul className={styles.next} aria-label={words.next}>
                  {said.next.map(({ label, said: written }) => (
                    <li key={label.nl}>
                      <span className={styles.quiet}>
                        <Words of={label} />
                      </span>{" "}
                      {written}
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
