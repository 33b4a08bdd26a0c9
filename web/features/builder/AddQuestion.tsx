import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { SelectField, TextField } from "../../components/form/TextField.tsx";
import { fromSchema } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import { ADDABLE, type Addable } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface AddQuestionProps {
  /** How many questions there are to whoever writes */
  count: number;
  /** `after`: the number of the question that it comes after; 0 before all. */
  onAdd(kind: Addable, text: string, after: number): void;
}

interface Values {
  kind: Addable;
  text: string;
  /** A number; empty at the end */
  after: string;
}

const ADDED = z.object({ kind: z.enum(ADDABLE), text: z.string().trim().min(1).max(500), after: z.string() });

/** A kind and its words: enough for a question that can be saved. */
export function AddQuestion({ count, onAdd }: AddQuestionProps) {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const {
    register,
    handleSubmit,
    reset,
    formState: { errors },
  } = useForm<Values>({
    defaultValues: { kind: "SINGLE", text: "", after: "" },
    resolver: fromSchema(ADDED, (values) => values, say),
  });
  const add = handleSubmit(({ kind, text, after }) => {
    onAdd(kind, text.trim(), after === "" ? count : Number(after));
    // The next one of several comes after this one.
    reset({ kind, text: "", after: after === "" ? "" : String(Number(after) + 1) });
  });
  return (
    <form className={styles.add} noValidate onSubmit={(event) => void add(event)}>
      <h3>{words.addTitle}</h3>
      <SelectField
        label={words.kind}
        options={ADDABLE.map((value) => ({ value, label: words.addable[value] }))}
        {...register("kind")}
      />
      <TextField label={words.newWords} autoComplete="off" error={errors.text?.message} {...register("text")} />
      {count > 0 && (
        <SelectField
          label={words.addAt}
          placeholder={words.atEnd}
          options={Array.from({ length: count }, (_, at) => ({
            value: String(at),
            label: at === 0 ? words.atStart : words.after(at),
          }))}
          {...register("after")}
        />
      )}
      <Button type="submit">{words.add}</Button>
    </form>
  );
}
