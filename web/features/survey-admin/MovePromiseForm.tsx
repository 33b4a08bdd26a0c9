import { useState } from "react";
import { useForm } from "react-hook-form";
import { useMutation } from "urql";
import type { CombinedError } from "urql";
import { z } from "zod";
import { dayToRecord, isDay } from "../../../schema/day.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Fielding } from "./operations.ts";
import { MovePromise } from "./operations.ts";
import styles from "./survey-admin.module.css";

interface PromiseValues {
  to: string;
  explanation: string;
}

const FIELDS = ["to", "explanation"] as const;
const PROMISE = z.object({ to: z.date(), explanation: z.string().trim().min(1) });
const asChecked = ({ to, explanation }: PromiseValues) => ({
  to: isDay(to) ? dayToRecord(to) : undefined,
  explanation,
});

/** A promise is kept, or moved with an explanation that people read. */
export function MovePromiseForm({ fielding }: { fielding: Fielding }) {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const [, movePromise] = useMutation(MovePromise);
  const [came, setCame] = useState<{ moved?: boolean; problem?: string; error?: CombinedError | undefined }>({});
  const {
    register,
    handleSubmit,
    setError,
    formState: { errors, isSubmitting },
  } = useForm<PromiseValues>({
    defaultValues: { to: fielding.promisedOn, explanation: "" },
    resolver: fromSchema(PROMISE, asChecked, say),
  });
  const send = handleSubmit(async (values) => {
    setCame({});
    const { data, error } = await movePromise({ fielding: fielding.id, ...values });
    const moved = data?.movePromise;
    if (moved?.__typename === "Fielding") return setCame({ moved: true });
    if (moved?.__typename !== "Problem") return setCame({ error });
    if (!showProblem(moved, FIELDS, setError)) setCame({ problem: moved.message });
  });
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <p>{words.moveHelp}</p>
      <TextField type="date" label={words.moveTo} error={errors.to?.message} {...register("to")} />
      <TextArea label={words.explanation} rows={3} error={errors.explanation?.message} {...register("explanation")} />
      {came.error && <FailureNotice error={came.error} />}
      {came.problem && (
        <Notice kind="WRONG">
          <p>{came.problem}</p>
        </Notice>
      )}
      {came.moved && (
        <Notice kind="GOOD">
          <p>{words.moved}</p>
        </Notice>
      )}
      <div>
        <Button type="submit" busy={isSubmitting}>
          {isSubmitting ? words.moving : words.move}
        </Button>
      </div>
    </form>
  );
}
