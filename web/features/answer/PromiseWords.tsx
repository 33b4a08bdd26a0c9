import { Mark } from "../../components/mark/Mark.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Respondent } from "./operations.ts";

/** When one hears something; a date that was moved says so. */
export function PromiseWords({ respondent }: { respondent: Respondent }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  return (
    <div className={styles.promise}>
      <Mark rings={3} size={56} />
      <div className={styles.tight}>
        <p>
          <strong>{words.promise(sayDay(respondent.promisedOn, locale, "long"))}</strong>
        </p>
        {respondent.movedFrom && (
          <p>
            {words.sentMoved(sayDay(respondent.movedFrom, locale))} {respondent.movedBecause}
          </p>
        )}
        <p>{words.promiseAgain}</p>
      </div>
    </div>
  );
}
