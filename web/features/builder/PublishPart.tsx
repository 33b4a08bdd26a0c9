import { useState } from "react";
import { Link } from "react-router";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { ChangeList } from "../../components/survey-change/ChangeList.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { PublishSurvey } from "./operations.ts";
import type { Writing } from "./useWriting.ts";
import { numberAt } from "./written.ts";

interface PublishPartProps {
  writing: Writing;
  study: string;
  /** Opens the question at this place of the draft. */
  onPlace(at: number): void;
}

/** What stands in the way of the next version, what it would change, and making it. */
export function PublishPart({ writing, study, onPlace }: PublishPartProps) {
  const words = useWords({ nl, en });
  const [{ fetching, error }, publish] = useMutation(PublishSurvey);
  const [came, setCame] = useState<{ number?: number; problem?: string }>({});
  const { saved, keeping } = writing;
  const { problems, draftChanges, versions } = saved;
  const isSaved = keeping.kind === "SAVED";
  const onPublish = async () => {
    setCame({});
    const { data } = await publish({ id: saved.id, revision: saved.revision });
    const answered = data?.publishSurvey;
    if (!answered) return;
    if (answered.__typename === "Problem") return setCame({ problem: answered.message });
    setCame({ number: answered.number });
    await writing.lookAgain();
  };
  const unchanged = versions.length > 0 && draftChanges.length === 0;
  return (
    <section aria-labelledby="publish" className={styles.part}>
      <h2 id="publish">{words.publishTitle}</h2>
      {!isSaved && <p>{words.publishWaits}</p>}
      {problems.length > 0 && (
        <Notice kind="LATE" title={words.problemsTitle}>
          <ul>
            {problems.map(({ code, message, path }) => (
              <li key={`${code} ${path.join(".")} ${message}`}>
                {path[0] === "questions" && (
                  <Button weight="QUIET" onClick={() => onPlace(Number(path[1]))}>
                    {words.place(numberAt(writing.draft.questions, Number(path[1])))}
                  </Button>
                )}{" "}
                {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {came.problem && <Notice kind="WRONG" title={came.problem} />}
      {error && <FailureNotice error={error} onRetry={() => void onPublish()} />}
      {came.number !== undefined && unchanged && (
        <Notice kind="GOOD" title={words.published(came.number)}>
          <p>
            <Link to={`/studies/${study}/surveys`}>{words.toSurveys}</Link>
          </p>
        </Notice>
      )}
      {versions.length === 0 && <p>{words.firstVersion}</p>}
      {versions.length > 0 && (
        <>
          <h3>{words.changesTitle}</h3>
          <ChangeList changes={draftChanges} />
        </>
      )}
      {problems.length === 0 && isSaved && !unchanged && (
        <Button weight="PRIMARY" busy={fetching} onClick={() => void onPublish()}>
          {words.publish}
        </Button>
      )}
    </section>
  );
}
