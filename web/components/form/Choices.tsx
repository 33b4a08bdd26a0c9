import type { ComponentProps, ReactNode } from "react";
import { useDescribing } from "./describing.ts";
import { FieldError, Help } from "./FieldParts.tsx";
import styles from "./form.module.css";

export interface Choice {
  value: string;
  label: ReactNode;
  help?: ReactNode;
}

/** What every radio or checkbox of the group gets: `register("name")`, or checked and onChange by hand. */
type GroupControl = Pick<ComponentProps<"input">, "name" | "onChange" | "onBlur" | "ref" | "required">;

interface ChoiceGroupProps {
  kind: "radio" | "checkbox";
  legend: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  choices: readonly Choice[];
  control: GroupControl;
  /** Which are chosen, where the form is not kept by react-hook-form. */
  chosen?: readonly string[];
}

/**
 * One (radio) or several (checkbox) of a list; the whole line can be pressed.
 * With react-hook-form: `<ChoiceGroup kind="radio" control={register("kind")} … />`.
 */
export function ChoiceGroup({ kind, legend, help, error, choices, control, chosen }: ChoiceGroupProps) {
  const { helpId, errorId, describedBy } = useDescribing(help, error);
  return (
    <fieldset
      className={styles.group}
      aria-describedby={describedBy}
      {...(kind === "radio" ? { role: "radiogroup", "aria-invalid": error ? true : undefined } : {})}
    >
      <legend className={styles.label}>{legend}</legend>
      {help && <Help id={helpId}>{help}</Help>}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            {...control}
            type={kind}
            value={choice.value}
            {...(chosen ? { checked: chosen.includes(choice.value) } : {})}
          />
          <span>
            {choice.label}
            {choice.help && <small className={styles.choiceHelp}>{choice.help}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface CheckboxProps extends ComponentProps<"input"> {
  label: ReactNode;
  error?: ReactNode;
}

/** A single yes. */
export function Checkbox({ label, error, ...native }: CheckboxProps) {
  const { errorId, describedBy } = useDescribing(undefined, error);
  return (
    <div className={styles.field}>
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <label className={styles.choice}>
        <input {...native} type="checkbox" aria-describedby={describedBy} aria-invalid={error ? true : undefined} />
        <span>{label}</span>
      </label>
    </div>
  );
}
