import { useState } from "react";
import { Link } from "../../../lib/address/address.tsx";
import { Button } from "../../../components/button/Button.tsx";
import { Mark } from "../../../components/mark/Mark.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useLanguage, useWords } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import styles from "../answer.module.css";
import { en } from "./en.ts";
import type { Failure } from "../failures.ts";
import { FailureWords } from "../FailureWords.tsx";
import { nl } from "./nl.ts";
import { useDeeds } from "./useDeeds.ts";
import type { Respondent } from "../operations.ts";
import type { Respondence } from "../useRespondent.ts";

interface ReceiptScreenProps {
  withdrawal: NonNullable<Respondent["withdrawal"]>;
  respondence: Respondence;
}

/** The receipt of somebody who stopped: what was done, and what can no longer be undone. */
export function ReceiptScreen({ withdrawal, respondence }: ReceiptScreenProps) {
  const words = useWords({ nl, en });
  const deeds = useDeeds(respondence);
  const { locale } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { receipt, stoppedAt, deletedAt, questionnaires, whatStays } = withdrawal;
  const removeAll = async () => {
    setBusy(true);
    setFailure(await deeds.stop(true));
    setBusy(false);
  };
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{deletedAt ? words.deletedTitle : words.stoppedTitle}</PageHeading>
      <p>{words.stoppedOn(sayDay(stoppedAt, locale, "long"))}</p>
      {deletedAt && (
        <p>
          {words.deletedOn(sayDay(deletedAt, locale, "long"))} {questionnaires > 0 && words.deletedFrom(questionnaires)}
        </p>
      )}
      <p>
        {words.receipt}: <strong>{receipt}</strong>. {words.receiptHelp}
      </p>
      <h2>{deletedAt ? words.whatStaysDeleted : words.whatStays}</h2>
      <ul>
        {whatStays.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <FailureWords failure={failure} onRetry={() => void removeAll()} />
      {!deletedAt && (
        <div className={styles.choices}>
          <Button busy={busy} onClick={() => void removeAll()}>
            {words.deleteSure}
          </Button>
        </div>
      )}
      <p>
        <Link to="/v/choices">{words.choices}</Link>
      </p>
      <p>
        <Link to="/">{words.home}</Link>
      </p>
    </div>
  );
}
