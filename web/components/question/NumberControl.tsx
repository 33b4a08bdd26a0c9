import { TextField } from "../form/TextField.tsx";
import { useLanguage, useSay, useWords, Words } from "../../lib/language/language.tsx";
import { sayNumber } from "../../lib/language/saying.ts";
import styles from "./question.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { ControlProps } from "./control.ts";

/** A number to fill in, with its unit; a scale of many steps as well. */
export function NumberControl({ question, heading, headingId, help, error, draft, onType }: ControlProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const { number, scale } = question;
  const range = number ?? scale;
  const limits = range && words.from(sayNumber(range.minimum, locale), sayNumber(range.maximum, locale));
  const ends = scale && `${scale.minimum}: ${say(scale.low)}. ${scale.maximum}: ${say(scale.high)}.`;
  return (
    <div className={styles.stack}>
      {heading}
      <TextField
        labelledBy={headingId}
        help={
          <>
            {help} {limits} {ends}
          </>
        }
        error={error}
        value={typeof draft === "number" ? sayPlain(draft, locale) : typeof draft === "string" ? draft : ""}
        inputMode={number && !number.integer ? "decimal" : "numeric"}
        autoComplete="off"
        size={8}
        unit={number?.unit && <Words of={number.unit} />}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}

/** As somebody would type it: no marks between thousands. */
const sayPlain = (value: number, locale: "nl" | "en"): string =>
  locale === "nl" ? String(value).replace(".", ",") : String(value);
