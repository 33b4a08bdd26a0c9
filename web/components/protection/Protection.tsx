import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import styles from "./protection.module.css";

/** What everybody who sees a figure is told about how people are protected in it. */
export function Protection() {
  const words = useWords({ nl, en });
  return (
    <details className={styles.protection}>
      <summary>{words.title}</summary>
      <ul>
        {words.told.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
