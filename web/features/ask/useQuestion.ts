import { useCallback, useMemo } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
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

/**
 * The question stands in the address: it can be shared, and the browser's way back is the undo.
 * `asked` says that the answer to it is wanted as well.
 */
export function useQuestion() {
  const [params] = useSearchParams();
  const { state } = useLocation();
  const navigate = useNavigate();
  const text = params.get("q");
  const asked = params.has("asked");
  const read = useMemo(() => (text === null ? EMPTY_QUESTION : questionFromText(text)), [text]);
  const changes = changesBehind(state);

  const go = useCallback(
    (next: Question, withAnswer: boolean) => {
      const search = new URLSearchParams({ q: questionToText(next), ...(withAnswer ? { asked: "1" } : {}) });
      const kept: Changes = { changes: changes + 1 };
      void navigate({ search: search.toString() }, { state: kept, preventScrollReset: true });
    },
    [navigate, changes],
  );

  return {
    question: read ?? EMPTY_QUESTION,
    /** The address holds something that is no question. */
    unreadable: read === null,
    asked: asked && read !== null,
    change: useCallback((next: Question) => go(tidy(next), false), [go]),
    ask: useCallback((next: Question) => go(tidy(next), true), [go]),
    reset: useCallback(() => go(EMPTY_QUESTION, false), [go]),
    undo: changes > 0 ? () => void navigate(-1) : null,
  };
}
