import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { CombinedError } from "urql";
import { useMutation } from "urql";
import { shapeGrant } from "../../../schema/asking.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { SelectField, TextArea } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Protection } from "./operations.ts";
import { GrantMoreShapes } from "./operations.ts";
import styles from "./steward.module.css";

interface GrantValues {
  asker: string;
  variable: string;
  reason: string;
}

interface GrantFormProps {
  protection: Protection;
  /** Nobody gives more room to themselves. */
  self: string;
  onGranted(): void;
}

const EMPTY: GrantValues = { asker: "", variable: "", reason: "" };
const FIELDS = ["asker", "variable", "reason"] as const;

/** A steward's yes to more questions, with the reason. */
export function GrantForm({ protection, self, onGranted }: GrantFormProps) {
  const words = useWords({ nl, en });
  const sayIssue = useIssueWords();
  const [, grant] = useMutation(GrantMoreShapes);
  const [sent, setSent] = useState<{ good?: string; problem?: string; error?: CombinedError | undefined }>({});
  const { study, uses } = protection;
  const asSent = ({ variable, ...values }: GrantValues) => ({
    ...values,
    study: study.slug,
    variable: variable === "" ? null : variable,
  });
  const form = useForm<GrantValues>({ defaultValues: EMPTY, resolver: fromSchema(shapeGrant, asSent, sayIssue) });
  const { register, handleSubmit, setError, reset, control, formState } = form;
  const chosen = useWatch({ control, name: "asker" });
  const askers = new Map(
    uses.flatMap(({ asker }) => (asker.mayGetMore && asker.id !== self ? [[asker.id, asker.name] as const] : [])),
  );
  if (askers.size === 0) return <p className={styles.quiet}>{words.nobody}</p>;
  const variables = uses.filter(({ asker }) => asker.id === chosen).map(({ variable }) => variable);
  const send = handleSubmit(async (values) => {
    setSent({});
    const { data, error } = await grant({ input: asSent(values) });
    const given = data?.grantMoreShapes;
    if (given?.__typename === "ShapeGrant") {
      reset(EMPTY);
      setSent({ good: words.saved(given.asker.name) });
      onGranted();
    } else if (given?.__typename !== "Problem") setSent({ error });
    else if (!showProblem(given, FIELDS, setError)) setSent({ problem: given.message });
  });
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate aria-labelledby="grant">
      <h3 id="grant">{words.grantTitle}</h3>
      <p className={styles.quiet}>{words.grantHelp}</p>
      <SelectField
        label={words.grantAsker}
        placeholder={words.choose}
        options={[...askers].map(([value, label]) => ({ value, label }))}
        error={formState.errors.asker?.message}
        {...register("asker")}
      />
      <SelectField
        label={words.grantVariable}
        placeholder={words.grantAll}
        options={variables.map(({ name, label }) => ({ value: name, label }))}
        error={formState.errors.variable?.message}
        {...register("variable")}
      />
      <TextArea label={words.grantReason} rows={3} error={formState.errors.reason?.message} {...register("reason")} />
      {sent.error && <FailureNotice error={sent.error} />}
      {sent.problem && (
        <Notice kind="WRONG">
          <p>{sent.problem}</p>
        </Notice>
      )}
      {sent.good && (
        <Notice kind="GOOD">
          <p>{sent.good}</p>
        </Notice>
      )}
      <div>
        <Button type="submit" weight="PRIMARY" busy={formState.isSubmitting}>
          {formState.isSubmitting ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}
