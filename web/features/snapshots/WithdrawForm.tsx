import { useState } from "react";
import { useForm } from "react-hook-form";
import { useMutation } from "urql";
import type { CombinedError } from "urql";
import { z } from "zod";
import { withdrawalReason } from "../../../schema/snapshot.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextArea } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { WithdrawSnapshot } from "./operations.ts";
import styles from "./snapshots.module.css";

interface WithdrawValues {
  reason: { nl: string; en: string };
}

const FIELDS = ["reason.nl", "reason.en"] as const;
const WITHDRAWAL = z.object({ reason: withdrawalReason });

/** Says that the data are wrong, and why; cannot be undone, so it is folded away and says what follows. */
export function WithdrawForm({ snapshot, onChange }: { snapshot: string; onChange(): void }) {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const [, withdrawSnapshot] = useMutation(WithdrawSnapshot);
  const [came, setCame] = useState<{ problem?: string; error?: CombinedError | undefined }>({});
  const {
    register,
    handleSubmit,
    setError,
    formState: { errors, isSubmitting },
  } = useForm<WithdrawValues>({
    defaultValues: { reason: { nl: "", en: "" } },
    resolver: fromSchema(WITHDRAWAL, (values) => values, say),
  });
  const send = handleSubmit(async ({ reason }) => {
    setCame({});
    const { data, error } = await withdrawSnapshot({ snapshot, reason });
    const withdrawn = data?.withdrawSnapshot;
    if (withdrawn?.__typename === "Snapshot") return onChange();
    if (withdrawn === undefined) return setCame({ error });
    if (!showProblem(withdrawn, FIELDS, setError)) setCame({ problem: withdrawn.message });
  });
  return (
    <details className={styles.folded}>
      <summary>{words.withdrawTitle}</summary>
      <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
        <p>{words.withdrawHelp}</p>
        <TextArea label={words.withdrawWhy} rows={3} error={errors.reason?.nl?.message} {...register("reason.nl")} />
        <TextArea
          label={words.withdrawWhyEn}
          lang="en"
          rows={3}
          error={errors.reason?.en?.message}
          {...register("reason.en")}
        />
        {came.error && <FailureNotice error={came.error} />}
        {came.problem && (
          <Notice kind="WRONG">
            <p>{came.problem}</p>
          </Notice>
        )}
        <div>
          <Button type="submit" busy={isSubmitting}>
            {isSubmitting ? words.sending : words.withdraw}
          </Button>
        </div>
      </form>
    </details>
  );
}
