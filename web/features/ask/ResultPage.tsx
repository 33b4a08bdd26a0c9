import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { ButtonLink } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { graphql } from "../../lib/graphql/graphql.ts";
import type { ResultOf } from "../../lib/graphql/graphql.ts";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { ResultFields } from "../../lib/question/operations.ts";
import { askPath, EMPTY_QUESTION, isAskable, readQuestion } from "../../lib/question/question.ts";
import { useCodebook } from "../../lib/question/useCodebook.ts";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import { Released } from "./answer/Released.tsx";
import styles from "./ask.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

const CitedResult = graphql(
  `
    query CitedResult($id: ID!) {
      releasedResult(id: $id) {
        query
        givenAt
        footing: snapshots {
          id
          number
          study {
            id
            slug
            title
            snapshot {
              id
              number
              asOf
            }
          }
        }
        ...ResultFields
      }
    }
  `,
  [ResultFields],
);

type Cited = NonNullable<ResultOf<typeof CitedResult>["releasedResult"]>;

/** An answer that was given before, where a citation leads: as it was given, and what became of its data since. */
export default function ResultPage() {
  const words = useWords({ nl, en });
  const { id = "" } = useParams();
  const { viewer, known } = useViewer();
  const mayAsk = isOne(viewer, "RESEARCHER", "MEMBER", "STEWARD", "ADMIN");
  const [{ data, error, fetching }, again] = useQuery({ query: CitedResult, variables: { id }, pause: !mayAsk });
  if (!known || (fetching && !data)) return <Waiting />;
  if (!mayAsk)
    return (
      <>
        <PageHeading>{words.resultTitle}</PageHeading>
        <Notice kind="INFO" title={words.signInTitle}>
          <p>{words.resultSignIn}</p>
          {!viewer && (
            <ButtonLink weight="PRIMARY" to="/sign-in">
              {words.toSignIn}
            </ButtonLink>
          )}
        </Notice>
      </>
    );
  if (error) return <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (data?.releasedResult) return <Shown result={data.releasedResult} />;
  return (
    <>
      <PageHeading>{words.resultUnknownTitle}</PageHeading>
      <p>{words.resultUnknown}</p>
      <p>
        <Link to="/ask">{words.title}</Link>
      </p>
    </>
  );
}

function Shown({ result }: { result: Cited }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const question = readQuestion(result.query) ?? EMPTY_QUESTION;
  const { read, error, again } = useCodebook(question.studies);
  const newer = result.footing.flatMap(({ number, study }) =>
    study.snapshot && study.snapshot.number > number ? [{ ...study.snapshot, study }] : [],
  );
  return (
    <>
      {read?.synthetic && <SyntheticBar />}
      <PageHeading>{words.resultTitle}</PageHeading>
      <p className={styles.intro}>{words.resultGiven(sayDay(result.givenAt, locale))}</p>
      {newer.length > 0 && (
        <Notice kind="INFO" title={words.newerTitle}>
          {newer.map(({ id, number, asOf, study }) => (
            <p key={id}>{words.newer(study.title, number, sayDay(asOf, locale))}</p>
          ))}
          <ButtonLink to={askPath(question)}>{words.askAgain}</ButtonLink>
        </Notice>
      )}
      {error && <FailureNotice error={error} onRetry={again} />}
      {!read && !error && <Waiting />}
      {read && isAskable(question) && (
        <section className={styles.answer} aria-labelledby="answer">
          <h2 id="answer">{words.answerTitle}</h2>
          <Released result={result} question={question} codebook={read.codebook} />
        </section>
      )}
    </>
  );
}
