import { useState } from "react";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Plan } from "./operations.ts";
import { ShareWithStudy, StopWithStudy } from "./operations.ts";
import styles from "./plan.module.css";

interface StudyPartProps {
  secret: string;
  plan: Pick<Plan, "studies" | "studyOffer">;
  onChanged(plan: Plan): void;
}

/** The study that the owner takes part in: what it would see, a yes, and stopping at any time. */
export function StudyPart({ secret, plan: { studies, studyOffer }, onChanged }: StudyPartProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [shared, share] = useMutation(ShareWithStudy);
  const [stopped, stopSharing] = useMutation(StopWithStudy);
  const [receipt, setReceipt] = useState<string | null>(null);
  const problems = [shared.data?.sharePlanWithStudy, stopped.data?.stopSharingPlanWithStudy].filter(
    (answer) => answer?.__typename === "Problem",
  );
  const error = shared.error ?? stopped.error;
  const agree = async (text: string) => {
    setReceipt(null);
    const { data } = await share({ secret, text });
    if (data?.sharePlanWithStudy.__typename === "Plan") onChanged(data.sharePlanWithStudy);
  };
  const stop = async (study: string) => {
    const { data } = await stopSharing({ secret, study });
    if (data?.stopSharingPlanWithStudy.__typename !== "PlanStoppedWithStudy") return;
    setReceipt(data.stopSharingPlanWithStudy.receipt);
    onChanged(data.stopSharingPlanWithStudy.plan);
  };
  return (
    <section className={styles.stack} aria-labelledby="study">
      <h2 id="study">{words.studyTitle}</h2>
      {error && <FailureNotice error={error} />}
      {problems.map((problem) => (
        <Notice key={problem?.code} kind="WRONG" title={problem?.message ?? ""} />
      ))}
      {receipt && (
        <Notice kind="GOOD" title={words.studyStopped}>
          <p>{words.studyReceipt(receipt)}</p>
        </Notice>
      )}
      {studies.map(({ study, state, sharedAt }) => (
        <div key={study.id} className={styles.tight}>
          <p>
            {words.studyStates[state](study.title, sayDay(sharedAt, locale))}
            {state === "SHARED" && ` ${words.studySees}`}
          </p>
          <div>
            <Button
              busy={stopped.fetching}
              aria-label={words.studyStopWith(study.title)}
              onClick={() => void stop(study.id)}
            >
              {words.studyStop}
            </Button>
          </div>
        </div>
      ))}
      {studyOffer && (
        <>
          <p>{words.studyAsks(studyOffer.study.title)}</p>
          <blockquote className={styles.asked}>
            <Words of={studyOffer.words} />
          </blockquote>
          <ul className={styles.what}>
            {words.studyWhat.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          {studyOffer.young && <p>{words.studyYoung}</p>}
          <div>
            <Button busy={shared.fetching} onClick={() => void agree(studyOffer.text)}>
              {words.studyYes}
            </Button>
          </div>
        </>
      )}
      {studies.length === 0 && !studyOffer && <p>{words.studyNone}</p>}
    </section>
  );
}
