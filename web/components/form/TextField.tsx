import type { ComponentProps, ReactNode } from "react";
import { useDescribing } from "./describing.ts";
import { FieldError, Help } from "./FieldParts.tsx";
import styles from "./form.module.css";

interface Described {
  label?: ReactNode;
  /** Id of the words that name the field, where they stand elsewhere, such as in the page's heading. */
  labelledBy?: string;
  help?: ReactNode;
  error?: ReactNode;
}

interface TextFieldProps extends Described, ComponentProps<"input"> {
  /** Stands behind the box, such as a unit. */
  unit?: ReactNode;
}

/** One line. With react-hook-form: `<TextField label={…} error={errors.name?.message} {...register("name")} />`. */
export function TextField({ label, labelledBy, help, error, unit, ...native }: TextFieldProps) {
  const { id, helpId, errorId, describedBy } = useDescribing(help, error);
  return (
    <div className={styles.field}>
      {label && (
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
      )}
      {help && <Help id={helpId}>{help}</Help>}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <span className={styles.withUnit}>
        <input
          {...native}
          id={id}
          className={styles.box}
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
        />
        {unit && <span>{unit}</span>}
      </span>
    </div>
  );
}

interface TextAreaProps extends Described, ComponentProps<"textarea"> {
  /** Stands under the box, such as how many characters are left. */
  below?: ReactNode;
}

export function TextArea({ label, labelledBy, help, error, below, ...native }: TextAreaProps) {
  const { id, helpId, errorId, describedBy } = useDescribing(help, error);
  return (
    <div className={styles.field}>
      {label && (
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
      )}
      {help && <Help id={helpId}>{help}</Help>}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <textarea
        rows={5}
        {...native}
        id={id}
        className={styles.box}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
      />
      {below}
    </div>
  );
}

export interface SelectOption {
  value: string;
  label: string;
}

interface SelectFieldProps extends Described, ComponentProps<"select"> {
  options: readonly SelectOption[];
  /** The first entry, which chooses nothing. */
  placeholder?: string;
}

export function SelectField({ label, labelledBy, help, error, options, placeholder, ...native }: SelectFieldProps) {
  const { id, helpId, errorId, describedBy } = useDescribing(help, error);
  return (
    <div className={styles.field}>
      {label && (
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
      )}
      {help && <Help id={helpId}>{help}</Help>}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      <select
        {...native}
        id={id}
        className={styles.select}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
