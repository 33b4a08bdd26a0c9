import { useState } from "react";
import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { SelectField } from "../../../components/form/TextField.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { PageHeading } from "../../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../../components/page/Waiting.tsx";
import { ChangeList } from "../../../components/survey-change/ChangeList.tsx";
import { useLanguage, useSay, useWords, Words } from "../../../lib/language/language.tsx";
import { sayDay } from "../../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { SurveyHistory } from "./operations.ts";
import { SurveyVersions, VersionChanges } from "./operations.ts";
import { VersionList } from "./VersionList.tsx";
import styles from "./versions.module.css";

/** What changed from version to version, what would change now, and which variables were asked in other words. */
export default function VersionsPage() {
  const words = useWords({ nl, en });
  const say = useSay();
  const { slug = "", id = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({
    query: SurveyVersions,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  if (error) return <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (fetching && !data) return <Waiting />;
  const survey = data?.survey;
  if (!survey)
    return (
      <>
        <PageHeading>{words.unknownTitle}</PageHeading>
        <p>{words.unknown}</p>
      </>
    );
  const newest = Math.max(0, ...survey.versions.map(({ number }) => number));
  return (
    <>
      {survey.study.synthetic && <SyntheticBar />}
      <PageHeading title={words.title(say(survey.title))}>{words.title(say(survey.title))}</PageHeading>
      <p>
        <Link to={`/studies/${slug}/surveys`}>{words.toSurveys}</Link>
      </p>
      <p>{newest === 0 ? words.notPublished : words.stays}</p>
      <Draft survey={survey} />
      {newest > 1 && <Comparison {...{ survey, newest }} />}
      <Rewordings survey={survey} />
      <VersionList survey={survey} />
    </>
  );
}

function Comparison({ survey, newest }: { survey: SurveyHistory; newest: number }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [pair, setPair] = useState({ number: newest, since: newest - 1 });
  const [{ data, error }, again] = useQuery({ query: VersionChanges, variables: { id: survey.id, ...pair } });
  const changes = data?.survey?.version?.changes;
  const options = survey.versions.map(({ number, publishedAt }) => ({
    value: String(number),
    label: words.version(number, sayDay(publishedAt, locale)),
  }));
  return (
    <section aria-labelledby="compare" className={styles.part}>
      <h2 id="compare">{words.compareTitle}</h2>
      <div className={styles.pair}>
        <SelectField
          label={words.since}
          value={String(pair.since)}
          options={options}
          onChange={({ target }) => setPair({ ...pair, since: Number(target.value) })}
        />
        <SelectField
          label={words.now}
          value={String(pair.number)}
          options={options}
          onChange={({ target }) => setPair({ ...pair, number: Number(target.value) })}
        />
      </div>
      {error && <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />}
      <div role="status">{changes && <ChangeList changes={changes} />}</div>
    </section>
  );
}

/** What publishing now would change, and what stands in its way. */
function Draft({ survey }: { survey: SurveyHistory }) {
  const words = useWords({ nl, en });
  const { draftChanges, problems } = survey;
  if (draftChanges.length === 0 && problems.length === 0) return null;
  return (
    <section aria-labelledby="draft" className={styles.part}>
      <h2 id="draft">{words.draft}</h2>
      {problems.length > 0 && (
        <Notice kind="WRONG" title={words.problemsTitle}>
          <ul>
            {problems.map(({ code, message, path }) => (
              <li key={`${code} ${path.join(".")} ${message}`}>
                {path[0] === "questions" && words.place(Number(path[1]) + 1)} {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {draftChanges.length > 0 && <ChangeList changes={draftChanges} />}
    </section>
  );
}

function Rewordings({ survey }: { survey: SurveyHistory }) {
  const words = useWords({ nl, en });
  const own = new Set(survey.draft.map(({ variable }) => variable));
  const rewordings = survey.study.rewordings.filter(({ variable }) => own.has(variable));
  if (rewordings.length === 0) return null;
  return (
    <section aria-labelledby="wordings" className={styles.part}>
      <h2 id="wordings">{words.wordingsTitle}</h2>
      <p>{words.wordingsWhat}</p>
      <dl className={styles.changes}>
        {rewordings.map(({ variable, wordings }) => (
          <div key={variable}>
            <dt>
              <code>{variable}</code>
            </dt>
            {wordings.map(({ text, version, waves }) => (
              <dd key={version}>
                <Words of={text} />{" "}
                <span className={styles.quiet}>
                  ({waves.length > 0 ? words.inWaves(waves.map(({ label }) => label).join(", ")) : words.inNoWave})
                </span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
