import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Link, useParams } from "react-router";
import { useClient, useQuery } from "urql";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { SyntheticBar } from "../../components/page/SyntheticBar.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import type { DraftQuestion } from "./draft.ts";
import { askedBefore } from "./earlier.ts";
import { en } from "./en.ts";
import { KeepingBar } from "./KeepingBar.tsx";
import { nl } from "./nl.ts";
import { AskedInStudy, SurveyDraft } from "./operations.ts";
import type { SavedSurvey } from "./operations.ts";
import { PublishPart } from "./PublishPart.tsx";
import { QuestionList } from "./QuestionList.tsx";
import { ReadingHints } from "./ReadingHints.tsx";
import { PHONE, TryOut } from "./TryOut.tsx";
import { useWriting } from "./useWriting.ts";
import { keyOf, writtenIn } from "./written.ts";
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
  const earlier = useEarlier(first.id);
  const [open, setOpen] = useState<string | null>(null);
  const [look, setLook] = useState<{ id: string } | null>(null);
  const showOnPhone = (id: string) => {
    flushSync(() => setLook({ id }));
    // On a narrow screen the phone stands below all questions.
    document.getElementById(PHONE)?.scrollIntoView({ block: "nearest" });
  };
  const goTo = (at: number) => {
    const parts = writtenIn(draft.questions).find((each) => each.some((part) => part === draft.questions[at]));
    const [question] = parts ?? [];
    if (!parts || !question) return;
    flushSync(() => setOpen(keyOf(parts, draft)));
    document.getElementById(`open-${question.id}`)?.focus();
  };
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
          <QuestionList {...{ writing, earlier, open }} onOpen={setOpen} onLook={showOnPhone} />
        </div>
        <TryOut {...{ draft, earlier, today, look }} />
      </div>
      <PublishPart {...{ writing, study }} onPlace={goTo} />
    </>
  );
}

/** Asked once: what is saved while somebody writes changes nothing of what was asked before. */
function useEarlier(id: string): readonly DraftQuestion[] {
  const client = useClient();
  const [earlier, setEarlier] = useState<readonly DraftQuestion[]>([]);
  useEffect(() => {
    let here = true;
    void client
      .query(AskedInStudy, { id })
      .toPromise()
      .then(({ data }) => {
        if (here) setEarlier(askedBefore(data?.survey?.study.surveys ?? []));
      });
    return () => {
      here = false;
    };
  }, [client, id]);
  return earlier;
}
