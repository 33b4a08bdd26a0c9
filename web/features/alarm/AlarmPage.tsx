import { useQuery } from "urql";
import { EmergencyNumbers } from "../../components/help/EmergencyNumbers.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { RespondentPage } from "../../components/page/RespondentPage.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { AlarmForm } from "./AlarmForm.tsx";
import styles from "./alarm.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { AlarmFormQuery } from "./operations.ts";

/** For anybody: numbers to call first, and they stand there whatever the rest does. */
export default function AlarmPage() {
  const words = useWords({ nl, en });
  const [{ data, error }, again] = useQuery({ query: AlarmFormQuery, requestPolicy: "network-only" });
  const form = data?.alarmForm;
  return (
    <RespondentPage>
      <div className={styles.stack}>
        <PageHeading>{words.title}</PageHeading>
        <EmergencyNumbers title={words.now} lead={words.notNow} />
        {error && <FailureNotice error={error} onRetry={() => again()} />}
        {!form && !error && <Waiting />}
        {form && !form.inUse && (
          <Notice kind="LATE" title={words.closedTitle}>
            <p>{words.closed}</p>
          </Notice>
        )}
        {form?.inUse && (
          <>
            <p>{words.lead}</p>
            <section className={styles.tight} aria-labelledby="how">
              <h2 id="how">{words.how}</h2>
              <ol className={styles.how}>
                {words.steps(form.hours).map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              <p>{words.nobodyElse}</p>
            </section>
            <AlarmForm questions={form.questions} />
          </>
        )}
      </div>
    </RespondentPage>
  );
}
