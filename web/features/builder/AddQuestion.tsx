import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { SelectField, TextField } from "../../components/form/TextField.tsx";
import { fromSchema } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import { ADDABLE, type Addable, type DraftQuestion, newQuestions } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

interface AddQuestionProps {
  others: readonly DraftQuestion[];
  newKey(): string;
  onAdd(questions: DraftQuestion[]): void;
}

interface Values {
  kind: Addable;
  text: string;
}

const ADDED = z.object({ kind: z.enum(ADDABLE), text: z.string().trim().min(1).max(500) });

/** A kind and its words: enough for a question that can be saved. */
export function AddQuestion({ others, newKey, onAdd }: AddQuestionProps) {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const {
    register,
    handleSubmit,
    reset,
    formState: { errors },
  } = useForm<Values>({
    defaultValues: { kind: "SINGLE", text: "" },
    resolver: fromSchema(ADDED, (values) => values, say),
  });
  const add = handleSubmit(({ kind, text }) => {
    onAdd(newQuestions(kind, text.trim(), newKey(), others));
    reset({ kind, text: "" });
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
      <Button type="submit">{words.add}</Button>
    </form>
  );
}
