import { useNavigate, useSearchParams } from "react-router";
import { useMutation, useQuery } from "urql";
import { ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords, Words } from "../../lib/language/language.tsx";
import { useViewer } from "../../lib/viewer/useViewer.ts";
import { today } from "./day.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { FindingForOutcome, RecordOutcome } from "./operations.ts";
import styles from "./outcome.module.css";
import { OutcomeForm, reasonSent } from "./OutcomeForm.tsx";
import type { OutcomeValues, Sent } from "./OutcomeForm.tsx";

/** What a workplace does, decides or advises because of a finding. */
export default function NewOutcomePage() {
  const words = useWords({ nl, en });
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const id = params.get("finding") ?? "";
  const [{ data, error, fetching }, again] = useQuery({
    query: FindingForOutcome,
    variables: { id },
    pause: id === "",
  });
  const { viewer, known } = useViewer();
  const [, recordOutcome] = useMutation(RecordOutcome);
  const finding = data?.finding;
  const [first] = viewer?.workplaces ?? [];

  const send = async (values: OutcomeValues): Promise<Sent> => {
    const recorded = await recordOutcome({ input: { ...values, finding: id, reason: reasonSent(values) } });
    const answer = recorded.data?.recordOutcome;
    if (answer?.__typename === "Problem") return { problem: answer };
    if (answer?.__typename === "Outcome") void navigate("/outcomes");
    return { error: recorded.error };
  };

  return (
    <>
      {finding?.study.synthetic && <SyntheticBar />}
      <PageHeading>{words.newTitle}</PageHeading>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {(fetching || !known) && <Waiting />}
      {!fetching && !error && !finding && (
        <EmptyState title={words.noFindingTitle}>
          <p>{words.noFinding}</p>
          <ButtonLink to="/studies">{words.toStudies}</ButtonLink>
        </EmptyState>
      )}
      {finding && known && (
        <>
          <section className={styles.finding} aria-label={words.finding}>
            <p className={styles.quiet}>{words.finding}</p>
            <p className={styles.findingTitle}>
              <Words of={finding.title} />
            </p>
            <p>
              <Words of={finding.words} />
            </p>
          </section>
          <p className={styles.intro}>{words.newIntro}</p>
          {!finding.publishedAt && <Notice kind="INFO" title={words.notPublished} />}
          {!first && <Notice kind="INFO" title={words.notMember} />}
          {finding.publishedAt && first && viewer && (
            <OutcomeForm
              start={{
                workplace: first.id,
                kind: "ACTION",
                what: { nl: "", en: "" },
                who: "",
                status: "PLANNED",
                reason: { nl: "", en: "" },
                on: today(),
              }}
              workplaces={viewer.workplaces}
              saveWords={words.save}
              onSend={send}
            />
          )}
        </>
      )}
    </>
  );
}
