import { useMemo } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useMutation, useQuery } from "urql";
import { ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { useFigureWords } from "./figure-words.ts";
import styles from "./finding.module.css";
import { FindingForm } from "./FindingForm.tsx";
import type { FindingValues, Sent } from "./FindingForm.tsx";
import { nl } from "./nl.ts";
import { CreateFinding, ReleasedResultById } from "./operations.ts";

const START: FindingValues = { title: { nl: "", en: "" }, words: { nl: "", en: "" }, picture: "POINTS", quotes: [] };

/** A released result put into words, as a draft. */
export default function NewFindingPage() {
  const words = useWords({ nl, en });
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const id = params.get("result") ?? "";
  const query = useMemo(() => queryIn(params.get("q")), [params]);
  const [{ data, error, fetching }, again] = useQuery({
    query: ReleasedResultById,
    variables: { id },
    pause: id === "",
  });
  const [, createFinding] = useMutation(CreateFinding);
  const result = data?.releasedResult;
  const { subtitle, synthetic } = useFigureWords(query, result);

  const send = async (values: FindingValues): Promise<Sent> => {
    const made = await createFinding({ input: { result: id, ...values } });
    const finding = made.data?.createFinding;
    if (finding?.__typename === "Problem") return { problem: finding };
    if (finding?.__typename === "Finding") void navigate(`/findings/${finding.id}`);
    return { error: made.error };
  };

  return (
    <>
      {synthetic && <SyntheticBar />}
      <PageHeading>{words.newTitle}</PageHeading>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      {fetching && <Waiting />}
      {!fetching && !error && !result && (
        <EmptyState title={words.noResultTitle}>
          <p>{words.noResult}</p>
          <ButtonLink to="/ask">{words.toAsk}</ButtonLink>
        </EmptyState>
      )}
      {result && (
        <>
          <p className={styles.intro}>{words.intro}</p>
          <FindingForm
            result={result}
            query={query}
            subtitle={subtitle}
            study={studyIn(query)}
            start={START}
            onSend={send}
          />
        </>
      )}
    </>
  );
}

/** The first study that is asked: the finding will belong to it. */
function studyIn(query: Json): string | null {
  const studies = typeof query === "object" && query !== null && "studies" in query ? query.studies : null;
  return Array.isArray(studies) && typeof studies[0] === "string" ? studies[0] : null;
}

/** The question that the result answers, for the words under the picture. */
function queryIn(text: string | null): Json {
  try {
    return text === null ? null : (JSON.parse(text) as Json);
  } catch {
    return null;
  }
}
