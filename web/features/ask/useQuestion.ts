import { useCallback, useEffect, useMemo, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Question } from "../../lib/question/question.ts";
import { EMPTY_QUESTION, questionFromText, questionToText, tidy } from "../../lib/question/question.ts";

interface Changes {
  /** How many changes lie behind this address; so many can be undone. */
  changes: number;
}

const changesBehind = (state: unknown): number =>
  typeof state === "object" && state !== null && "changes" in state && typeof state.changes === "number"
    ? state.changes
    : 0;

const searchOf = (question: Question, asked: boolean): string =>
  `?${new URLSearchParams({ q: questionToText(question), ...(asked ? { asked: "1" } : {}) }).toString()}`;

/** The question an address holds; null where what it holds is none. */
function readSearch(search: string): { question: Question | null; asked: boolean } {
  const params = new URLSearchParams(search);
  const text = params.get("q");
  return { question: text === null ? EMPTY_QUESTION : questionFromText(text), asked: params.has("asked") };
}

/**
 * The question stands in the address: it can be shared, and the browser's way back is the undo.
 * `asked` says that the answer to it is wanted as well.
 */
export function useQuestion() {
  const { search, state } = useLocation();
  const navigate = useNavigate();
  // The router writes the address a moment later; a ticked box must not wait for that.
  const [ahead, setAhead] = useState<{ search: string; changes: number } | null>(null);
  if (ahead?.search === search) setAhead(null);
  useEffect(() => {
    const wentBack = () => setAhead(null);
    window.addEventListener("popstate", wentBack);
    return () => window.removeEventListener("popstate", wentBack);
  }, []);

  const now = ahead?.search ?? search;
  const changes = ahead?.changes ?? changesBehind(state);
  const { question, asked } = useMemo(() => readSearch(now), [now]);

  const go = useCallback(
    (next: Question, withAnswer: boolean) => {
      const wanted = searchOf(tidy(next), withAnswer);
      const kept: Changes = { changes: changes + 1 };
      if (wanted === now) return;
      setAhead({ search: wanted, ...kept });
      void navigate({ search: wanted }, { state: kept, preventScrollReset: true });
    },
    [navigate, changes, now],
  );

  return {
    question: question ?? EMPTY_QUESTION,
    /** The address holds something that is no question. */
    unreadable: question === null,
    asked: asked && question !== null,
    change: useCallback((next: Question) => go(next, false), [go]),
    ask: useCallback((next: Question) => go(next, true), [go]),
    reset: useCallback(() => go(EMPTY_QUESTION, false), [go]),
    undo: changes > 0 ? () => void navigate(-1) : null,
  };
}
