import type { ReactNode } from "react";
import styles from "./form.module.css";

export function Help({ id, children }: { id: string | undefined; children: ReactNode }) {
  return (
    <p id={id} className={styles.help}>
      {children}
    </p>
  );
}

/** What is not right with a field, in words, tied to the field by its id. */
export function FieldError({ id, children }: { id: string | undefined; children: ReactNode }) {
  return (
    <p id={id} className={styles.error}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M10 2 19 18H1Z" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
        <path d="M10 8v4.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        <circle cx="10" cy="15.3" r="1.1" fill="currentColor" />
      </svg>
      <span>{children}</span>
    </p>
  );
}
