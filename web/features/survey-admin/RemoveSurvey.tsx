import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { DeleteSurvey } from "./operations.ts";
import styles from "./survey-admin.module.css";

/** Takes a survey away that was never published. */
export function RemoveSurvey({ id, onRemoved }: { id: string; onRemoved(): void }) {
  const words = useWords({ nl, en });
  const [{ data, error, fetching }, deleteSurvey] = useMutation(DeleteSurvey);
  const removed = data?.deleteSurvey;
  const remove = async () => {
    const answer = await deleteSurvey({ id });
    if (answer.data?.deleteSurvey.__typename === "DeletedSurvey") onRemoved();
  };
  return (
    <details className={styles.folded}>
      <summary>{words.removeTitle}</summary>
      <p>{words.removeWhat}</p>
      {error && <FailureNotice error={error} />}
      {removed?.__typename === "Problem" && <Notice kind="WRONG" title={removed.message} />}
      <Button busy={fetching} onClick={() => void remove()}>
        {words.remove}
      </Button>
    </details>
  );
}
