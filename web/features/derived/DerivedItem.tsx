import { useState } from "react";
import { Link } from "react-router";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { TextArea } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { useLanguage, useSay, useWords, Words } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import styles from "./derived.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { DecideDerived } from "./operations.ts";
import type { Decision, Derived } from "./operations.ts";

interface DerivedItemProps {
  derived: Derived;
  /** In a list over several studies. */
  namesStudy?: boolean;
  onDecided(): void;
}

/** One version of a derived variable: what it is, what it is for, and what was decided on it. */
export function DerivedItem({ derived, namesStudy = false, onDecided }: DerivedItemProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const { locale } = useLanguage();
  const { status, leftOut, decidedAt, reason } = derived;
  return (
    <li className={styles.item}>
      <h2>{derived.label}</h2>
      <p className={styles.quiet}>
        <span className={styles.tag}>{words.statuses[status]}</span> {words.version(derived.version)} ·{" "}
        {words.proposedOn(sayDay(derived.proposedAt, locale))}
        {decidedAt && ` · ${words.decidedOn(sayDay(decidedAt, locale))}`}
      </p>
      <p>
        <Words of={derived.sentence} />
      </p>
      <dl className={styles.facts}>
        {namesStudy && (
          <>
            <dt>{words.ofStudy}</dt>
            <dd>
              <Link to={`/studies/${derived.study.slug}/derived`}>{derived.study.title}</Link>
            </dd>
          </>
        )}
        <dt>{words.name}</dt>
        <dd>
          <code>{derived.name}</code>
        </dd>
        <dt>{words.madeOf}</dt>
        <dd>{derived.inputs.join(", ")}</dd>
        <dt>{words.purpose}</dt>
        <dd>{derived.purpose}</dd>
        {reason && (
          <>
            <dt>{words.reason}</dt>
            <dd>{reason}</dd>
          </>
        )}
      </dl>
      {status === "DECLARED" && !leftOut && (
        <p className={styles.quiet}>{derived.computed ? words.computed : words.notComputed}</p>
      )}
      {leftOut && (
        <Notice kind="LATE" title={words.leftOut}>
          <p>{say(leftOut)}</p>
        </Notice>
      )}
      {derived.canDecide && (
        <details className={styles.folded}>
          <summary>{words.decide(derived.label)}</summary>
          <DecideForm derived={derived} onDecided={onDecided} />
        </details>
      )}
    </li>
  );
}

function DecideForm({ derived, onDecided }: Pick<DerivedItemProps, "derived" | "onDecided">) {
  const words = useWords({ nl, en });
  const [{ fetching, error }, decideDerived] = useMutation(DecideDerived);
  const open: readonly Decision[] = derived.status === "PROPOSED" ? ["DECLARE", "TURN_DOWN"] : ["WITHDRAW"];
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const decide = async () => {
    setProblem(null);
    if (decision === null || reason.trim() === "") return setProblem(words.chooseFirst);
    const { data } = await decideDerived({ id: derived.id, decision, reason });
    const decided = data?.decideDerivedVariable;
    if (decided?.__typename === "Problem") setProblem(decided.message);
    if (decided?.__typename === "DerivedVariable") onDecided();
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void decide();
      }}
    >
      <ChoiceGroup
        kind="radio"
        legend={words.decision}
        choices={open.map((value) => ({
          value,
          label: words.decisions[value],
          help: words.decisionHelp[value],
        }))}
        chosen={decision === null ? [] : [decision]}
        control={{
          name: `decision-${derived.id}`,
          onChange: (event) => setDecision(open.find((value) => value === event.target.value) ?? null),
        }}
      />
      <TextArea
        label={words.decisionReason}
        help={words.decisionReasonHelp}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {error && <FailureNotice error={error} />}
      {problem && (
        <Notice kind="WRONG">
          <p>{problem}</p>
        </Notice>
      )}
      <div className={styles.actions}>
        <Button type="submit" weight="PRIMARY" busy={fetching}>
          {fetching ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}
