import { useState } from "react";
import { useForm } from "react-hook-form";
import { useMutation } from "urql";
import type { CombinedError } from "urql";
import { HAND_OVER_DAYS, handOverWish, isSecretKey, type HandOverWish } from "../../../schema/hand-over.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import styles from "./hand-over.module.css";
import { nl } from "./nl.ts";
import { AskHandOver } from "./operations.ts";
import type { HandedStudy } from "./operations.ts";

interface AskValues {
  snapshot: string;
  organisation: string;
  recipientName: string;
  purpose: { nl: string; en: string };
  recipientKey: string;
  days: string;
}

const FIELDS = ["organisation", "recipientName", "purpose.nl", "purpose.en", "recipientKey", "days"] as const;

// What is wrong with a key the API says in words of its own.
const WISH = handOverWish.extend({ recipientKey: handOverWish.shape.organisation });
const asSent = ({ days, ...values }: AskValues): HandOverWish => ({ ...values, days: Number(days) });

/** Asks another steward; folded away, as it is seldom needed. */
export function AskForm({ study, onAsked }: { study: HandedStudy; onAsked(): void }) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const say = useIssueWords();
  const [, askHandOver] = useMutation(AskHandOver);
  /** How often was asked: each time it folds away again. */
  const [asked, setAsked] = useState(0);
  const [came, setCame] = useState<{ problem?: string; error?: CombinedError | undefined }>({});
  const snapshots = study.snapshotsToHandOver ?? [];
  const { register, handleSubmit, setError, setValue, reset, formState } = useForm<AskValues>({
    defaultValues: {
      snapshot: snapshots[0]?.id ?? "",
      organisation: "",
      recipientName: "",
      purpose: { nl: "", en: "" },
      recipientKey: "",
      days: String(HAND_OVER_DAYS.usual),
    },
    resolver: fromSchema(WISH, asSent, say),
  });
  const { errors, isSubmitting } = formState;
  const send = handleSubmit(async (values) => {
    setCame({});
    const { data, error } = await askHandOver({ input: asSent(values) });
    const answered = data?.askHandOver;
    // Nobody else should see it here either.
    if (isSecretKey(values.recipientKey)) setValue("recipientKey", "");
    if (answered?.__typename === "HandOver") {
      reset();
      setAsked(asked + 1);
      return onAsked();
    }
    if (answered === undefined) return setCame({ error });
    if (!showProblem(answered, FIELDS, setError)) setCame({ problem: answered.message });
  });
  if (snapshots.length === 0) return null;
  return (
    <details className={styles.folded} key={asked}>
      <summary>{words.askTitle}</summary>
      <form className={styles.form} aria-label={words.askTitle} onSubmit={(event) => void send(event)} noValidate>
        <fieldset className={styles.snapshots}>
          <legend>{words.snapshot}</legend>
          {snapshots.map(({ id, number, asOf, state }) => (
            <label key={id}>
              <input type="radio" value={id} {...register("snapshot")} />
              {words.snapshotName(number, sayDay(asOf, locale), state === "FINAL")}
            </label>
          ))}
        </fieldset>
        <TextField label={words.organisation} error={errors.organisation?.message} {...register("organisation")} />
        <TextField label={words.recipientName} error={errors.recipientName?.message} {...register("recipientName")} />
        <TextArea
          label={words.purposeWhy}
          help={words.purposeHelp}
          rows={3}
          error={errors.purpose?.nl?.message}
          {...register("purpose.nl")}
        />
        <TextArea
          label={words.purposeWhyEn}
          lang="en"
          rows={3}
          error={errors.purpose?.en?.message}
          {...register("purpose.en")}
        />
        <TextField
          label={words.recipientKey}
          help={words.keyHelp}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          error={errors.recipientKey?.message}
          {...register("recipientKey")}
        />
        <TextField
          label={words.days}
          type="number"
          min={1}
          max={HAND_OVER_DAYS.most}
          error={errors.days?.message}
          {...register("days")}
        />
        {came.error && <FailureNotice error={came.error} />}
        {came.problem && (
          <Notice kind="WRONG">
            <p>{came.problem}</p>
          </Notice>
        )}
        <div>
          <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
            {isSubmitting ? words.sending : words.ask}
          </Button>
        </div>
      </form>
    </details>
  );
}
