import { useEffect } from "react";
import { useMutation } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { useOwnSecret } from "../../lib/own-link/own-link.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { OpenShared } from "./operations.ts";
import { OverTime } from "./OverTime.tsx";
import styles from "./plan.module.css";
import { RoundWords } from "./RoundWords.tsx";
import { SHARED } from "./SharesPart.tsx";

/** For whoever the owner lets look: nothing can be changed here, and the owner sees that it was opened. */
export default function SharedPlanPage() {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const link = useOwnSecret(SHARED);
  const [{ data, error }, openShared] = useMutation(OpenShared);
  useEffect(() => {
    if (link !== null) void openShared({ link });
  }, [openShared, link]);
  const answer = data?.openSharedPlan;
  const shared = answer?.__typename === "SharedPlan" ? answer : null;
  return (
    <RespondentPage>
      <div className={styles.stack}>
        <PageHeading>{words.sharedTitle}</PageHeading>
        {link === null && <p>{words.sharedNoLink}</p>}
        {link !== null && !answer && !error && <Waiting />}
        {error && <FailureNotice error={error} />}
        {answer?.__typename === "Problem" && <Notice kind="WRONG" title={answer.message} />}
        {shared && <p>{words.sharedLead(sayDay(shared.validUntil, locale))}</p>}
        {shared?.rounds.length === 0 && <p>{words.sharedEmpty}</p>}
        {shared && shared.rounds.length > 1 && <OverTime rounds={shared.rounds} />}
        {shared?.rounds.toReversed().map((round) => (
          <section key={round.id} className={styles.tight} aria-label={words.on(sayDay(round.madeAt, locale))}>
            <h2>{words.on(sayDay(round.madeAt, locale))}</h2>
            <RoundWords round={round} />
          </section>
        ))}
      </div>
    </RespondentPage>
  );
}
