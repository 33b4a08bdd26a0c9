import { useRef } from "react";
import { flushSync } from "react-dom";
import { Button } from "../../components/button/Button.tsx";
import { TextArea } from "../../components/form/TextField.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** What a formula can be made of, as it is typed; what each does stands in the words. */
export const FORMULA_PARTS = {
  SELF: ".",
  LAST: "${last.…}",
  DAY: "date('2026-03-31')",
  COMPARE: "= != < <= > >=",
  JOIN: "and or not(…)",
  COUNT: "+ - * div mod",
  IF: "if(…, …, …)",
  SELECTED: "selected(…, 'code')",
  COUNT_SELECTED: "count-selected(…)",
  ANSWERED: "answered(…)",
  MISSING: "missing(…, 'DONT_KNOW')",
  COALESCE: "coalesce(…, …)",
  MIN_MAX: "min(…, …) max(…, …)",
  ROUND: "round(…) round(…, 1)",
  INT_ABS: "int(…) abs(…)",
  LENGTH: "string-length(…)",
  TODAY: "today()",
  YEARS: "years(…, …)",
} as const;
export type FormulaPart = keyof typeof FORMULA_PARTS;

interface FormulaFieldProps {
  value: string;
  problem: string | null;
  /** Questions before it, whose answers it can name */
  before: readonly DraftQuestion[];
  /** It checks the answer that it stands with. */
  ofAnswer?: boolean;
  onChange(formula: string): void;
}

/** A formula as text, with what can stand in it beside. */
export function FormulaField({ value, problem, before, ofAnswer = false, onChange }: FormulaFieldProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const box = useRef<HTMLTextAreaElement>(null);
  const insert = (part: string) => {
    const { selectionStart = value.length, selectionEnd = value.length } = box.current ?? {};
    flushSync(() => onChange(value.slice(0, selectionStart) + part + value.slice(selectionEnd)));
    box.current?.focus();
    box.current?.setSelectionRange(selectionStart + part.length, selectionStart + part.length);
  };
  const parts = (Object.keys(FORMULA_PARTS) as FormulaPart[]).filter((part) => part !== "SELF" || ofAnswer);
  return (
    <>
      <TextArea
        ref={box}
        label={words.formula}
        value={value}
        rows={3}
        error={problem}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
      <details>
        <summary className={styles.summary}>{words.formulaHelp}</summary>
        {before.length > 0 && (
          <>
            <p>{words.formulaAnswers}</p>
            <ul className={styles.inserts}>
              {before.map((each) => (
                <li key={each.id}>
                  <Button weight="QUIET" onClick={() => insert(`\${${each.variable}}`)}>
                    {words.insert(each.variable)}
                  </Button>{" "}
                  <small>{say(each.text)}</small>
                </li>
              ))}
            </ul>
          </>
        )}
        <dl className={styles.parts}>
          {parts.map((part) => (
            <div key={part}>
              <dt>
                <code>{FORMULA_PARTS[part]}</code>
              </dt>
              <dd>{words.formulaParts[part]}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
