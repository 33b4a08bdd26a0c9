import { useState } from "react";
import { go, Link } from "../../../lib/address/address.tsx";
import { Button } from "../../../components/button/Button.tsx";
import { StopLink } from "../../../components/help/StopLink.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "../answer.module.css";
import { ConsentText } from "../ConsentText.tsx";
import { en as answerEn } from "../en.ts";
import { nl as answerNl } from "../nl.ts";
import { en } from "./en.ts";
import type { Failure } from "../failures.ts";
import { FailureWords } from "../FailureWords.tsx";
import { HandedOver } from "./HandedOver.tsx";
import { nl } from "./nl.ts";
import { useDeeds } from "./useDeeds.ts";
import type { Respondent } from "../operations.ts";
import { OwnCodePart } from "./OwnCodePart.tsx";
import { PromiseWords } from "../PromiseWords.tsx";
import type { Respondence } from "../useRespondent.ts";

/** What was agreed to, and the way out. */
export function AboutScreen({ respondent, respondence }: { respondent: Respondent; respondence: Respondence }) {
  const words = { ...useWords({ nl: answerNl, en: answerEn }), ...useWords({ nl, en }) };
  const deeds = useDeeds(respondence);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const [tried, setTried] = useState(false);

  const stop = async (deleteAnswers: boolean) => {
    setTried(deleteAnswers);
    setBusy(true);
    const failed = await deeds.stop(deleteAnswers);
    setBusy(false);
    setFailure(failed);
    if (!failed) go("/v", { replace: true });
  };

  return (
    <div className={styles.stack}>
      <PageHeading>{words.about}</PageHeading>
      <p>
        {words.consentFrom(respondent.study.title)} {respondent.study.description}
      </p>
      <ConsentText text={respondent.consentText} />
      <PromiseWords respondent={respondent} />
      <HandedOver />
      <p>{words.onThisDevice}</p>
      <StopLink />
      {respondent.ownCode !== "NEEDED" && <OwnCodePart {...{ respondent, respondence }} />}
      <p>
        <Link to="/v/choices">{words.choices}</Link>
      </p>
      <p>
        <Link to="/v">{words.aboutBack}</Link>
      </p>
      <FailureWords failure={failure} onRetry={() => void stop(tried)} />
      {asked ? (
        <section className={styles.stack} aria-labelledby="withdraw">
          {/* The heading takes the focus: it is the question that the press before led to. */}
          <h2 id="withdraw" tabIndex={-1} ref={(heading) => heading?.focus()}>
            {words.withdrawTitle}
          </h2>
          <p>{words.stopWhat}</p>
          <p>{words.deleteWhat}</p>
          <div className={styles.choices}>
            <Button onClick={() => setAsked(false)}>{words.withdrawNot}</Button>
            <Button busy={busy} onClick={() => void stop(false)}>
              {words.stopSure}
            </Button>
            <Button busy={busy} onClick={() => void stop(true)}>
              {words.deleteSure}
            </Button>
          </div>
        </section>
      ) : (
        <p>
          <Button weight="QUIET" onClick={() => setAsked(true)}>
            {words.withdraw}
          </Button>
        </p>
      )}
    </div>
  );
}
