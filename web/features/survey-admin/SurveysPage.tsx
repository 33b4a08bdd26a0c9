import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { useViewer } from "../../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import { FieldingPart } from "./FieldingPart.tsx";
import { nl } from "./nl.ts";
import type { Survey } from "./operations.ts";
import { StudySurveys } from "./operations.ts";
import styles from "./survey-admin.module.css";

/** The surveys of a study: where they are in the field, who was invited, and when people hear something. */
export default function SurveysPage() {
  const words = useWords({ nl, en });
  const { slug = "" } = useParams();
  const { viewer } = useViewer();
  const [{ data, error, fetching }, again] = useQuery({
    query: StudySurveys,
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
  return (
    <>
      {study.synthetic && <SyntheticBar />}
      <PageHeading>{words.title(study.title)}</PageHeading>
      <p>
        <Link to={`/studies/${study.slug}`}>{words.toStudy}</Link>
      </p>
      {study.surveys === null && (
        <Notice kind="INFO">
          <p>{words.notPermitted}</p>
          {!viewer && <ButtonLink to="/sign-in">{words.toSignIn}</ButtonLink>}
        </Notice>
      )}
      {study.surveys !== null && (
        <p>
          <Link to={`/studies/${study.slug}/surveys/new`}>{words.make}</Link>
        </p>
      )}
      {study.surveys !== null && (
        <p>
          <Link to={`/studies/${study.slug}/surveys/bring-in`}>{words.bringIn}</Link>
        </p>
      )}
      {study.surveys?.length === 0 && (
        <EmptyState title={words.noneTitle}>
          <p>{words.none}</p>
        </EmptyState>
      )}
      {study.surveys?.map((survey) => (
        <SurveyPart
          key={survey.id}
          study={study.slug}
          survey={survey}
          canCloseWaves={study.canCloseWaves}
          onChange={refresh}
        />
      ))}
    </>
  );
}

interface SurveyPartProps {
  /** Slug of the study */
  study: string;
  survey: Survey;
  canCloseWaves: boolean;
  onChange(): void;
}

function SurveyPart({ study, survey, canCloseWaves, onChange }: SurveyPartProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const newest = survey.versions.reduce<Survey["versions"][number] | null>(
    (best, version) => (best === null || version.number > best.number ? version : best),
    null,
  );
  return (
    <section className={styles.survey} aria-labelledby={`survey-${survey.id}`}>
      <h2 id={`survey-${survey.id}`}>
        <Words of={survey.title} />
      </h2>
      <p className={styles.quiet}>
        {words.questions(survey.draft.length)} ·{" "}
        {newest ? words.version(newest.number, sayDay(newest.publishedAt, locale)) : words.noVersion}
      </p>
      <p>
        <Link to={`/studies/${study}/surveys/${survey.id}/edit`}>{words.write}</Link>
      </p>
      <p>
        <Link to={`/studies/${study}/surveys/${survey.id}/versions`}>{words.versions}</Link>
      </p>
      <p>
        <a href={`/surveys/${survey.id}/xlsform.xlsx`} download>
          {words.takeAway}
        </a>
      </p>
      {survey.fieldings.length === 0 && <p>{words.noFieldings}</p>}
      {survey.fieldings.map((fielding) => (
        <FieldingPart
          key={fielding.id}
          survey={`/studies/${study}/surveys/${survey.id}`}
          {...{ fielding, canCloseWaves, onChange }}
        />
      ))}
    </section>
  );
}
