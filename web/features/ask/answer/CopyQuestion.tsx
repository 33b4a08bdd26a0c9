import { useState } from "react";
import { Button } from "../../../components/button/Button.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import { curlText, operationText, variablesText } from "../../../lib/question/print.ts";
import type { AskableQuestion } from "../../../lib/question/question.ts";
import styles from "./answer.module.css";
import { en } from "../en.ts";
import { nl } from "../nl.ts";

/** The very question as GraphQL, to be used in a program of one's own. */
export function CopyQuestion({ question }: { question: AskableQuestion }) {
  const words = useWords({ nl, en });
  return (
    <details className={styles.copy}>
      <summary>{words.copyTitle}</summary>
      <p className={styles.small}>{words.copyHelp}</p>
      <CopyText name={words.query} text={operationText()} />
      <CopyText name={words.variables} text={variablesText(question)} />
      <CopyText name={words.shell} text={curlText(question, window.location.origin)} />
    </details>
  );
}

type Copied = "NOT_YET" | "COPIED" | "FAILED";

function CopyText({ name, text }: { name: string; text: string }) {
  const words = useWords({ nl, en });
  const [copied, setCopied] = useState<Copied>("NOT_YET");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied("COPIED"),
      () => setCopied("FAILED"),
    );
  return (
    <div className={styles.text}>
      <div className={styles.textBar}>
        <h4>{name}</h4>
        <Button weight="QUIET" onClick={() => void copy()}>
          {words.copy(name)}
        </Button>
        <span role="status" className={styles.small}>
          {copied === "COPIED" ? words.copied : copied === "FAILED" ? words.copyFailed : ""}
        </span>
      </div>
      <div className={styles.scroll} role="region" aria-label={words.textOf(name)} tabIndex={0}>
        <pre>{text}</pre>
      </div>
    </div>
  );
}
