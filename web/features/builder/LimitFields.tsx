import { useState } from "react";
import { Checkbox } from "../../components/form/Choices.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { WrittenFields } from "./WrittenFields.tsx";

interface LimitFieldsProps {
  question: DraftQuestion;
  onChange(changes: Partial<DraftQuestion>): void;
}

/** From where to where an answer goes, as far as the kind has such limits. */
export function LimitFields({ question, onChange }: LimitFieldsProps) {
  const words = useWords({ nl, en });
  const { scale, number, days, kind } = question;
  if (!scale && !number && !days && kind !== "TEXT") return null;
  return (
    <fieldset className={styles.fields}>
      <legend>{words.limits}</legend>
      {scale && (
        <>
          <div className={styles.pair}>
            <NumberField
              label={words.minimum}
              value={scale.minimum}
              onChange={(minimum) => onChange({ scale: { ...scale, minimum } })}
            />
            <NumberField
              label={words.maximum}
              value={scale.maximum}
              onChange={(maximum) => onChange({ scale: { ...scale, maximum } })}
            />
          </div>
          <WrittenFields
            label={words.low}
            value={scale.low}
            onChange={(low) => onChange({ scale: { ...scale, low } })}
          />
          <WrittenFields
            label={words.high}
            value={scale.high}
            onChange={(high) => onChange({ scale: { ...scale, high } })}
          />
          <Checkbox
            label={words.faces}
            checked={scale.faces}
            onChange={({ target }) => onChange({ scale: { ...scale, faces: target.checked } })}
          />
        </>
      )}
      {number && (
        <>
          <div className={styles.pair}>
            <NumberField
              label={words.minimum}
              value={number.minimum}
              onChange={(minimum) => onChange({ number: { ...number, minimum } })}
            />
            <NumberField
              label={words.maximum}
              value={number.maximum}
              onChange={(maximum) => onChange({ number: { ...number, maximum } })}
            />
          </div>
          <WrittenFields
            label={words.unit}
            value={number.unit}
            onChange={(unit) => onChange({ number: { ...number, unit } })}
          />
          <Checkbox
            label={words.integer}
            checked={number.integer}
            onChange={({ target }) => onChange({ number: { ...number, integer: target.checked } })}
          />
        </>
      )}
      {days && (
        <div className={styles.pair}>
          {(["from", "to"] as const).map((end) => (
            <TextField
              key={end}
              type="date"
              label={words.days[end]}
              value={days[end]}
              onChange={({ target }) => onChange({ days: { ...days, [end]: target.value } })}
            />
          ))}
        </div>
      )}
      {kind === "TEXT" && (
        <Checkbox
          label={words.short}
          checked={question.short}
          onChange={({ target }) => onChange({ short: target.checked, maxLength: null })}
        />
      )}
    </fieldset>
  );
}

interface NumberFieldProps {
  label: string;
  value: number;
  onChange(value: number): void;
}

/** What is typed stands until it is a number. */
function NumberField({ label, value, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      value={typed ?? String(value)}
      inputMode="decimal"
      autoComplete="off"
      onBlur={() => setTyped(null)}
      onChange={({ target }) => {
        setTyped(target.value);
        const read = Number(target.value.trim().replace(",", "."));
        if (target.value.trim() !== "" && Number.isFinite(read)) onChange(read);
      }}
    />
  );
}
