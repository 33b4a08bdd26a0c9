import { useState } from "react";
import { useMutation } from "urql";
import { SNAPSHOT_RETENTIONS, type SnapshotRetention } from "../../../schema/snapshot.ts";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { JudgedStudy } from "./operations.ts";
import { KeepSnapshots } from "./operations.ts";
import styles from "./snapshots.module.css";

/** How long data of replaced snapshots are kept; stewards choose, everybody else reads. */
export function Retention({ study }: { study: JudgedStudy }) {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, keep] = useMutation(KeepSnapshots);
  const answered = data?.keepSnapshots;
  // What was chosen stands while it is on its way, and falls back where it does not arrive.
  const [chosen, setChosen] = useState<SnapshotRetention | null>(null);
  const choose = async (retention: SnapshotRetention) => {
    setChosen(retention);
    const { data: kept } = await keep({ study: study.slug, retention });
    if (kept?.keepSnapshots.__typename !== "Study") setChosen(null);
  };
  return (
    <>
      {study.canJudgeSnapshots ? (
        <fieldset className={styles.rhythm}>
          <legend>{words.retentionTitle}</legend>
          {SNAPSHOT_RETENTIONS.map((retention) => (
            <label key={retention}>
              <input
                type="radio"
                name="retention"
                value={retention}
                checked={(chosen ?? study.snapshotRetention) === retention}
                disabled={fetching}
                onChange={() => void choose(retention)}
              />
              {words.retentions[retention]}
            </label>
          ))}
        </fieldset>
      ) : (
        <p>
          {words.retentionTitle} {words.retentions[study.snapshotRetention]}.
        </p>
      )}
      <p className={styles.quiet}>{words.retentionHelp}</p>
      {error && <FailureNotice error={error} />}
      {answered?.__typename === "Problem" && (
        <Notice kind="WRONG">
          <p>{answered.message}</p>
        </Notice>
      )}
    </>
  );
}
