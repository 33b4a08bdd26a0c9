import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import styles from "./page.module.css";

/** Stands on every page that shows something of a made-up study. */
export function SyntheticBar() {
  const words = useWords({ nl, en });
  return <p className={styles.synthetic}>{words.synthetic}</p>;
}
