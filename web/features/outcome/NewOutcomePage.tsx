import type { ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useMutation, useQuery } from "urql";
import { ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useSay, useWords, Words } from "../../lib/language/language.tsx";
import type { Said } from "../../lib/language/language.tsx";
import { useViewer } from "../../lib/viewer/useViewer.ts";
import { today } from "./day.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { FindingForOutcome, RecordOutcome, ThemeForOutcome } from "./operations.ts";
import styles from "./outcome.module.css";
import { OutcomeForm, reasonSent } from "./OutcomeForm.tsx";
import type { OutcomeValues, Sent } from "./OutcomeForm.tsx";

/** What a workplace does, decides or advises: because of a finding, or of what was said in a meeting. */
export default function NewOutcomePage() {
  const [params] = useSearchParams();
  const meeting = params.get("meeting");
  return meeting === null ? (
    <OnFinding id={params.get("finding") ?? ""} />
  ) : (
    <OnTheme meeting={meeting} id={params.get("theme") ?? ""} />
  );
}

function OnFinding({ id }: { id: string }) {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, again] = useQuery({
    query: FindingForOutcome,
    variables: { id },
    pause: id === "",
  });
  const finding = data?.finding;
  return (
    <Page synthetic={finding?.study.synthetic ?? false} waiting={fetching}>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {!fetching && !error && !finding && (
        <EmptyState title={words.noFindingTitle}>
          <p>{words.noFinding}</p>
          <ButtonLink to="/studies">{words.toStudies}</ButtonLink>
        </EmptyState>
      )}
      {finding && (
        <>
          <Basis label={words.finding} title={finding.title} more={finding.words} />
          {finding.publishedAt ? (
            <Recording basis={{ finding: id }} />
          ) : (
            <Notice kind="INFO" title={words.notPublished} />
          )}
        </>
      )}
    </Page>
  );
}

function OnTheme({ meeting, id }: { meeting: string; id: string }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const [{ data, error, fetching }, again] = useQuery({ query: ThemeForOutcome, variables: { meeting } });
  const theme = data?.meeting?.themes.find((each) => each.id === id && each.openedAt !== null);
  return (
    <Page synthetic={data?.meeting?.study.synthetic ?? false} waiting={fetching}>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {!fetching && !error && !theme && (
        <EmptyState title={words.noThemeTitle}>
          <p>{words.noTheme}</p>
          <ButtonLink to="/meetings">{words.toMeetings}</ButtonLink>
        </EmptyState>
      )}
      {theme && data?.meeting && (
        <>
          <Basis label={words.theme(say(data.meeting.title))} title={theme.words} />
          <Recording basis={{ theme: id }} />
        </>
      )}
    </Page>
  );
}

interface PageProps {
  synthetic: boolean;
  waiting: boolean;
  children: ReactNode;
}

function Page({ synthetic, waiting, children }: PageProps) {
  const words = useWords({ nl, en });
  return (
    <>
      {synthetic && <SyntheticBar />}
      <PageHeading>{words.newTitle}</PageHeading>
      {waiting && <Waiting />}
      {children}
    </>
  );
}

/** What it rests on. */
function Basis({ label, title, more }: { label: string; title: Said; more?: Said }) {
  return (
    <section className={styles.finding} aria-label={label}>
      <p className={styles.quiet}>{label}</p>
      <p className={styles.findingTitle}>
        <Words of={title} />
      </p>
      {more && (
        <p>
          <Words of={more} />
        </p>
      )}
    </section>
  );
}

function Recording({ basis }: { basis: { finding: string } | { theme: string } }) {
  const words = useWords({ nl, en });
  const navigate = useNavigate();
  const { viewer, known } = useViewer();
  const [, recordOutcome] = useMutation(RecordOutcome);
  const [first] = viewer?.workplaces ?? [];
  const send = async (values: OutcomeValues): Promise<Sent> => {
    const recorded = await recordOutcome({ input: { ...values, ...basis, reason: reasonSent(values) } });
    const answer = recorded.data?.recordOutcome;
    if (answer?.__typename === "Problem") return { problem: answer };
    if (answer?.__typename === "Outcome") void navigate("/outcomes");
    return { error: recorded.error };
  };
  if (!known) return <Waiting />;
  return (
    <>
      <p className={styles.intro}>{words.newIntro}</p>
      {!first && <Notice kind="INFO" title={words.notMember} />}
      {first && viewer && (
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
  );
}
