import { useMutation } from "urql";
import { ReasonForm } from "../../components/form/ReasonForm.tsx";
import { useLanguage, useSay, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import styles from "./coding.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Codebook, Version } from "./operations.ts";
import { DecideThemes, ProposeThemes } from "./operations.ts";

interface VariablesPartProps {
  codebook: Codebook;
  onChange(): void;
}

/** Which versions were proposed as variables of the study, and what a steward decided. */
export function VariablesPart({ codebook, onChange }: VariablesPartProps) {
  const words = useWords({ nl, en });
  const [, proposeThemes] = useMutation(ProposeThemes);
  const { id, version, versions, themes, canChange, question } = codebook;
  const proposed = versions.filter(({ status }) => status !== null);
  const isNew = !proposed.some(({ number }) => number === version);
  const propose = async (purpose: string) => {
    const { data, error } = await proposeThemes({ codebook: id, version, purpose });
    const answer = data?.proposeThemes;
    if (answer?.__typename === "Codebook") onChange();
    return { error, ...(answer?.__typename === "Problem" && { problem: answer.message }) };
  };
  return (
    <section className={styles.part} aria-labelledby="variables">
      <h2 id="variables">{words.variables}</h2>
      <p className={styles.intro}>{words.variablesIntro}</p>
      <ul className={styles.list}>
        {proposed.map((each) => (
          <Proposal key={each.number} codebook={id} variable={question.variable} version={each} onChange={onChange} />
        ))}
      </ul>
      {canChange && isNew && themes.length > 0 && (
        <details className={styles.folded}>
          <summary>{words.proposeTitle}</summary>
          <ReasonForm
            title={words.proposeTitle}
            label={words.proposeLabel}
            ways={[{ label: words.propose, weight: "PRIMARY", send: propose }]}
          />
        </details>
      )}
    </section>
  );
}

interface ProposalProps {
  codebook: string;
  /** Of the question */
  variable: string;
  version: Version;
  onChange(): void;
}

function Proposal({ codebook, variable, version, onChange }: ProposalProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const [, decideThemes] = useMutation(DecideThemes);
  const { number, status, purpose, decidedAt, reason, canDecide, themes } = version;
  const by = (decision: "DECLARE" | "TURN_DOWN") => async (why: string) => {
    const { data, error } = await decideThemes({ codebook, version: number, decision, reason: why });
    const answer = data?.decideThemes;
    if (answer?.__typename === "Codebook") onChange();
    return { error, ...(answer?.__typename === "Problem" && { problem: answer.message }) };
  };
  return (
    <li className={styles.item}>
      <p>
        {words.version(number)} {status && <span className={styles.tag}>{words.statuses[status]}</span>}
        {decidedAt && <span className={styles.quiet}> {sayDay(decidedAt, locale)}</span>}
      </p>
      <ul className={styles.variables}>
        {themes.map(({ code, label }) => (
          <li key={code}>
            <code>{`${variable}.${code}`}</code> {say(label)}
          </li>
        ))}
      </ul>
      {purpose && <p>{purpose}</p>}
      {reason && <p className={styles.quiet}>{reason}</p>}
      {canDecide && (
        <details className={styles.folded}>
          <summary>{words.decideThemes(number)}</summary>
          <ReasonForm
            title={words.decideThemes(number)}
            label={words.reason}
            ways={[
              { label: words.declare, weight: "PRIMARY", send: by("DECLARE") },
              { label: words.turnDown, send: by("TURN_DOWN") },
            ]}
          />
        </details>
      )}
    </li>
  );
}
