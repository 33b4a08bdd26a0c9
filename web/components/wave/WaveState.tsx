import { useState } from "react";
import { useMutation } from "urql";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { Button } from "../button/Button.tsx";
import { FailureNotice } from "../notice/FailureNotice.tsx";
import { Notice } from "../notice/Notice.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { CloseWave, ReopenWave } from "./operations.ts";
import styles from "./wave.module.css";

interface WaveStateProps {
  wave: { id: string; label: string; openedAt: string | null; closedAt: string | null };
  /** Whether the viewer may close it and open it again. */
  mayClose: boolean;
}

type Said = { kind: "WRONG"; text: string } | { kind: "GOOD"; text: string; undo: "CLOSE" | "REOPEN" };

/** Whether a wave still takes answers; who may, closes it after a second thought, and undoes that. */
export function WaveState({ wave, mayClose }: WaveStateProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { id, label, openedAt, closedAt } = wave;
  const [closing, close] = useMutation(CloseWave);
  const [reopening, reopen] = useMutation(ReopenWave);
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const busy = closing.fetching || reopening.fetching;
  const error = closing.error ?? reopening.error;

  const change = async (to: "CLOSE" | "REOPEN") => {
    setSaid(null);
    setAsked(false);
    const answered =
      to === "CLOSE" ? (await close({ wave: id })).data?.closeWave : (await reopen({ wave: id })).data?.reopenWave;
    if (answered === undefined) return;
    if (answered.__typename === "Problem") return setSaid({ kind: "WRONG", text: answered.message });
    const closed = to === "CLOSE";
    setSaid({
      kind: "GOOD",
      text: closed ? words.nowClosed(label) : words.nowOpen(label),
      undo: closed ? "REOPEN" : "CLOSE",
    });
  };

  return (
    <>
      <div className={styles.state}>
        {closedAt ? (
          <span>{words.closed(sayDay(closedAt, locale))}</span>
        ) : (
          openedAt && <span>{words.open(sayDay(openedAt, locale))}</span>
        )}
        {mayClose && !asked && said?.kind !== "GOOD" && (
          <Button
            weight="QUIET"
            busy={busy}
            aria-label={closedAt ? words.reopenLong(label) : words.closeLong(label)}
            onClick={() => (closedAt ? void change("REOPEN") : setAsked(true))}
          >
            {closedAt ? words.reopen : words.close}
          </Button>
        )}
      </div>
      {asked && (
        <div className={styles.sure} role="group" aria-labelledby={`close-${id}`}>
          {/* Takes the focus: it is the question that the press before led to. */}
          <p id={`close-${id}`} tabIndex={-1} ref={(question) => question?.focus()}>
            <strong>{words.closeTitle(label)}</strong>
          </p>
          <p>{words.closeWhat}</p>
          <div className={styles.actions}>
            <Button onClick={() => setAsked(false)}>{words.closeNot}</Button>
            <Button busy={busy} onClick={() => void change("CLOSE")}>
              {words.closeSure}
            </Button>
          </div>
        </div>
      )}
      {error && <FailureNotice error={error} />}
      {said && (
        <Notice kind={said.kind}>
          <p>{said.text}</p>
          {said.kind === "GOOD" && (
            <Button weight="QUIET" busy={busy} onClick={() => void change(said.undo)}>
              {words.undo}
            </Button>
          )}
        </Notice>
      )}
    </>
  );
}
