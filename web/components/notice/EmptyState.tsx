import type { ReactNode } from "react";
import { Mark } from "../mark/Mark.tsx";
import styles from "./notice.module.css";

/** Nothing yet: a voice without echo, and what can be done about it. */
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <Mark rings={0} size={72} />
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
