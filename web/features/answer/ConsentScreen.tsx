import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../components/button/Button.tsx";
import { Mark } from "../../components/mark/Mark.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { ConsentText } from "./ConsentText.tsx";
import { wayOf } from "../../components/question/way.ts";
import { en } from "./en.ts";
import type { Failure } from "./failures.ts";
import { FailureWords } from "./FailureWords.tsx";
import { nl } from "./nl.ts";
import type { Respondent } from "./operations.ts";
import { PromiseWords } from "./PromiseWords.tsx";
import type { Respondence } from "./useRespondent.ts";

/** Says yes or no, and goes on to the first question. */
function useConsenting(respondence: Respondence) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tried, setTried] = useState(true);
  const consent = async (agreed: boolean) => {
    setTried(agreed);
    setBusy(true);
    const failed = await respondence.consent(agreed);
    setBusy(false);
    setFailure(failed);
    if (!failed) await navigate("/v", { replace: !agreed });
  };
  return { busy, consent, refusal: <FailureWords failure={failure} onRetry={() => void consent(tried)} /> };
}

/** Who asks, why, what happens with it, and when one hears back. */
export function ConsentScreen({ respondent, respondence }: { respondent: Respondent; respondence: Respondence }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { busy, consent, refusal } = useConsenting(respondence);
  const { most, branches } = wayOf(respondent, respondence.answers);
  return (
    <div className={styles.stack}>
      <PageHeading title={say(respondent.title)}>{say(respondent.title)}</PageHeading>
      <p className={styles.quiet}>{words.consentFrom(respondent.study.title)}</p>
      <ConsentText text={respondent.consentText} />
      <p>
        {respondent.meeting
          ? words.consentMeeting(most)
          : branches
            ? words.consentHowAtMost(most)
            : words.consentHow(most)}
      </p>
      <PromiseWords respondent={respondent} />
      <h2>{words.consentAsk}</h2>
      {refusal}
      <div className={styles.choices}>
        <Button weight="PRIMARY" busy={busy} onClick={() => void consent(true)}>
          {words.yes}
        </Button>
        <Button busy={busy} onClick={() => void consent(false)}>
          {words.no}
        </Button>
      </div>
    </div>
  );
}

export function DeclinedScreen({ respondence }: { respondence: Respondence }) {
  const words = useWords({ nl, en });
  const { busy, consent, refusal } = useConsenting(respondence);
  return (
    <div className={styles.stack}>
      <Mark rings={0} size={72} />
      <PageHeading>{words.declinedTitle}</PageHeading>
      <p>{words.declined}</p>
      <p>{words.declinedRethink}</p>
      {refusal}
      <div className={styles.choices}>
        <Button busy={busy} onClick={() => void consent(true)}>
          {words.rethink}
        </Button>
      </div>
    </div>
  );
}
