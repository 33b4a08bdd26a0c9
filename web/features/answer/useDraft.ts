import { useEffect, useEffectEvent, useState } from "react";
import { useLanguage } from "../../lib/language/language.tsx";
import type { CheckedAnswer } from "../../../schema/answer.ts";
import type { Text } from "../../../schema/text.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import type { Question } from "../../components/question/operations.ts";
import { checkDraft } from "../../components/question/rule.ts";

/** Typing is saved when it pauses. */
const PAUSE_MS = 700;

/**
 * What stands in the answer now. What fits the question is kept as it is given: choices at once, typing after a pause
 * and whenever the reader goes elsewhere.
 */
export function useDraft(
  question: Question,
  saved: Json,
  keep: (value: Json) => void,
  /** Why a value cannot stand beside the other answers; null where it can */
  against: (value: Json) => Text | null,
) {
  const { locale } = useLanguage();
  const [draft, setDraft] = useState<Json>(saved);
  const [typing, setTyping] = useState(false);
  const check = (written: Json): CheckedAnswer => {
    const fitting = checkDraft(question, written);
    const text = fitting.ok ? against(fitting.value) : null;
    return text ? { ok: false, code: "ANSWER_REFUSED", text } : fitting;
  };
  const checked = check(draft);

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
    /** What is kept of it; what was kept before where it cannot be. */
    value: checked.ok ? checked.value : saved,
    empty: checked.ok && checked.value === null,
    choose(value: Json) {
      setDraft(value);
      const chosen = check(value);
      if (chosen.ok) keep(chosen.value);
    },
    type(written: string) {
      setDraft(written);
      setTyping(true);
    },
    keepNow,
  };
}
