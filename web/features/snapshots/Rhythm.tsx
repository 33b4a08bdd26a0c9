import { useMutation } from "urql";
import { SNAPSHOT_RHYTHMS } from "../../../schema/snapshot.ts";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { JudgedStudy } from "./operations.ts";
import { ScheduleSnapshots } from "./operations.ts";
import { StewardChoice } from "./StewardChoice.tsx";

/** How often the study is frozen by itself. */
export function Rhythm({ study }: { study: JudgedStudy }) {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, schedule] = useMutation(ScheduleSnapshots);
  return (
    <>
      {study.snapshotInProgress && (
        <Notice kind="INFO">
          <p>{words.inProgress}</p>
        </Notice>
      )}
      <StewardChoice
        {...{ study, error, fetching }}
        name="rhythm"
        title={words.rhythmTitle}
        help={words.rhythmHelp}
        choices={SNAPSHOT_RHYTHMS}
        wordsOf={words.rhythms}
        current={study.snapshotRhythm}
        answered={data?.scheduleSnapshots}
        onChoose={async (rhythm) => {
          const { data: kept } = await schedule({ study: study.slug, rhythm });
          return kept?.scheduleSnapshots.__typename === "Study";
        }}
      />
    </>
  );
}
