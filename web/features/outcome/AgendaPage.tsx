import { useState } from "react";
import { Link } from "react-router";
import { useMutation, useQuery } from "urql";
import { OUTCOME_STATUSES } from "../../../schema/outcome.ts";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useSay, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { today } from "./day.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Outcome } from "./operations.ts";
import { Agenda, UpdateOutcome } from "./operations.ts";
import styles from "./outcome.module.css";
import { OutcomeForm, reasonSent } from "./OutcomeForm.tsx";
import type { OutcomeValues, Sent } from "./OutcomeForm.tsx";

/** What the viewer's workplaces have taken on, by how far it is. */
export default function AgendaPage() {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, again] = useQuery({ query: Agenda, requestPolicy: "cache-and-network" });
  const outcomes = data?.outcomes;
  return (
    <>
      {outcomes?.some(({ finding, theme }) => finding?.study.synthetic || theme?.study.synthetic) && <SyntheticBar />}
      <PageHeading>{words.agendaTitle}</PageHeading>
      <p className={styles.intro}>{words.agendaIntro}</p>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {fetching && !outcomes && <Waiting />}
      {outcomes?.length === 0 && (
        <EmptyState title={words.noneTitle}>
          <p>{words.none}</p>
          <ButtonLink to="/studies">{words.toStudies}</ButtonLink>
        </EmptyState>
      )}
      {outcomes &&
        OUTCOME_STATUSES.map((status) => (
          <Group key={status} status={status} outcomes={outcomes.filter((outcome) => outcome.status === status)} />
        ))}
    </>
  );
}

function Group({ status, outcomes }: { status: Outcome["status"]; outcomes: readonly Outcome[] }) {
  const words = useWords({ nl, en });
  if (outcomes.length === 0) return null;
  const soonest = outcomes.toSorted((a, b) => (status === "PLANNED" ? 1 : -1) * a.on.localeCompare(b.on));
  return (
    <section className={styles.part} aria-labelledby={`outcomes-${status}`}>
      <h2 id={`outcomes-${status}`}>
        {words.groups[status]} <span className={styles.quiet}>({outcomes.length})</span>
      </h2>
      <ul className={styles.list}>
        {soonest.map((outcome) => (
          <Item key={outcome.id} outcome={outcome} />
        ))}
      </ul>
    </section>
  );
}

function Item({ outcome }: { outcome: Outcome }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const [changing, setChanging] = useState(false);
  const { finding, theme, status, on, what, reason } = outcome;
  const late = status === "PLANNED" && on < today();
  return (
    <li className={styles.item}>
      <p>
        <strong>{words.kinds[outcome.kind]}</strong>: <Words of={what} />
      </p>
      {reason && <p>{words.because(say(reason))}</p>}
      <p className={styles.quiet}>
        {outcome.who} · {outcome.workplace.name} · {sayDay(on, locale)}
        {late && <strong> ({words.overdue})</strong>}
      </p>
      {finding && (
        <p className={styles.quiet}>
          {words.finding}:{" "}
          <Link to={`/findings/${finding.id}`}>
            <Words of={finding.title} />
          </Link>
        </p>
      )}
      {theme && (
        <p className={styles.quiet}>
          {words.theme(say(theme.meeting))}: <Words of={theme.words} />
        </p>
      )}
      {outcome.canEdit && !changing && (
        <Button weight="QUIET" onClick={() => setChanging(true)} aria-label={`${words.change}: ${say(what)}`}>
          {words.change}
        </Button>
      )}
      {changing && <Change outcome={outcome} onDone={() => setChanging(false)} />}
    </li>
  );
}

function Change({ outcome, onDone }: { outcome: Outcome; onDone(): void }) {
  const words = useWords({ nl, en });
  const [, updateOutcome] = useMutation(UpdateOutcome);
  const { id, workplace, kind, what, who, status, reason, on } = outcome;
  const send = async (values: OutcomeValues): Promise<Sent> => {
    const changed = await updateOutcome({
      id,
      input: {
        what: values.what,
        who: values.who,
        status: values.status,
        on: values.on,
        reason: reasonSent(values),
      },
    });
    const answer = changed.data?.updateOutcome;
    if (answer?.__typename === "Problem") return { problem: answer };
    if (answer?.__typename === "Outcome") onDone();
    return { error: changed.error };
  };
  return (
    <OutcomeForm
      start={{
        workplace: workplace.id,
        kind,
        what: { nl: what.nl, en: what.en ?? "" },
        who,
        status,
        reason: { nl: reason?.nl ?? "", en: reason?.en ?? "" },
        on,
      }}
      saveWords={words.saveChange}
      onSend={send}
      onCancel={onDone}
    />
  );
}
