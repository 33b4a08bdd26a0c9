import { useState } from "react";
import { useMutation } from "urql";
import { SNAPSHOT_RHYTHMS, type SnapshotRhythm } from "../../../schema/snapshot.ts";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { JudgedStudy } from "./operations.ts";
import { ScheduleSnapshots } from "./operations.ts";
import styles from "./snapshots.module.css";

/** How often the study is frozen by itself; stewards choose, everybody else reads. */
export function Rhythm({ study }: { study: JudgedStudy }) {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, schedule] = useMutation(ScheduleSnapshots);
  const answered = data?.scheduleSnapshots;
  // What was chosen stands while it is on its way, and falls back where it does not arrive.
  const [chosen, setChosen] = useState<SnapshotRhythm | null>(null);
  const choose = async (rhythm: SnapshotRhythm) => {
    setChosen(rhythm);
    const { data: kept } = await schedule({ study: study.slug, rhythm });
    if (kept?.scheduleSnapshots.__typename !== "Study") setChosen(null);
  };
  return (
    <>
      {study.snapshotInProgress && (
        <Notice kind="INFO">
          <p>{words.inProgress}</p>
        </Notice>
      )}
      {study.canJudgeSnapshots ? (
        <fieldset className={styles.rhythm}>
          <legend>{words.rhythmTitle}</legend>
          {SNAPSHOT_RHYTHMS.map((rhythm) => (
            <label key={rhythm}>
              <input
                type="radio"
                name="rhythm"
                value={rhythm}
                checked={(chosen ?? study.snapshotRhythm) === rhythm}
                disabled={fetching}
                onChange={() => void choose(rhythm)}
              />
              {words.rhythms[rhythm]}
            </label>
          ))}
        </fieldset>
      ) : (
        <p>
          {words.rhythmTitle} {words.rhythms[study.snapshotRhythm]}.
        </p>
      )}
      <p className={styles.quiet}>{words.rhythmHelp}</p>
      {error && <FailureNotice error={error} />}
      {answered?.__typename === "Problem" && (
        <Notice kind="WRONG">
          <p>{answered.message}</p>
        </Notice>
      )}
    </>
  );
}
