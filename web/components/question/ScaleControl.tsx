import { useDescribing } from "../form/describing.ts";
import { FieldError, Help } from "../form/FieldParts.tsx";
import { useSay, useWords, Words } from "../../lib/language/language.tsx";
import styles from "./question.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { ControlProps } from "./control.ts";
import { Face } from "./Face.tsx";
import { NumberControl } from "./NumberControl.tsx";

/** Above this many steps a scale is a number to fill in: nobody can aim at one of forty dots. */
const STEPS_TO_CHOOSE_FROM = 11;

export const isFilledIn = ({ minimum, maximum }: { minimum: number; maximum: number }): boolean =>
  maximum - minimum >= STEPS_TO_CHOOSE_FROM;

/** Steps beside one another, with words at both ends that also belong to the names of the end steps. */
export function ScaleControl(props: ControlProps) {
  const { question, heading, help, error, draft, onChoose } = props;
  const { helpId, errorId, describedBy } = useDescribing(help, error);
  const words = useWords({ nl, en });
  const say = useSay();
  const { scale } = question;
  if (scale === null || isFilledIn(scale)) return <NumberControl {...props} />;
  const { minimum, maximum, low, high, faces } = scale;
  const steps = Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index);
  const endOf = (step: number) => (step === minimum ? say(low) : step === maximum ? say(high) : null);
  return (
    <fieldset
      className={styles.scale}
      role="radiogroup"
      aria-describedby={describedBy}
      aria-invalid={error ? true : undefined}
    >
      <legend className={styles.legend}>{heading}</legend>
      <Help id={helpId}>{help}</Help>
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <div className={styles.scaleField}>
        <p className={styles.lowEnd} aria-hidden="true">
          {!faces && `${minimum}: `}
          <Words of={low} />
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
              {faces ? <Face mood={(step - minimum) / (maximum - minimum)} /> : <span>{step}</span>}
              {faces && <span className={styles.unseen}>{words.faceOf(step - minimum + 1, steps.length)}</span>}
              {endOf(step) !== null && <span className={styles.unseen}> {endOf(step)}</span>}
            </label>
          ))}
        </div>
        <p className={styles.highEnd} aria-hidden="true">
          {!faces && `${maximum}: `}
          <Words of={high} />
        </p>
      </div>
    </fieldset>
  );
}
