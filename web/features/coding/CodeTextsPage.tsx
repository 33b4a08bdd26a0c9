import { useEffect, useRef, useState } from "react";
import { Button, ButtonLink } from "../../components/button/Button.tsx";
import { Checkbox } from "../../components/form/Choices.tsx";
import { EmptyState } from "../../components/notice/EmptyState.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { CodebookDesk } from "./CodebookDesk.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { pressed } from "./keys.ts";
import { MakeQuotePart } from "./MakeQuotePart.tsx";
import { nl } from "./nl.ts";
import type { WholeCodebook } from "./operations.ts";
import { ThemeChoices } from "./ThemeChoices.tsx";
import { useCoding } from "./useCoding.ts";

/** Texts one at a time, with nothing beside them, by keyboard or by touch. */
export default function CodeTextsPage() {
  const words = useWords({ nl, en });
  return (
    <CodebookDesk title={words.codeTitle} backToBook>
      {(codebook, refresh) =>
        codebook.themes.length === 0 ? (
          <EmptyState title={words.noThemesYet}>
            <ButtonLink to={`/codebooks/${codebook.id}`}>{words.toBook}</ButtonLink>
          </EmptyState>
        ) : (
          <CodeTexts codebook={codebook} onThemesChanged={refresh} />
        )
      }
    </CodebookDesk>
  );
}

function CodeTexts({ codebook, onThemesChanged }: { codebook: WholeCodebook; onThemesChanged(): void }) {
  const words = useWords({ nl, en });
  const { id, version, themes } = codebook;
  const coding = useCoding(id, version, onThemesChanged);
  const [byKeys, setByKeys] = useState(true);
  const [showsHelp, setShowsHelp] = useState(false);
  const [isEmpty, setIsEmpty] = useState(false);
  const [isQuoting, setIsQuoting] = useState(false);
  const { text, chosen, progress, keeping, problem, failure, isOpening } = coding;
  const region = useRef<HTMLElement>(null);
  const shown = useRef<HTMLQuoteElement>(null);
  const textId = text?.id;
  useEffect(() => {
    if (textId) shown.current?.focus();
  }, [textId]);

  const leave = async (where: "NEXT" | "BEFORE") => {
    setIsQuoting(false);
    setIsEmpty(!(await coding.leave(where)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const found = byKeys && !isQuoting ? pressed(event) : null;
    const on = event.target as HTMLElement;
    // A button or link that has the focus keeps its own Enter.
    if (found === null || on.closest("a, details, textarea, select")) return;
    if (found.do === "NEXT" && on.closest("button")) return;
    event.preventDefault();
    setIsEmpty(false);
    if (found.do === "THEME") {
      const theme = themes[found.place];
      if (theme && !text?.compared) coding.toggle(theme.code);
    } else if (found.do === "NONE") {
      if (!text?.compared) coding.toggleNone();
    } else if (found.do === "UNDO") coding.undo();
    else if (found.do === "HELP") setShowsHelp(!showsHelp);
    else void leave(found.do === "NEXT" ? "NEXT" : "BEFORE");
  };
  // Keys work while something in here has the focus, and nowhere else.
  useEffect(() => {
    const here = region.current;
    here?.addEventListener("keydown", onKeyDown);
    return () => here?.removeEventListener("keydown", onKeyDown);
  });

  return (
    <section ref={region} className={styles.coding} aria-label={words.codeTitle}>
      {progress && (
        <div className={styles.progress}>
          <progress max={Math.max(1, progress.total)} value={progress.done} aria-label={words.codeTitle} />
          <span role="status">{words.place(progress.done, progress.total)}</span>
        </div>
      )}
      <Keeping {...{ keeping }} onRetry={coding.retry} />
      {failure && <FailureNotice error={failure} onRetry={coding.retry} />}
      {problem && (
        <Notice kind="WRONG" title={problem.code === "CODEBOOK_CHANGED" ? words.themesChanged : problem.message} />
      )}
      {isOpening && !text && <p role="status">{words.reading}</p>}
      {!isOpening && !text && !problem && !failure && (
        <EmptyState title={words.allDone}>
          <p>{words.allDoneHelp}</p>
          <ButtonLink to={`/codebooks/${id}`}>{words.toBook}</ButtonLink>
        </EmptyState>
      )}
      {text && (
        <>
          <blockquote ref={shown} tabIndex={-1} className={styles.text} aria-label={words.text}>
            {text.words}
          </blockquote>
          {text.compared && <Notice kind="INFO" title={words.compared} />}
          <ThemeChoices
            {...{ themes, chosen, byKeys }}
            disabled={text.compared}
            onToggle={coding.toggle}
            onNone={coding.toggleNone}
          />
          {isEmpty && <Notice kind="WRONG" title={words.chooseFirst} />}
          <div className={styles.actions}>
            <Button weight="PRIMARY" busy={isOpening || keeping === "SAVING"} onClick={() => void leave("NEXT")}>
              {words.next}
            </Button>
            <Button busy={isOpening || text.place === 1} onClick={() => void leave("BEFORE")}>
              {words.back}
            </Button>
            <Button busy={!coding.canUndo} onClick={coding.undo}>
              {words.undo}
            </Button>
          </div>
          {text.quotable ? (
            <MakeQuotePart key={text.id} codebook={id} text={text} isOpen={isQuoting} onOpen={setIsQuoting} />
          ) : (
            <p className={styles.quiet}>{words.notQuotable}</p>
          )}
        </>
      )}
      <div className={styles.keys}>
        <Checkbox label={words.keysOn} checked={byKeys} onChange={(event) => setByKeys(event.target.checked)} />
        <Button weight="QUIET" aria-expanded={showsHelp} onClick={() => setShowsHelp(!showsHelp)}>
          {words.help}
        </Button>
        {showsHelp && (
          <ul>
            {words.helpLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Keeping({ keeping, onRetry }: { keeping: string; onRetry(): void }) {
  const words = useWords({ nl, en });
  if (keeping !== "OFFLINE" && keeping !== "FAILED") return null;
  return (
    <Notice kind="WRONG" title={keeping === "OFFLINE" ? words.offline : words.notSaved}>
      <Button onClick={onRetry}>{words.tryNow}</Button>
    </Notice>
  );
}
