import { Link } from "react-router";
import { WaveTable } from "../../components/completeness/WaveTable.tsx";
import { NotForViewer } from "../../components/page/NotForViewer.tsx";
import { StudyDesk } from "../../components/page/StudyDesk.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay, sayNumber } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { Retention } from "./Retention.tsx";
import { Rhythm } from "./Rhythm.tsx";
import { DecideForm, ProposeForm } from "./FinalForms.tsx";
import { nl } from "./nl.ts";
import type { JudgedSnapshot, Proposal } from "./operations.ts";
import { StudySnapshots } from "./operations.ts";
import styles from "./snapshots.module.css";
import { WithdrawForm } from "./WithdrawForm.tsx";

/** Everything that was ever answered from, and what stewards decided on it. */
export default function SnapshotsPage() {
  const words = useWords({ nl, en });
  return (
    <StudyDesk query={StudySnapshots} title={words.title}>
      {(study, refresh) => (
        <>
          <p>{words.intro}</p>
          {study.snapshots && (
            <p>
              <Link to={`/studies/${study.slug}/hand-overs`}>{words.toHandOvers}</Link>
            </p>
          )}
          <Rhythm study={study} />
          <Retention study={study} />
          {study.snapshots === null && <NotForViewer>{words.notPermitted}</NotForViewer>}
          {study.snapshots?.length === 0 && (
            <EmptyState title={words.noneTitle}>
              <p>{words.none}</p>
            </EmptyState>
          )}
          {study.snapshots?.map((snapshot) => (
            <SnapshotPart
              key={snapshot.id}
              snapshot={snapshot}
              current={snapshot.id === study.snapshot?.id}
              canJudge={study.canJudgeSnapshots}
              onChange={refresh}
            />
          ))}
        </>
      )}
    </StudyDesk>
  );
}

interface SnapshotPartProps {
  snapshot: JudgedSnapshot;
  /** It is the one that is answered from. */
  current: boolean;
  canJudge: boolean;
  onChange(): void;
}

function SnapshotPart({ snapshot, current, canJudge, onChange }: SnapshotPartProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { withdrawn, finalAt } = snapshot;
  const proposals = snapshot.finalProposals ?? [];
  const waits = proposals.some(({ decision }) => decision === null);
  return (
    <section className={styles.snapshot} aria-labelledby={`snapshot-${snapshot.id}`}>
      <h2 id={`snapshot-${snapshot.id}`}>{words.snapshot(snapshot.number)}</h2>
      <p className={styles.quiet}>
        {words.asOf(sayDay(snapshot.asOf, locale), sayNumber(snapshot.persons, locale, 0))}
      </p>
      {withdrawn ? (
        <Notice kind="LATE" title={words.withdrawn(sayDay(withdrawn.at, locale))}>
          <p>
            {words.reason} <Words of={withdrawn.reason} />
          </p>
        </Notice>
      ) : (
        <p>
          {finalAt ? words.final(sayDay(finalAt, locale)) : words.preliminary}.{" "}
          {current ? words.current : words.replaced}
        </p>
      )}
      {snapshot.clearedAt && <p>{words.cleared(sayDay(snapshot.clearedAt, locale))}</p>}
      <details className={styles.folded}>
        <summary>{words.complete}</summary>
        <WaveTable waves={snapshot.waves} mayChange={snapshot.mayChange} />
      </details>
      {proposals.map((proposal) => (
        <ProposalPart key={proposal.id} proposal={proposal} onChange={onChange} />
      ))}
      {canJudge && current && !finalAt && !waits && <ProposeForm snapshot={snapshot.id} onChange={onChange} />}
      {canJudge && !withdrawn && <WithdrawForm snapshot={snapshot.id} onChange={onChange} />}
    </section>
  );
}

function ProposalPart({ proposal, onChange }: { proposal: Proposal; onChange(): void }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { decision, decidedAt, decidedBy, decidedBecause } = proposal;
  return (
    <div className={styles.proposal}>
      <p>
        {words.proposed(proposal.proposedBy, sayDay(proposal.proposedAt, locale))} {words.reason} {proposal.reason}
      </p>
      {decision && decidedAt ? (
        <p>
          {words.decided[decision](decidedBy ?? "", sayDay(decidedAt, locale))} {words.reason} {decidedBecause}
        </p>
      ) : (
        <p>{words.waiting}</p>
      )}
      {proposal.canDecide && <DecideForm proposal={proposal.id} onChange={onChange} />}
    </div>
  );
}
