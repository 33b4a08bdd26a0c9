import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { shapeReason } from "../../../schema/asking.ts";
import { fromSchema } from "../../lib/form/from-schema.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import { Button } from "../button/Button.tsx";
import type { ButtonWeight } from "../button/Button.tsx";
import { FailureNotice } from "../notice/FailureNotice.tsx";
import { Notice } from "../notice/Notice.tsx";
import styles from "./form.module.css";
import { useIssueWords } from "./issues.ts";
import { TextArea } from "./TextField.tsx";

/** Why something was not done; nothing where it was. */
export interface NotDone {
  problem?: string;
  error?: AskFailure | undefined;
}

interface ReasonFormProps {
  /** Names the form. */
  title: string;
  label: string;
  help?: string;
  /** What can be done with the reason, a button each. */
  ways: readonly { label: string; weight?: ButtonWeight; send(reason: string): Promise<NotDone> }[];
}

const REASON = z.object({ reason: shapeReason });

/** A reason, and what is done with it. */
export function ReasonForm({ title, label, help, ways }: ReasonFormProps) {
  const sayIssue = useIssueWords();
  const [notDone, setNotDone] = useState<NotDone>({});
  const { register, handleSubmit, formState } = useForm<z.infer<typeof REASON>>({
    defaultValues: { reason: "" },
    resolver: fromSchema(REASON, (values) => values, sayIssue),
  });
  const by = (send: (reason: string) => Promise<NotDone>) =>
    handleSubmit(async ({ reason }) => {
      setNotDone({});
      setNotDone(await send(reason));
    });
  return (
    <form className={styles.field} aria-label={title} noValidate onSubmit={(event) => event.preventDefault()}>
      <TextArea label={label} help={help} rows={3} error={formState.errors.reason?.message} {...register("reason")} />
      {notDone.error && <FailureNotice error={notDone.error} />}
      {notDone.problem && <Notice kind="WRONG" title={notDone.problem} />}
      <div className={styles.ways}>
        {ways.map(({ label: way, weight, send }) => (
          <Button key={way} weight={weight} busy={formState.isSubmitting} onClick={() => void by(send)()}>
            {way}
          </Button>
        ))}
      </div>
    </form>
  );
}
