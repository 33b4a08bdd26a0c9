import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { keyOf } from "./keys.ts";
import { nl } from "./nl.ts";
import type { Theme } from "./operations.ts";

interface ThemeChoicesProps {
  themes: readonly Theme[];
  chosen: { themes: readonly string[]; none: boolean };
  /** Shows the key that gives each. */
  byKeys: boolean;
  disabled?: boolean;
  onToggle(code: string): void;
  onNone(): void;
}

/** Every theme with its key; several can be in one text. */
export function ThemeChoices({ themes, chosen, byKeys, disabled = false, onToggle, onNone }: ThemeChoicesProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  return (
    <fieldset className={styles.themes} disabled={disabled}>
      <legend>{words.which}</legend>
      {themes.map(({ code, label, when }, place) => (
        <label key={code} className={styles.theme}>
          <input type="checkbox" checked={chosen.themes.includes(code)} onChange={() => onToggle(code)} />
          {byKeys && <Key name={keyOf(place)} />}
          <span>
            {say(label)}
            {when && <small className={styles.when}>{say(when)}</small>}
          </span>
        </label>
      ))}
      <label className={styles.theme}>
        <input type="checkbox" checked={chosen.none} onChange={onNone} />
        {byKeys && <Key name="n" />}
        <span>{words.none}</span>
      </label>
    </fieldset>
  );
}

/** Seen only: the help says it to who hears the page. */
const Key = ({ name }: { name: string | null }) => (name ? <kbd aria-hidden="true">{name}</kbd> : null);
