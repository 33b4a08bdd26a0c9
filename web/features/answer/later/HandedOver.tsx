import { useEffect, useState } from "react";
import { useAsk } from "../../../lib/graphql/ask.ts";
import { useLanguage, useWords, Words } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import styles from "../answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { WhereMyDataWent } from "./operations.ts";
import type { HandedOverTo } from "./operations.ts";

/** Where the study took this person's data, when and why; nothing where it did not. */
export function HandedOver() {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const ask = useAsk();
  const [handedOver, setHandedOver] = useState<readonly HandedOverTo[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    void ask(WhereMyDataWent, {}).then(({ data, error }) => {
      if (!wanted) return;
      setFailed(error !== undefined);
      setHandedOver(data?.respondent?.handOvers ?? []);
    });
    return () => {
      wanted = false;
    };
  }, [ask]);
  if (failed) return <p>{words.handedUnknown}</p>;
  if (handedOver.length === 0) return null;
  return (
    <section className={styles.stack} aria-labelledby="handed-over">
      <h2 id="handed-over">{words.handedTitle}</h2>
      <p>{words.handedWhat}</p>
      <ul>
        {handedOver.map(({ organisation, recipientName, purpose, at }) => (
          <li key={at}>
            {words.handed(sayDay(at, locale, "long"), organisation, recipientName)} <Words of={purpose} />
          </li>
        ))}
      </ul>
    </section>
  );
}
