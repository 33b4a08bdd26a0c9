import { useState } from "react";
import { Link, useParams } from "react-router";
import { useMutation, useQuery } from "urql";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { measureOf } from "../../components/chart/cells.ts";
import { ResultFigure } from "../../components/chart/ResultFigure.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { ResultNotices } from "../../components/notice/ResultNotices.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { Protection } from "../../components/protection/Protection.tsx";
import { useLanguage, useSay, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { askPath } from "../../lib/question/question.ts";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import { useFigureWords } from "./figure-words.ts";
import styles from "./finding.module.css";
import { nl } from "./nl.ts";
import type { Finding } from "./operations.ts";
import { FindingDetail, PublishFinding } from "./operations.ts";
import { UnknownFinding } from "./UnknownFinding.tsx";

/** A result in words, and what was done because of it. */
export default function FindingPage() {
  const { id = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({ query: FindingDetail, variables: { id } });
  if (error) return <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (fetching && !data) return <Waiting />;
  return data?.finding ? <Shown finding={data.finding} /> : <UnknownFinding />;
}

function Shown({ finding }: { finding: Finding }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const { question, asked, when, dimensions } = useFigureWords(finding.query, finding.result);
  const { study, publishedAt, result } = finding;
  const title = say(finding.title);
  return (
    <>
      {study.synthetic && <SyntheticBar />}
      <PageHeading title={title}>
        <Words of={finding.title} />
      </PageHeading>
      <p className={styles.quiet}>
        {words.study}: <Link to={`/studies/${study.slug}`}>{study.title}</Link>
        {publishedAt && ` · ${words.publishedOn(sayDay(publishedAt, locale))}`}
      </p>
      {!publishedAt && <Draft finding={finding} />}
      <ResultNotices notices={result.notices} />
      <p className={styles.words}>
        <Words of={finding.words} />
      </p>
      <Quotes quotes={finding.quotes} />
      <ResultFigure
        title={asked || title}
        subtitle={when}
        picture={finding.picture}
        cells={result.cells}
        measure={measureOf(finding.query)}
        dimensions={dimensions}
      />
      <dl className={styles.about}>
        <dt>{words.citation}</dt>
        <dd>{result.citation}</dd>
      </dl>
      {question && (
        <p>
          <Link to={askPath(question)}>{words.openQuestion}</Link>
        </p>
      )}
      <Protection />
      <Outcomes finding={finding} />
    </>
  );
}

/** What people wrote, as long as they agree to it. */
function Quotes({ quotes }: Pick<Finding, "quotes">) {
  const words = useWords({ nl, en });
  if (quotes.length === 0) return null;
  return (
    <section className={styles.quotes} aria-labelledby="quotes">
      <h2 id="quotes">{words.inOwnWords}</h2>
      {quotes.map(({ id, words: said }) =>
        said === null ? (
          <p key={id} className={styles.quiet}>
            {words.quoteGone}
          </p>
        ) : (
          <blockquote key={id} lang="">
            {said}
          </blockquote>
        ),
      )}
    </section>
  );
}

function Draft({ finding }: { finding: Finding }) {
  const words = useWords({ nl, en });
  const [{ fetching, error }, publishFinding] = useMutation(PublishFinding);
  const [problem, setProblem] = useState<string | null>(null);
  const publish = async () => {
    setProblem(null);
    const { data } = await publishFinding({ id: finding.id });
    if (data?.publishFinding.__typename === "Problem") setProblem(data.publishFinding.message);
  };
  return (
    <Notice kind="INFO" title={words.draft}>
      {finding.canEdit && (
        <>
          <p>{words.publishHelp}</p>
          <div className={styles.actions}>
            <Button weight="PRIMARY" busy={fetching} onClick={() => void publish()}>
              {fetching ? words.publishing : words.publish}
            </Button>
            <ButtonLink to={`/findings/${finding.id}/edit`}>{words.edit}</ButtonLink>
          </div>
        </>
      )}
      {error && <FailureNotice error={error} />}
      {problem && <p role="alert">{problem}</p>}
    </Notice>
  );
}

function Outcomes({ finding }: { finding: Finding }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const { viewer } = useViewer();
  return (
    <section className={styles.part} aria-labelledby="outcomes">
      <h2 id="outcomes">{words.outcomesTitle}</h2>
      {finding.outcomes.length === 0 ? (
        <p className={styles.quiet}>{words.noOutcomes}</p>
      ) : (
        <ul className={styles.list}>
          {finding.outcomes.map((outcome) => (
            <li key={outcome.id}>
              <p>
                <strong>{words.kinds[outcome.kind]}</strong>, {words.statuses[outcome.status]}:{" "}
                <Words of={outcome.what} />
              </p>
              {outcome.reason && <p>{words.because(say(outcome.reason))}</p>}
              <p className={styles.quiet}>
                {outcome.who} · {outcome.workplace.name} · {sayDay(outcome.on, locale)}
              </p>
            </li>
          ))}
        </ul>
      )}
      {finding.publishedAt && isOne(viewer, "MEMBER") && (
        <ButtonLink to={`/outcomes/new?finding=${encodeURIComponent(finding.id)}`}>{words.record}</ButtonLink>
      )}
    </section>
  );
}
