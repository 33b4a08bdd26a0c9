import { useMutation } from "urql";
import { ReasonForm } from "../../components/form/ReasonForm.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { useViewer } from "../../lib/viewer/useViewer.ts";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Codebook, Coder } from "./operations.ts";
import { AskToCode, DecideCoder } from "./operations.ts";

interface CodersPartProps {
  codebook: Codebook;
  onChange(): void;
}

/** Who may read what people wrote, who asked, and what a steward decided. */
export function CodersPart({ codebook, onChange }: CodersPartProps) {
  const words = useWords({ nl, en });
  const { viewer } = useViewer();
  const [, askToCode] = useMutation(AskToCode);
  const { id, coders, progress, canChange } = codebook;
  const asked = coders.some(({ name, status }) => status === "ASKED" && name === viewer?.name);
  const ask = async (purpose: string) => {
    const { data, error } = await askToCode({ codebook: id, purpose });
    const answer = data?.askToCode;
    if (answer?.__typename === "Codebook") onChange();
    return { error, ...(answer?.__typename === "Problem" && { problem: answer.message }) };
  };
  return (
    <section className={styles.part} aria-labelledby="coders">
      <h2 id="coders">{words.coders}</h2>
      <p className={styles.intro}>{words.codersIntro}</p>
      {coders.length === 0 && <p>{words.noCoders}</p>}
      <ul className={styles.list}>
        {coders.map((coder) => (
          <CoderItem key={coder.id} coder={coder} onChange={onChange} />
        ))}
      </ul>
      {asked && !progress && <Notice kind="INFO" title={words.asked} />}
      {canChange && !progress && !asked && (
        <details className={styles.folded}>
          <summary>{words.askTitle}</summary>
          <ReasonForm
            title={words.askTitle}
            label={words.askLabel}
            ways={[{ label: words.askSend, weight: "PRIMARY", send: ask }]}
          />
        </details>
      )}
    </section>
  );
}

function CoderItem({ coder, onChange }: { coder: Coder; onChange(): void }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const [, decideCoder] = useMutation(DecideCoder);
  const { name, status, purpose, decidedBy, decidedAt, reason, opened, canDecide } = coder;
  const by = (decision: "GRANT" | "DECLINE" | "WITHDRAW") => async (why: string) => {
    const { data, error } = await decideCoder({ coder: coder.id, decision, reason: why });
    const answer = data?.decideCoder;
    if (answer?.__typename === "Codebook") onChange();
    return { error, ...(answer?.__typename === "Problem" && { problem: answer.message }) };
  };
  return (
    <li className={styles.item}>
      <p>
        <strong>{name}</strong> <span className={styles.tag}>{words.coderStatus[status]}</span>
      </p>
      <p>{purpose}</p>
      <p className={styles.quiet}>
        {decidedBy && decidedAt && `${words.changedOn(decidedBy, sayDay(decidedAt, locale))}: ${reason ?? ""} · `}
        {words.opened(opened)}
      </p>
      {canDecide && (
        <details className={styles.folded}>
          <summary>{words.decideCoder(name)}</summary>
          <ReasonForm
            title={words.decideCoder(name)}
            label={words.reason}
            ways={
              status === "GRANTED"
                ? [{ label: words.withdraw, send: by("WITHDRAW") }]
                : [
                    { label: words.grant, weight: "PRIMARY", send: by("GRANT") },
                    { label: words.decline, send: by("DECLINE") },
                  ]
            }
          />
        </details>
      )}
    </li>
  );
}
