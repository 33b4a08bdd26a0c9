import { useState } from "react";
import { useNavigate } from "react-router";
import { useMutation } from "urql";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { NotForViewer } from "../../components/page/NotForViewer.tsx";
import { StudyDesk } from "../../components/page/StudyDesk.tsx";
import { useWords, Words } from "../../lib/language/language.tsx";
import { isOne, useViewer } from "../../lib/viewer/useViewer.ts";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { OpenQuestion } from "./operations.ts";
import { MakeCodebook, StudyOpenQuestions } from "./operations.ts";

/** The questions of a study that people answer in their own words, and how far their themes are. */
export default function OpenAnswersPage() {
  const words = useWords({ nl, en });
  return (
    <StudyDesk query={StudyOpenQuestions} title={words.listTitle}>
      {(study) => (
        <>
          <p className={styles.intro}>{words.listIntro}</p>
          {study.openQuestions === null && <NotForViewer>{words.notPermitted}</NotForViewer>}
          {study.openQuestions?.length === 0 && (
            <EmptyState title={words.noQuestions}>
              <p>{words.noQuestionsHelp}</p>
            </EmptyState>
          )}
          <ul className={styles.list}>
            {study.openQuestions?.map((question) => (
              <QuestionItem key={`${question.survey}/${question.variable}`} question={question} />
            ))}
          </ul>
        </>
      )}
    </StudyDesk>
  );
}

function QuestionItem({ question }: { question: OpenQuestion }) {
  const words = useWords({ nl, en });
  const navigate = useNavigate();
  const { viewer } = useViewer();
  const [{ fetching, error }, makeCodebook] = useMutation(MakeCodebook);
  const [problem, setProblem] = useState<string | null>(null);
  const { survey, variable, codebook } = question;
  const begin = async () => {
    setProblem(null);
    const { data } = await makeCodebook({ survey, variable });
    if (data?.makeCodebook.__typename === "Problem") setProblem(data.makeCodebook.message);
    if (data?.makeCodebook.__typename === "Codebook") void navigate(`/codebooks/${data.makeCodebook.id}`);
  };
  return (
    <li className={styles.item}>
      <h2>
        <Words of={question.text} />
      </h2>
      <p className={styles.quiet}>
        <Words of={question.surveyTitle} /> · <code>{variable}</code>
        {codebook && ` · ${words.themesCount(codebook.themes.length)}`}
        {codebook?.progress && ` · ${words.progress(codebook.progress.done, codebook.progress.total)}`}
      </p>
      {error && <FailureNotice error={error} />}
      {problem && <Notice kind="WRONG" title={problem} />}
      <div className={styles.actions}>
        {codebook && <ButtonLink to={`/codebooks/${codebook.id}`}>{words.toCodebook}</ButtonLink>}
        {!codebook && isOne(viewer, "RESEARCHER") && (
          <Button busy={fetching} onClick={() => void begin()}>
            {words.begin}
          </Button>
        )}
      </div>
    </li>
  );
}
