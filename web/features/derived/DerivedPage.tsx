import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { useViewer } from "../../lib/viewer/useViewer.ts";
import styles from "./derived.module.css";
import { DerivedItem } from "./DerivedItem.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { StudyDerived } from "./operations.ts";

/** What was proposed to be made of a study's variables, and what was decided on it. */
export default function DerivedPage() {
  const words = useWords({ nl, en });
  const { slug = "" } = useParams();
  const { viewer } = useViewer();
  const [{ data, error, fetching }, again] = useQuery({
    query: StudyDerived,
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
        <PageHeading>{words.unknownTitle}</PageHeading>
        <p>{words.unknown}</p>
      </>
    );
  const derived = study.derivedVariables;
  return (
    <>
      {study.synthetic && <SyntheticBar />}
      <PageHeading>{words.title(study.title)}</PageHeading>
      <p>
        <Link to={`/studies/${study.slug}`}>{words.toStudy}</Link>
      </p>
      <p className={styles.intro}>{words.intro}</p>
      {derived === null && (
        <Notice kind="INFO">
          <p>{words.notPermitted}</p>
          {!viewer && <ButtonLink to="/sign-in">{words.toSignIn}</ButtonLink>}
        </Notice>
      )}
      {study.canProposeDerived && (
        <p>
          <ButtonLink weight="PRIMARY" to={`/studies/${study.slug}/derived/new`}>
            {words.propose}
          </ButtonLink>
        </p>
      )}
      {derived?.length === 0 && (
        <EmptyState title={words.noneTitle}>
          <p>{words.none}</p>
        </EmptyState>
      )}
      <ul className={styles.list}>
        {derived?.map((version) => (
          <DerivedItem key={version.id} derived={version} onDecided={refresh} />
        ))}
      </ul>
    </>
  );
}
