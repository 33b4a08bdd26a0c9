import { Button } from "../../components/button/Button.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Respondence } from "./useRespondent.ts";

interface SavedWordsProps {
  respondence: Respondence;
  question: string;
  /** There is an answer, from now or from before. */
  answered: boolean;
}

/** Whether the answer is safe. Read out when it changes, seen all the time. */
export function SavedWords({ respondence, question, answered }: SavedWordsProps) {
  const words = useWords({ nl, en });
  const { saving } = respondence;
  const waiting = saving.kind === "WAITING";
  const ended = saving.kind === "ENDED";
  const saved =
    (saving.kind === "SAVED" && saving.question === question) ||
    (answered && (saving.kind === "IDLE" || saving.kind === "SAVED")) ||
    (answered && saving.kind === "ELSEWHERE" && saving.question !== question);
  return (
    <div className={waiting || ended ? styles.unsaved : styles.saved}>
      <p role="status">
        {saved && (
          <>
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <path d="M4 10.5 8.5 15 16 5.5" fill="none" stroke="currentColor" strokeWidth="2.5" />
            </svg>
            {words.saved}
          </>
        )}
        {saving.kind === "ELSEWHERE" && saving.question === question && words.saidElsewhere}
        {waiting && (saving.offline ? words.notSavedOffline : words.notSaved)}
        {ended && `${words.endedTitle}. ${words.endedUnsaved}`}
      </p>
      {waiting && (
        <Button weight="QUIET" onClick={() => void respondence.saveNow()}>
          {words.tryNow}
        </Button>
      )}
    </div>
  );
}
