import { Button } from "../../components/button/Button.tsx";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./ask.module.css";
import { ConditionFields, NEW_CONDITION } from "./ConditionFields.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { StepProps } from "./Step.tsx";
import { Step } from "./Step.tsx";

/** Who is counted: everybody, or those for whom something holds. */
export function WhoStep({ question, codebook, onChange }: StepProps) {
  const words = useWords({ nl, en });
  const { where } = question;
  return (
    <Step title={words.whoTitle} help={words.whoHelp}>
      {where ? (
        <>
          <ConditionFields
            legend={words.whoConditions}
            condition={where}
            codebook={codebook}
            onChange={(next) => onChange({ ...question, where: next })}
          />
          <div className={styles.actions}>
            <Button weight="QUIET" onClick={() => onChange({ ...question, where: undefined })}>
              {words.everybodyAgain}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>{words.everybody}</p>
          <div className={styles.actions}>
            <Button weight="SECONDARY" onClick={() => onChange({ ...question, where: NEW_CONDITION })}>
              {words.onlySome}
            </Button>
          </div>
        </>
      )}
    </Step>
  );
}
