import { useState } from "react";
import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import { en } from "./en.ts";
import { KeepingBar } from "./KeepingBar.tsx";
import { nl } from "./nl.ts";
import { SurveyDraft } from "./operations.ts";
import type { SavedSurvey } from "./operations.ts";
import { PublishPart } from "./PublishPart.tsx";
import { QuestionList } from "./QuestionList.tsx";
import { ReadingHints } from "./ReadingHints.tsx";
import { TryOut } from "./TryOut.tsx";
import { useWriting } from "./useWriting.ts";
import { WrittenFields } from "./WrittenFields.tsx";

/** Where a questionnaire is written. */
export default function EditSurveyPage() {
  const words = useWords({ nl, en });
  const { id = "" } = useParams();
  const [{ data, error, fetching }, again] = useQuery({
    query: SurveyDraft,
    variables: { id },
    requestPolicy: "network-only",
  });
  if (error && !data) return <FailureNotice error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (fetching && !data) return <Waiting />;
  const survey = data?.survey;
  if (!survey)
    return (
      <>
        <PageHeading>{words.unknownTitle}</PageHeading>
        <p>{words.unknown}</p>
      </>
    );
  return (
    <>
      {survey.study.synthetic && <SyntheticBar />}
      <Editor key={survey.id} first={survey} study={survey.study.slug} />
    </>
  );
}

function Editor({ first, study }: { first: SavedSurvey; study: string }) {
  const words = useWords({ nl, en });
  const say = useSay();
  const writing = useWriting(first);
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const { draft, edit } = writing;
  return (
    <>
      <PageHeading steady>{words.editTitle(say(first.title))}</PageHeading>
      <p className={styles.actions}>
        <Link to={`/studies/${study}/surveys`}>{words.toSurveys}</Link>
        <Link to={`/studies/${study}/surveys/${first.id}/versions`}>{words.toVersions}</Link>
      </p>
      <KeepingBar writing={writing} />
      <div className={styles.beside}>
        <div>
          <section aria-labelledby="about" className={styles.part}>
            <h2 id="about">{words.aboutTitle}</h2>
            <div className={styles.form}>
              <WrittenFields
                label={words.title}
                value={draft.title}
                onChange={(title) => edit({ ...draft, title }, "title")}
              />
              <WrittenFields
                long
                label={words.consent}
                value={draft.consent}
                onChange={(consent) => edit({ ...draft, consent }, "consent")}
              />
              <ReadingHints text={draft.consent.nl} />
            </div>
          </section>
          <QuestionList writing={writing} />
        </div>
        <TryOut {...{ draft, today }} />
      </div>
      <PublishPart {...{ writing, study }} />
    </>
  );
}
