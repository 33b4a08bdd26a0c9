import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { CombinedError } from "urql";
import { z } from "zod";
import { newOutcome, OUTCOME_STATUSES } from "../../../schema/outcome.ts";
import type { OUTCOME_KINDS } from "../../../schema/outcome.ts";
import { Button } from "../../components/button/Button.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { SelectField, TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { dayChosen } from "./day.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import styles from "./outcome.module.css";

export interface OutcomeValues {
  workplace: string;
  kind: (typeof OUTCOME_KINDS)[number];
  what: { nl: string; en: string };
  who: string;
  status: (typeof OUTCOME_STATUSES)[number];
  reason: { nl: string; en: string };
  on: string;
}

export interface Sent {
  problem?: { message: string; path: readonly string[] | null };
  error?: CombinedError | undefined;
}

interface OutcomeFormProps {
  start: OutcomeValues;
  /** Left out where the workplace and the kind stand already. */
  workplaces?: readonly { id: string; name: string }[];
  saveWords: string;
  onSend(values: OutcomeValues): Promise<Sent>;
  onCancel?: () => void;
}

const { workplace, kind, what, who, status, reason, on } = newOutcome.shape;
const OUTCOME = z.object({ workplace, kind, what, who, status, reason, on });
const KINDS = kind.options;
const FIELDS = ["workplace", "kind", "what.nl", "what.en", "who", "status", "reason.nl", "reason.en", "on"] as const;

/** The reason goes with a no, and with nothing else. */
export const reasonSent = ({ status: chosen, reason: given }: OutcomeValues) => (chosen === "NOT_DONE" ? given : null);

const asChecked = (values: OutcomeValues) => ({
  ...values,
  reason: reasonSent(values),
  on: dayChosen(values.on),
});

/** What was done, by whom, how far it is; a no has a reason. What was typed stays when sending fails. */
export function OutcomeForm({ start, workplaces, saveWords, onSend, onCancel }: OutcomeFormProps) {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const {
    register,
    handleSubmit,
    control,
    setError,
    formState: { errors, isSubmitting },
  } = useForm<OutcomeValues>({ defaultValues: start, resolver: fromSchema(OUTCOME, asChecked, say) });
  const chosen = useWatch({ control, name: "status" });
  const [sent, setSent] = useState<Sent>({});
  const send = handleSubmit(async (values) => {
    setSent({});
    const came = await onSend(values);
    if (came.problem && showProblem(came.problem, FIELDS, setError)) return;
    setSent(came);
  });
  const refused = chosen === "NOT_DONE";
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      {workplaces && workplaces.length > 1 && (
        <SelectField
          label={words.workplace}
          options={workplaces.map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.workplace?.message}
          {...register("workplace")}
        />
      )}
      {workplaces && (
        <ChoiceGroup
          kind="radio"
          legend={words.kind}
          choices={KINDS.map((value) => ({ value, label: words.kinds[value], help: words.kindHelp[value] }))}
          control={register("kind")}
          error={errors.kind?.message}
        />
      )}
      <TextArea
        label={words.what}
        help={words.whatHelp}
        rows={3}
        error={errors.what?.nl?.message}
        {...register("what.nl")}
      />
      <TextField label={words.who} help={words.whoHelp} error={errors.who?.message} {...register("who")} />
      <SelectField
        label={words.status}
        options={OUTCOME_STATUSES.map((value) => ({ value, label: words.statuses[value] }))}
        error={errors.status?.message}
        {...register("status")}
      />
      {refused && (
        <TextArea
          label={words.reason}
          help={words.reasonHelp}
          rows={3}
          error={errors.reason?.nl?.message}
          {...register("reason.nl")}
        />
      )}
      <TextField
        type="date"
        label={words.on}
        help={words.onHelp[chosen]}
        error={errors.on?.message}
        {...register("on")}
      />
      <details className={styles.folded} open={start.what.en !== "" || start.reason.en !== ""}>
        <summary>{words.english}</summary>
        <div className={styles.form}>
          <p>{words.englishHelp}</p>
          <TextArea label={words.whatEn} lang="en" rows={3} error={errors.what?.en?.message} {...register("what.en")} />
          {refused && (
            <TextArea
              label={words.reasonEn}
              lang="en"
              rows={3}
              error={errors.reason?.en?.message}
              {...register("reason.en")}
            />
          )}
        </div>
      </details>
      {sent.error && <FailureNotice error={sent.error} />}
      {sent.problem && (
        <Notice kind="WRONG">
          <p>{sent.problem.message}</p>
        </Notice>
      )}
      <div className={styles.actions}>
        <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
          {isSubmitting ? words.saving : saveWords}
        </Button>
        {onCancel && (
          <Button weight="QUIET" onClick={onCancel}>
            {words.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}
