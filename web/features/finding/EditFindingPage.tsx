import { useNavigate, useParams } from "react-router";
import { useMutation, useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { useFigureWords } from "./figure-words.ts";
import styles from "./finding.module.css";
import { FindingForm } from "./FindingForm.tsx";
import type { FindingValues, Sent } from "./FindingForm.tsx";
import { nl } from "./nl.ts";
import type { Finding } from "./operations.ts";
import { FindingDetail, UpdateFinding } from "./operations.ts";
import { UnknownFinding } from "./UnknownFinding.tsx";

/** The words of a draft may change; those of a published finding may not. */
export default function EditFindingPage() {
  const { id = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({ query: FindingDetail, variables: { id } });
  if (error) return <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (fetching && !data) return <Waiting />;
  const finding = data?.finding;
  return finding?.canEdit ? <EditDraft finding={finding} /> : <UnknownFinding />;
}

function EditDraft({ finding }: { finding: Finding }) {
  const words = useWords({ nl, en });
  const navigate = useNavigate();
  const [, updateFinding] = useMutation(UpdateFinding);
  const { subtitle } = useFigureWords(finding.query, finding.result);
  const { id, title, picture } = finding;
  const start: FindingValues = {
    title: { nl: title.nl, en: title.en ?? "" },
    words: { nl: finding.words.nl, en: finding.words.en ?? "" },
    picture,
    quotes: finding.quotes.flatMap(({ id: quote, words }) => (words === null ? [] : [quote])),
  };
  const send = async (values: FindingValues): Promise<Sent> => {
    const kept = await updateFinding({ id, input: values });
    const answer = kept.data?.updateFinding;
    if (answer?.__typename === "Problem") return { problem: answer };
    if (answer?.__typename === "Finding") void navigate(`/findings/${id}`);
    return { error: kept.error };
  };
  return (
    <>
      {finding.study.synthetic && <SyntheticBar />}
      <PageHeading>{words.editTitle}</PageHeading>
      <p className={styles.intro}>{words.intro}</p>
      <FindingForm
        result={finding.result}
        query={finding.query}
        subtitle={subtitle}
        study={finding.study.slug}
        start={start}
        onSend={send}
      />
    </>
  );
}
