import { en as purposesEn } from "../../components/consent/en.ts";
import { nl as purposesNl } from "../../components/consent/nl.ts";
import { useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import styles from "./consent.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Holder } from "./operations.ts";

/** Every yes and no, newest first, with the words as they were then. */
export function HistoryPart({ holder }: { holder: Holder }) {
  const words = useWords({ nl, en });
  const { purposes } = useWords({ nl: purposesNl, en: purposesEn });
  const { locale } = useLanguage();
  const say = useSay();
  return (
    <details className={styles.folded}>
      <summary>{words.historyTitle}</summary>
      <ol className={styles.entries}>
        {[...holder.consentHistory].reverse().map((entry, at) => (
          <li key={holder.consentHistory.length - at} className={styles.tight}>
            <strong>
              {entry.questionnaire ? words.thisQuestionnaire(say(entry.questionnaire)) : purposes[entry.purpose]}
            </strong>
            <span>{words.saidOn(entry.given, words.by[entry.source], sayDay(entry.at, locale, "long"))}</span>
            <span className={styles.written}>{say(entry.words)}</span>
            {entry.receipt && <span className={styles.quiet}>{words.proof(entry.receipt)}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
