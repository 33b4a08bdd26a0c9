import { useWords } from "../../lib/language/language.tsx";
import { Mark } from "../mark/Mark.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import styles from "./page.module.css";

/** While something is on its way. */
export function Waiting() {
  const words = useWords({ nl, en });
  return (
    <p className={styles.state} role="status">
      <Mark rings={0} />
      {words.loading}
    </p>
  );
}
