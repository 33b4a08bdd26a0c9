import { Link } from "react-router";
import { useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords, Words } from "../../lib/language/language.tsx";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import { CodersPart } from "./CodersPart.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { CodingQueue } from "./operations.ts";
import { VariablesPart } from "./VariablesPart.tsx";

/** What waits for a steward: who asks to read, and which themes are proposed as variables. */
export default function CodingQueuePage() {
  const words = useWords({ nl, en });
  const { viewer, known } = useViewer();
  const isSteward = isOne(viewer, "STEWARD");
  const [{ data, error }, again] = useQuery({
    query: CodingQueue,
    pause: !isSteward,
    requestPolicy: "cache-and-network",
  });
  const refresh = () => again({ requestPolicy: "network-only" });
  const waiting = data?.codingWaiting;
  return (
    <>
      {waiting?.some(({ study }) => study.synthetic) && <SyntheticBar />}
      <PageHeading>{words.queueTitle}</PageHeading>
      {known && !isSteward && <p>{words.notForYou}</p>}
      {isSteward && <p className={styles.intro}>{words.queueIntro}</p>}
      {error && <FailureNotice error={error} onRetry={refresh} />}
      {isSteward && !waiting && !error && <Waiting />}
      {waiting?.length === 0 && <p>{words.queueEmpty}</p>}
      {waiting?.map((codebook) => (
        <article key={codebook.id} className={styles.part}>
          <h2>
            <Link to={`/codebooks/${codebook.id}`}>
              <Words of={codebook.question.text} />
            </Link>
          </h2>
          <p className={styles.quiet}>{codebook.study.title}</p>
          <Waits codebook={codebook} onChange={refresh} />
        </article>
      ))}
    </>
  );
}

function Waits({ codebook, onChange }: Parameters<typeof CodersPart>[0]) {
  return (
    <>
      {codebook.coders.some(({ status }) => status === "ASKED") && <CodersPart {...{ codebook, onChange }} />}
      {codebook.versions.some(({ status }) => status === "PROPOSED") && <VariablesPart {...{ codebook, onChange }} />}
    </>
  );
}
