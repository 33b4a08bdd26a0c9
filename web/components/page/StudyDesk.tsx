import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import type { DocumentInput } from "urql";
import { useQuery } from "urql";
import { useWords } from "../../lib/language/language.tsx";
import { FailureNotice } from "../notice/FailureNotice.tsx";
import { en } from "./desk/en.ts";
import { nl } from "./desk/nl.ts";
import { PageHeading } from "./PageHeading.tsx";
import { SyntheticBar } from "./SyntheticBar.tsx";
import { Waiting } from "./Waiting.tsx";

interface DeskStudy {
  slug: string;
  title: string;
  synthetic: boolean;
}

interface StudyDeskProps<S extends DeskStudy> {
  /** Asks for one study by the slug in the address. */
  query: DocumentInput<{ study: S | null }, { slug: string }>;
  title(study: string): string;
  /** A page of the study that this one belongs to; the study's own where left out. */
  back?: { page: string; words: string };
  children(study: S, refresh: () => void): ReactNode;
}

/** A page of one study at the desk: waits for it, says where there is none, and begins with its title and the way back. */
export function StudyDesk<S extends DeskStudy>({ query, title, back, children }: StudyDeskProps<S>) {
  const words = useWords({ nl, en });
  const { slug = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({
    query,
    variables: { slug },
    requestPolicy: "cache-and-network",
  });
  const refresh = () => again({ requestPolicy: "network-only" });
  if (error) return <FailureNotice error={error} onRetry={refresh} />;
  if (fetching && !data) return <Waiting />;
  const study = data?.study;
  if (!study)
    return (
      <>
        <PageHeading>{words.noStudyTitle}</PageHeading>
        <p>{words.noStudy}</p>
      </>
    );
  const home = `/studies/${study.slug}`;
  return (
    <>
      {study.synthetic && <SyntheticBar />}
      <PageHeading>{title(study.title)}</PageHeading>
      <p>
        <Link to={back ? `${home}/${back.page}` : home}>{back?.words ?? words.backToStudy}</Link>
      </p>
      {children(study, refresh)}
    </>
  );
}
