import { Link } from "react-router";
import { ButtonLink } from "../../components/button/Button.tsx";
import { NotForViewer } from "../../components/page/NotForViewer.tsx";
import { StudyDesk } from "../../components/page/StudyDesk.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { useLanguage, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { FieldForm } from "./FieldForm.tsx";
import { FieldingPart } from "./FieldingPart.tsx";
import { nl } from "./nl.ts";
import type { StudyWave, Survey } from "./operations.ts";
import { StudySurveys } from "./operations.ts";
import { RemoveSurvey } from "./RemoveSurvey.tsx";
import styles from "./survey-admin.module.css";

/** The surveys of a study: where they are in the field, who was invited, and when people hear something. */
export default function SurveysPage() {
  const words = useWords({ nl, en });
  return (
    <StudyDesk query={StudySurveys} title={words.title}>
      {(study, refresh) => (
        <>
          {study.surveys === null && <NotForViewer>{words.notPermitted}</NotForViewer>}
          {study.surveys !== null && (
            <>
              <p>
                <ButtonLink to={`/studies/${study.slug}/surveys/new`}>{words.make}</ButtonLink>
              </p>
              <p className={styles.actions}>
                <Link to={`/studies/${study.slug}/surveys/bring-in`}>{words.bringIn}</Link>
                <Link to={`/studies/${study.slug}/surveys/consent`}>{words.consent}</Link>
                <Link to={`/studies/${study.slug}/open-answers`}>{words.openAnswers}</Link>
              </p>
            </>
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
              waves={study.waves}
              canCloseWaves={study.canCloseWaves}
              onChange={refresh}
            />
          ))}
        </>
      )}
    </StudyDesk>
  );
}

interface SurveyPartProps {
  /** Slug of the study */
  study: string;
  survey: Survey;
  waves: readonly StudyWave[];
  canCloseWaves: boolean;
  onChange(): void;
}

function SurveyPart({ study, survey, waves, canCloseWaves, onChange }: SurveyPartProps) {
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
      <p className={styles.actions}>
        <Link to={`/studies/${study}/surveys/${survey.id}/edit`}>{words.write}</Link>
        <Link to={`/studies/${study}/surveys/${survey.id}/versions`}>{words.versions}</Link>
        <a href={`/surveys/${survey.id}/xlsform.xlsx`} download>
          {words.takeAway}
        </a>
      </p>
      {survey.fieldings.length === 0 && <p>{newest ? words.noFieldings : words.publishFirst}</p>}
      {survey.fieldings.map((fielding) => (
        <FieldingPart
          key={fielding.id}
          survey={`/studies/${study}/surveys/${survey.id}`}
          surveyId={survey.id}
          {...{ fielding, canCloseWaves, onChange }}
        />
      ))}
      {!newest && <RemoveSurvey id={survey.id} onRemoved={onChange} />}
      {newest && (
        <details className={styles.folded} open={survey.fieldings.length === 0}>
          <summary>{words.fieldTitle}</summary>
          <FieldForm key={newest.id} {...{ survey, waves }} version={newest} onFielded={onChange} />
        </details>
      )}
    </section>
  );
}
