import { Link } from "react-router";
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
      <Told />
      <p>
        <Link to="/protection">{words.rules}</Link>
      </p>
    </details>
  );
}

/** The same sentences, where they stand open. */
export function Told() {
  const words = useWords({ nl, en });
  return (
    <ul className={styles.told}>
      {words.told.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
