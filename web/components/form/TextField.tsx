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

interface FieldFrameProps extends Omit<Described, "labelledBy"> {
  ids: ReturnType<typeof useDescribing>;
  children: ReactNode;
}

/** The words of a field, its help and its error, in the order in which they are read. */
function FieldFrame({ label, help, error, ids, children }: FieldFrameProps) {
  return (
    <div className={styles.field}>
      {label && (
        <label htmlFor={ids.id} className={styles.label}>
          {label}
        </label>
      )}
      {help && <Help id={ids.helpId}>{help}</Help>}
      {error && <FieldError id={ids.errorId}>{error}</FieldError>}
      {children}
    </div>
  );
}

interface TextFieldProps extends Described, ComponentProps<"input"> {
  /** Stands behind the box, such as a unit. */
  unit?: ReactNode;
}

/** One line. With react-hook-form: `<TextField label={…} error={errors.name?.message} {...register("name")} />`. */
export function TextField({ label, labelledBy, help, error, unit, ...native }: TextFieldProps) {
  const ids = useDescribing(help, error);
  return (
    <FieldFrame {...{ label, help, error, ids }}>
      <span className={styles.withUnit}>
        <input
          {...native}
          id={ids.id}
          className={styles.box}
          aria-labelledby={labelledBy}
          aria-describedby={ids.describedBy}
          aria-invalid={error ? true : undefined}
        />
        {unit && <span>{unit}</span>}
      </span>
    </FieldFrame>
  );
}

interface TextAreaProps extends Described, ComponentProps<"textarea"> {
  /** Stands under the box, such as how many characters are left. */
  below?: ReactNode;
}

export function TextArea({ label, labelledBy, help, error, below, ...native }: TextAreaProps) {
  const ids = useDescribing(help, error);
  return (
    <FieldFrame {...{ label, help, error, ids }}>
      <textarea
        rows={5}
        {...native}
        id={ids.id}
        className={styles.box}
        aria-labelledby={labelledBy}
        aria-describedby={ids.describedBy}
        aria-invalid={error ? true : undefined}
      />
      {below}
    </FieldFrame>
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
  const ids = useDescribing(help, error);
  return (
    <FieldFrame {...{ label, help, error, ids }}>
      <select
        {...native}
        id={ids.id}
        className={styles.select}
        aria-labelledby={labelledBy}
        aria-describedby={ids.describedBy}
        aria-invalid={error ? true : undefined}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
