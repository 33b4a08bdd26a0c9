import { Button } from "../../components/button/Button.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Writing } from "./useWriting.ts";
import { numberAt } from "./written.ts";

/** Whether what is written is saved, and the way back. */
export function KeepingBar({ writing }: { writing: Writing }) {
  const words = useWords({ nl, en });
  const { keeping } = writing;
  return (
    <>
      <div className={styles.keeping}>
        <p role="status">{words.keeping[keeping.kind]}</p>
        <p className={styles.actions}>
          {writing.canUndo && <Button onClick={writing.undo}>{words.undo}</Button>}
          {writing.canRedo && <Button onClick={writing.redo}>{words.redo}</Button>}
        </p>
      </div>
      {keeping.kind === "INVALID" && (
        <Notice kind="LATE" title={words.invalidTitle}>
          <p>
            {keeping.path[0] === "questions" && words.place(numberAt(writing.draft.questions, Number(keeping.path[1])))}{" "}
            {keeping.message}
          </p>
        </Notice>
      )}
      {keeping.kind === "CONFLICT" && (
        <Notice kind="WRONG" title={words.conflictTitle}>
          <p>{words.conflict}</p>
          <p className={styles.actions}>
            <Button onClick={() => void writing.takeTheirs()}>{words.takeTheirs}</Button>
            <Button onClick={() => void writing.keepMine()}>{words.keepMine}</Button>
          </p>
        </Notice>
      )}
      {keeping.kind === "FAILED" && keeping.error && <FailureNotice error={keeping.error} onRetry={writing.retry} />}
    </>
  );
}
