import { useEffect, useEffectEvent, useState } from "react";
import { useLanguage } from "../../lib/language/language.tsx";
import type { Json } from "../../lib/graphql/graphql.ts";
import type { Question } from "./operations.ts";
import { checkDraft } from "./rule.ts";

/** Typing is saved when it pauses. */
const PAUSE_MS = 700;

/**
 * What stands in the answer now. What fits the question is kept as it is given: choices at once, typing after a pause
 * and whenever the reader goes elsewhere.
 */
export function useDraft(question: Question, saved: Json, keep: (value: Json) => void) {
  const { locale } = useLanguage();
  const [draft, setDraft] = useState<Json>(saved);
  const [typing, setTyping] = useState(false);
  const checked = checkDraft(question, draft);

  const keepNow = () => {
    if (checked.ok && JSON.stringify(checked.value) !== JSON.stringify(saved)) keep(checked.value);
  };
  const onPause = useEffectEvent(keepNow);

  useEffect(() => {
    if (!typing) return;
    const timer = setTimeout(() => {
      setTyping(false);
      onPause();
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typing, draft]);

  useEffect(() => {
    const onHide = () => onPause();
    document.addEventListener("visibilitychange", onHide);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      onPause();
    };
  }, []);

  return {
    draft,
    /** Why it cannot be kept as it stands; null where it can. */
    wrong: checked.ok ? null : checked.text[locale],
    empty: checked.ok && checked.value === null,
    choose(value: Json) {
      setDraft(value);
      const chosen = checkDraft(question, value);
      if (chosen.ok) keep(chosen.value);
    },
    type(written: string) {
      setDraft(written);
      setTyping(true);
    },
    keepNow,
  };
}
