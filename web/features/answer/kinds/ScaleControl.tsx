import type { ReactNode } from "react";
import { useDescribing } from "../../components/form/describing.ts";
import { FieldError, Help } from "../../components/form/FieldParts.tsx";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useSay, Words } from "../../lib/language/language.tsx";
import styles from "./answer.module.css";
import type { Question } from "./operations.ts";

interface ScaleChoiceProps {
  question: Question;
  scale: NonNullable<Question["scale"]>;
  legend: ReactNode;
  help: ReactNode;
  draft: Json;
  error: string | null;
  onChoose: (value: number) => void;
}

/** Steps beside one another, with words at both ends that also belong to the names of the end steps. */
export function ScaleChoice({ question, scale, legend, help, draft, error, onChoose }: ScaleChoiceProps) {
  const { helpId, errorId, describedBy } = useDescribing(help, error);
  const say = useSay();
  const steps = Array.from({ length: scale.maximum - scale.minimum + 1 }, (_, index) => scale.minimum + index);
  const endOf = (step: number) =>
    step === scale.minimum ? say(scale.low) : step === scale.maximum ? say(scale.high) : null;
  return (
    <fieldset
      className={styles.scale}
      role="radiogroup"
      aria-describedby={describedBy}
      aria-invalid={error ? true : undefined}
    >
      <legend className={styles.legend}>{legend}</legend>
      <Help id={helpId}>{help}</Help>
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <div className={styles.scaleField}>
        <p className={styles.lowEnd} aria-hidden="true">
          {scale.minimum}: <Words of={scale.low} />
        </p>
        <div className={styles.scaleSteps}>
          {steps.map((step) => (
            <label key={step} className={styles.scaleStep}>
              <input
                type="radio"
                name={question.id}
                value={step}
                checked={draft === step}
                onChange={() => onChoose(step)}
              />
              <span>{step}</span>
              {endOf(step) !== null && <span className={styles.unseen}> {endOf(step)}</span>}
            </label>
          ))}
        </div>
        <p className={styles.highEnd} aria-hidden="true">
          {scale.maximum}: <Words of={scale.high} />
        </p>
      </div>
    </fieldset>
  );
}
