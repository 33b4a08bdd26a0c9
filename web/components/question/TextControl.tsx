import { TextArea, TextField } from "../form/TextField.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./question.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { ControlProps } from "./control.ts";

/** Own words: one line, or room for more. */
export function TextControl({ question, heading, headingId, help, error, draft, onType }: ControlProps) {
  const written = typeof draft === "string" ? draft : "";
  const words = useWords({ nl, en });
  const most = question.maxLength;
  const left = most !== null && <Left most={most} used={written.length} />;
  return (
    <div className={styles.stack}>
      {heading}
      <p className={styles.quiet}>{words.readers}</p>
      {question.short ? (
        <div className={styles.tight}>
          <TextField
            labelledBy={headingId}
            help={help}
            error={error}
            value={written}
            onChange={({ target }) => onType(target.value)}
          />
          {left}
        </div>
      ) : (
        <TextArea
          labelledBy={headingId}
          help={help}
          error={error}
          value={written}
          onChange={({ target }) => onType(target.value)}
          below={left}
        />
      )}
    </div>
  );
}

/** How many characters are left; read out only when few are. */
function Left({ most, used }: { most: number; used: number }) {
  const words = useWords({ nl, en });
  const left = most - used;
  return (
    <p className={left < 0 ? styles.tooLong : styles.quiet} aria-live={left < 50 ? "polite" : "off"}>
      {left < 0 ? words.tooLong(-left) : words.left(left)}
    </p>
  );
}
