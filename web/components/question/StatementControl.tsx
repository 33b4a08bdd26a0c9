import styles from "./question.module.css";
import type { ControlProps } from "./control.ts";

/** Says something and asks nothing. */
export function StatementControl({ heading, help }: ControlProps) {
  return (
    <div className={styles.stack}>
      {heading}
      {help && <p className={styles.asWritten}>{help}</p>}
    </div>
  );
}
