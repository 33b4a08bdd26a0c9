import type { ReactNode } from "react";
import styles from "./notice.module.css";

interface NoticeProps {
  /** INFO and LATE are simply there; GOOD is said politely when it appears; WRONG is said at once. */
  kind: "INFO" | "LATE" | "GOOD" | "WRONG";
  title?: ReactNode;
  children?: ReactNode;
}

const ROLES = { INFO: undefined, LATE: undefined, GOOD: "status", WRONG: "alert" } as const;
const CLASSES = { INFO: styles.info, LATE: styles.wrong, GOOD: styles.good, WRONG: styles.wrong } as const;

export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${CLASSES[kind]}`} role={ROLES[kind]}>
      {title && <p className={styles.title}>{title}</p>}
      {children}
    </div>
  );
}
