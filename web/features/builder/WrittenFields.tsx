import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { useWords } from "../../lib/language/language.tsx";
import type { Written } from "../../../schema/survey.ts";
import styles from "./builder.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface WrittenFieldsProps {
  label: string;
  value: Written | null;
  long?: boolean;
  error?: string | null;
  onChange(value: Written): void;
}

/** The same words in Dutch and English, beside one another where there is room. */
export function WrittenFields({ label, value, long = false, error, onChange }: WrittenFieldsProps) {
  const words = useWords({ nl, en });
  const Field = long ? TextArea : TextField;
  const { nl: dutch, en: english } = value ?? { nl: "", en: null };
  const shared = { autoComplete: "off", ...(long ? { rows: 3 } : {}) };
  return (
    <div className={styles.pair}>
      <Field
        {...shared}
        label={words.inDutch(label)}
        lang="nl"
        value={dutch}
        error={error}
        onChange={({ target }: { target: { value: string } }) => onChange({ nl: target.value, en: english })}
      />
      <Field
        {...shared}
        label={words.inEnglish(label)}
        lang="en"
        value={english ?? ""}
        onChange={({ target }: { target: { value: string } }) => onChange({ nl: dutch, en: target.value || null })}
      />
    </div>
  );
}
