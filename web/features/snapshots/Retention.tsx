import { useMutation } from "urql";
import { SNAPSHOT_RETENTIONS } from "../../../schema/snapshot.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { JudgedStudy } from "./operations.ts";
import { KeepSnapshots } from "./operations.ts";
import { StewardChoice } from "./StewardChoice.tsx";

/** How long data of replaced snapshots are kept. */
export function Retention({ study }: { study: JudgedStudy }) {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, keep] = useMutation(KeepSnapshots);
  return (
    <StewardChoice
      {...{ study, error, fetching }}
      name="retention"
      title={words.retentionTitle}
      help={words.retentionHelp}
      choices={SNAPSHOT_RETENTIONS}
      wordsOf={words.retentions}
      current={study.snapshotRetention}
      answered={data?.keepSnapshots}
      onChoose={async (retention) => {
        const { data: kept } = await keep({ study: study.slug, retention });
        return kept?.keepSnapshots.__typename === "Study";
      }}
    />
  );
}
