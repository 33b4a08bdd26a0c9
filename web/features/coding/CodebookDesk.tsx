import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { CodebookDetail } from "./operations.ts";
import type { WholeCodebook } from "./operations.ts";

interface CodebookDeskProps {
  title: string;
  /** Leads back to the codebook itself; to the study's open answers where left out. */
  backToBook?: boolean;
  children(codebook: WholeCodebook, refresh: () => void): ReactNode;
}

/** A page of one codebook: waits for it, says where there is none, and begins with the way back. */
export function CodebookDesk({ title, backToBook = false, children }: CodebookDeskProps) {
  const words = useWords({ nl, en });
  const { id = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({
    query: CodebookDetail,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  const refresh = () => again({ requestPolicy: "network-only" });
  if (error && !data) return <FailureNotice error={error} onRetry={refresh} />;
  if (fetching && !data) return <Waiting />;
  const codebook = data?.codebook;
  if (!codebook)
    return (
      <>
        <PageHeading>{words.unknownTitle}</PageHeading>
        <p>{words.unknown}</p>
      </>
    );
  return (
    <>
      {codebook.study.synthetic && <SyntheticBar />}
      <PageHeading>{title}</PageHeading>
      <p>
        {backToBook ? (
          <Link to={`/codebooks/${id}`}>{words.toBook}</Link>
        ) : (
          <Link to={`/studies/${codebook.study.slug}/open-answers`}>{words.toList}</Link>
        )}
      </p>
      {children(codebook, refresh)}
    </>
  );
}
