import { useQuery } from "urql";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./derived.module.css";
import { DerivedItem } from "./DerivedItem.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { DerivedQueue } from "./operations.ts";

/** What waits for a steward, over all studies. */
export default function DerivedQueuePage() {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, again] = useQuery({ query: DerivedQueue, requestPolicy: "cache-and-network" });
  const refresh = () => again({ requestPolicy: "network-only" });
  const waiting = data?.derivedVariables;
  return (
    <>
      {waiting?.some(({ study }) => study.synthetic) && <SyntheticBar />}
      <PageHeading>{words.queueTitle}</PageHeading>
      <p className={styles.intro}>{words.queueIntro}</p>
      {error && <FailureNotice error={error} onRetry={refresh} />}
      {fetching && !waiting && <Waiting />}
      {waiting?.length === 0 && (
        <EmptyState title={words.queueEmptyTitle}>
          <p>{words.queueEmpty}</p>
        </EmptyState>
      )}
      <ul className={styles.list}>
        {waiting?.map((derived) => (
          <DerivedItem key={derived.id} derived={derived} namesStudy onDecided={refresh} />
        ))}
      </ul>
    </>
  );
}
