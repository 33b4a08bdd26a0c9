import { useDescribing } from "../form/describing.ts";
import { FieldError, Help } from "../form/FieldParts.tsx";
import { SelectField, TextField } from "../form/TextField.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import styles from "./question.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { ControlProps } from "./control.ts";
import { asDraft, writtenDay, type WrittenDay } from "./written-day.ts";

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);

/** A day in three boxes, or a month in two: nobody has to leaf back twenty years in a calendar. */
export default function DayControl({ question, heading, help, error, draft, onType }: ControlProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const { helpId, errorId, describedBy } = useDescribing(help, error);
  const written = writtenDay(draft);
  const change = (part: Partial<WrittenDay>) => onType(asDraft({ ...written, ...part }));
  const nameOf = new Intl.DateTimeFormat(locale === "nl" ? "nl-NL" : "en-GB", { month: "long", timeZone: "UTC" });
  return (
    <fieldset className={styles.scale} aria-describedby={describedBy}>
      <legend className={styles.legend}>{heading}</legend>
      <Help id={helpId}>{help}</Help>
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <div className={styles.day}>
        {question.kind === "DATE" && (
          <TextField
            label={words.day}
            value={written.day}
            inputMode="numeric"
            autoComplete="off"
            size={2}
            maxLength={2}
            onChange={({ target }) => change({ day: target.value })}
          />
        )}
        <SelectField
          label={words.month}
          placeholder={words.chooseMonth}
          options={MONTHS.map((month) => ({
            value: String(month),
            label: nameOf.format(Date.UTC(2000, month - 1, 1)),
          }))}
          value={written.month}
          onChange={({ target }) => change({ month: target.value })}
        />
        <TextField
          label={words.year}
          value={written.year}
          inputMode="numeric"
          autoComplete="off"
          size={4}
          maxLength={4}
          onChange={({ target }) => change({ year: target.value })}
        />
      </div>
    </fieldset>
  );
}
