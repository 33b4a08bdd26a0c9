import { useState } from "react";
import { useNavigate } from "react-router";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { DomainIcon, DOMAINS } from "../../components/domain/DomainIcon.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { keepSecret, newSecret } from "../../lib/own-link/own-link.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { StartPlan } from "./operations.ts";
import { MINE } from "./OwnPlanPage.tsx";
import styles from "./plan.module.css";

/** For anybody: a plan of one's own, behind a link that this device makes. */
export default function PlanStartPage() {
  const words = useWords({ nl, en });
  const navigate = useNavigate();
  const [secret] = useState(newSecret);
  const [{ data, error, fetching }, start] = useMutation(StartPlan);
  const begin = async () => {
    const { data: answer } = await start({ secret });
    if (answer?.startPlan.__typename !== "Plan") return;
    keepSecret(MINE, secret);
    await navigate(MINE, { state: "STARTED" });
  };
  return (
    <RespondentPage>
      <div className={styles.stack}>
        <PageHeading>{words.startTitle}</PageHeading>
        <p>{words.startLead}</p>
        <div className={styles.icons}>
          {DOMAINS.map((domain) => (
            <DomainIcon key={domain} domain={domain} size={40} />
          ))}
        </div>
        <ul className={styles.what}>
          {words.startWhat.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {error && <FailureNotice error={error} onRetry={() => void begin()} />}
        {data?.startPlan.__typename === "Problem" && <Notice kind="WRONG" title={data.startPlan.message} />}
        <div>
          <Button weight="PRIMARY" busy={fetching} onClick={() => void begin()}>
            {fetching ? words.starting : words.start}
          </Button>
        </div>
        <p className={styles.quiet}>{words.hasOne}</p>
      </div>
    </RespondentPage>
  );
}
