import { type ReactNode, useState } from "react";
import { Button } from "../../components/button/Button.tsx";
import { FieldError } from "../../components/form/FieldParts.tsx";
import { useWords } from "../../lib/language/language.tsx";
import { type Branch, branchOf, formulaOf, SELF } from "./branch.ts";
import styles from "./builder.module.css";
import { ConditionList } from "./ConditionList.tsx";
import type { DraftQuestion } from "./draft.ts";
import { en } from "./en.ts";
import { FormulaField } from "./FormulaField.tsx";
import { nl } from "./nl.ts";

interface LogicFieldsProps {
  legend: string;
  formula: string | null;
  subjects: readonly DraftQuestion[];
  /** What it means that there is no formula. */
  none: string;
  takeAway: string;
  problem: string | null;
  /** It checks the answer that it stands with. */
  ofAnswer?: boolean;
  onChange(formula: string | null): void;
  children?: ReactNode;
}

const NOTHING: Branch = { joined: "and", conditions: [] };

/** What has to hold: chosen from lists, or written as a formula where lists cannot say it or somebody would rather. */
export function LogicFields({ legend, formula, subjects, none, takeAway, problem, ...rest }: LogicFieldsProps) {
  const words = useWords({ nl, en });
  const [written, setWritten] = useState(false);
  const branch = branchAmong(formula, subjects);
  const { ofAnswer = false, onChange, children } = rest;
  const asText = written || branch === null;
  return (
    <fieldset className={styles.fields}>
      <legend>{legend}</legend>
      {formula === null && <p>{none}</p>}
      {asText ? (
        <FormulaField
          value={formula ?? ""}
          {...{ problem }}
          before={subjects.filter(({ variable }) => variable !== SELF)}
          ofAnswer={ofAnswer}
          onChange={(text) => {
            // What is being typed stays a text, also while lists could say it.
            setWritten(true);
            onChange(text);
          }}
        />
      ) : (
        <>
          {problem && <FieldError id={undefined}>{problem}</FieldError>}
          <ConditionList
            {...{ subjects }}
            branch={branch ?? NOTHING}
            onChange={(next) => onChange(formulaOf(next, subjects))}
          />
        </>
      )}
      {children}
      <p className={styles.actions}>
        {asText && branch !== null && (
          <Button weight="QUIET" onClick={() => setWritten(false)}>
            {words.choose}
          </Button>
        )}
        {!asText && (
          <Button weight="QUIET" onClick={() => setWritten(true)}>
            {words.write}
          </Button>
        )}
        {formula !== null && (
          <Button
            weight="QUIET"
            onClick={() => {
              setWritten(false);
              onChange(null);
            }}
          >
            {takeAway}
          </Button>
        )}
      </p>
    </fieldset>
  );
}

/** The answer itself is in the lists only where it is checked. */
function branchAmong(formula: string | null, subjects: readonly DraftQuestion[]): Branch | null {
  const branch = branchOf(formula);
  const ofItself = branch?.conditions.some(({ variable }) => variable === SELF);
  return ofItself && !subjects.some(({ variable }) => variable === SELF) ? null : branch;
}
