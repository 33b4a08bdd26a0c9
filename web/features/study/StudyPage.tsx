import { useState } from "react";
import { Link, useParams } from "react-router";
import { useMutation, useQuery } from "urql";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay, sayNumber } from "../../lib/language/saying.ts";
import { askPath } from "../../lib/question/question.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Study } from "./operations.ts";
import { StudyDetail, TakeSnapshot } from "./operations.ts";
import styles from "./study.module.css";
import { VariableList } from "./VariableList.tsx";
import { WaveList } from "./WaveList.tsx";

/** What a study is, what it measured, and what was found in it. */
export default function StudyPage() {
  const words = useWords({ nl, en });
  const { slug = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({ query: StudyDetail, variables: { slug } });
  if (error) return <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (fetching && !data) return <Waiting />;
  const study = data?.study;
  if (!study)
    return (
      <>
        <PageHeading>{words.unknownTitle}</PageHeading>
        <p>{words.unknown}</p>
        <p>
          <Link to="/studies">{words.toList}</Link>
        </p>
      </>
    );
  return (
    <>
      {study.synthetic && <SyntheticBar />}
      <PageHeading>{study.title}</PageHeading>
      {study.description && <p className={styles.intro}>{study.description}</p>}
      <div className={styles.actions}>
        {study.snapshot && (
          <ButtonLink weight="PRIMARY" to={askPath({ studies: [study.slug] })}>
            {words.ask}
          </ButtonLink>
        )}
        {study.derivedVariables && <ButtonLink to={`/studies/${study.slug}/derived`}>{words.derived}</ButtonLink>}
        {study.canImport && (
          <>
            <ButtonLink to={`/studies/${study.slug}/surveys`}>{words.surveys}</ButtonLink>
            <ButtonLink to="/import">{words.newVersion}</ButtonLink>
          </>
        )}
      </div>
      <SnapshotPart study={study} onTaken={() => again({ requestPolicy: "network-only" })} />
      <section className={styles.part} aria-labelledby="waves">
        <h2 id="waves">{words.wavesTitle}</h2>
        <WaveList study={study} />
      </section>
      <RolesWaiting study={study} />
      <VariableList study={study} />
      <Findings study={study} />
    </>
  );
}

function RolesWaiting({ study }: { study: Study }) {
  const words = useWords({ nl, en });
  const waiting = study.variables.filter(({ roleWaits }) => roleWaits).length;
  if (waiting === 0) return null;
  return (
    <p>
      <Link to={`/studies/${study.slug}/roles`}>{words.rolesWaiting(waiting)}</Link>
    </p>
  );
}

function SnapshotPart({ study, onTaken }: { study: Study; onTaken(): void }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { snapshot } = study;
  return (
    <section className={styles.part} aria-labelledby="data">
      <h2 id="data">{words.dataTitle}</h2>
      {snapshot ? (
        <>
          <p>{snapshot.state === "PRELIMINARY" ? words.preliminary : words.final}</p>
          <dl className={styles.facts}>
            <dt>{words.asOf}</dt>
            <dd>{sayDay(snapshot.asOf, locale)}</dd>
            <dt>{words.personsTitle}</dt>
            <dd>{words.rounded(sayNumber(snapshot.persons, locale, 0))}</dd>
            <dt>{words.snapshotTitle}</dt>
            <dd>{words.snapshot(snapshot.number)}</dd>
            {snapshot.finalAt && (
              <>
                <dt>{words.finalSince}</dt>
                <dd>{sayDay(snapshot.finalAt, locale)}</dd>
              </>
            )}
            <dt>{words.hash}</dt>
            <dd className={styles.hash}>{snapshot.hash}</dd>
            {study.citation && (
              <>
                <dt>{words.citation}</dt>
                <dd>{study.citation}</dd>
              </>
            )}
          </dl>
        </>
      ) : study.withdrawnSnapshot?.withdrawn ? (
        <Notice kind="LATE" title={words.withdrawnTitle}>
          <p>{words.withdrawn(sayDay(study.withdrawnSnapshot.withdrawn.at, locale))}</p>
          <p>
            {words.withdrawnBecause} <Words of={study.withdrawnSnapshot.withdrawn.reason} />
          </p>
        </Notice>
      ) : (
        <EmptyState title={words.noDataTitle}>
          <p>{words.noData}</p>
        </EmptyState>
      )}
      {study.snapshots && (
        <p>
          <Link to={`/studies/${study.slug}/snapshots`}>{words.toSnapshots}</Link>
        </p>
      )}
      {study.canImport && <FreezeButton study={study.slug} onTaken={onTaken} />}
    </section>
  );
}

function FreezeButton({ study, onTaken }: { study: string; onTaken(): void }) {
  const words = useWords({ nl, en });
  const [{ fetching, error }, takeSnapshot] = useMutation(TakeSnapshot);
  const [said, setSaid] = useState<{ kind: "GOOD" | "WRONG"; text: string } | null>(null);
  const freeze = async () => {
    setSaid(null);
    const { data } = await takeSnapshot({ study });
    const taken = data?.takeSnapshot;
    if (taken?.__typename === "Problem") setSaid({ kind: "WRONG", text: taken.message });
    if (taken?.__typename !== "Snapshot") return;
    setSaid({ kind: "GOOD", text: words.taken(taken.number) });
    onTaken();
  };
  return (
    <>
      <div className={styles.actions}>
        <Button busy={fetching} onClick={() => void freeze()}>
          {fetching ? words.taking : words.takeSnapshot}
        </Button>
      </div>
      {error && <FailureNotice error={error} />}
      {said && (
        <Notice kind={said.kind}>
          <p>{said.text}</p>
        </Notice>
      )}
    </>
  );
}

function Findings({ study }: { study: Study }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const feed = `/studies/${encodeURIComponent(study.slug)}/feed.atom?lang=${locale}`;
  return (
    <section className={styles.part} aria-labelledby="findings">
      <h2 id="findings">{words.findingsTitle}</h2>
      {study.findings.length === 0 ? (
        <p className={styles.quiet}>{words.noFindings}</p>
      ) : (
        <ul className={styles.list}>
          {study.findings.map(({ id, title, publishedAt }) => (
            <li key={id} className={styles.line}>
              <Link to={`/findings/${id}`}>
                <Words of={title} />
              </Link>
              <p className={styles.quiet}>
                {publishedAt ? (
                  words.publishedOn(sayDay(publishedAt, locale))
                ) : (
                  <span className={styles.tag}>{words.draft}</span>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      <link rel="alternate" type="application/atom+xml" title={words.feedTitle(study.title)} href={feed} />
      <p>
        <a href={feed} type="application/atom+xml">
          {words.feed}
        </a>{" "}
        <span className={styles.quiet}>{words.feedHelp}</span>
      </p>
    </section>
  );
}
