import { useId } from "react";
import type { ReactNode } from "react";
import type { Codebook } from "../../lib/question/codebook.ts";
import type { Question } from "../../lib/question/question.ts";
import styles from "./ask.module.css";

export interface StepProps {
  question: Question;
  codebook: Codebook;
  onChange(question: Question): void;
}

/** One part of the question: what it is at the left, the choices at the right. */
export function Step({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.step} aria-labelledby={id}>
      <div>
        <h2 id={id} className={styles.stepTitle}>
          {title}
        </h2>
        <p className={styles.small}>{help}</p>
      </div>
      <div className={styles.choices}>{children}</div>
    </section>
  );
}
