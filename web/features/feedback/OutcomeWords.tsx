import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./feedback.module.css";
import { nl } from "./nl.ts";
import type { Outcome } from "./operations.ts";

/** What somebody did, will do or advises, by whom and when; or did not do, and why. */
export function OutcomeWords({ outcome }: { outcome: Outcome }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const notDone = outcome.status === "NOT_DONE";
  return (
    <div className={notDone ? styles.notDone : styles.outcome}>
      {notDone && (
        <p>
          <strong>{words.notDone}</strong>
        </p>
      )}
      <p>
        <Words of={outcome.what} />
      </p>
      {outcome.reason && (
        <p>
          {notDone && words.notDoneWhy(outcome.who)}{" "}
          <q>
            <Words of={outcome.reason} />
          </q>
        </p>
      )}
      <p className={styles.byWhom}>
        {words.kind[outcome.kind]} · {words.by(outcome.who, outcome.workplace.name)} ·{" "}
        {words.status[outcome.status](sayDay(outcome.on, locale))}
      </p>
    </div>
  );
}
