import { useState } from "react";
import { useForm } from "react-hook-form";
import type { CombinedError } from "urql";
import { useMutation } from "urql";
import { Button } from "../../../components/button/Button.tsx";
import { ChoiceGroup } from "../../../components/form/Choices.tsx";
import { TextField } from "../../../components/form/TextField.tsx";
import { FailureNotice } from "../../../components/notice/FailureNotice.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import { en } from "./en.ts";
import styles from "./invitations.module.css";
import { nl } from "./nl.ts";
import type { InvitedFielding } from "./operations.ts";
import { PlanWave, StopWavePlan } from "./operations.ts";

type Plan = NonNullable<InvitedFielding["plan"]>;

interface PlanValues {
  baseline: Plan["baseline"];
  offsetDays: string;
  windowDays: string;
  /** Numbers with commas between */
  reminderDays: string;
}

const BASELINES: readonly Plan["baseline"][] = ["ENROLMENT", "EIGHTEENTH_BIRTHDAY", "END_OF_CARE"];

const numbersIn = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map((part) => Math.round(Number(part)))
    .filter((number) => Number.isFinite(number));

const wholeOf = (text: string): number => numbersIn(text)[0] ?? 0;

/** Invites and reminds by itself, around a day of everybody's own. */
export function PlanForm({ fielding, onChange }: { fielding: InvitedFielding; onChange(): void }) {
  const words = useWords({ nl, en });
  const { plan } = fielding;
  const [, planWave] = useMutation(PlanWave);
  const [{ fetching: stopping }, stopWavePlan] = useMutation(StopWavePlan);
  const [said, setSaid] = useState<{ kept?: boolean; problem?: string; error?: CombinedError | undefined }>({});
  const {
    register,
    handleSubmit,
    formState: { isSubmitting },
  } = useForm<PlanValues>({
    defaultValues: {
      baseline: plan?.baseline ?? "EIGHTEENTH_BIRTHDAY",
      offsetDays: String(plan?.offsetDays ?? 0),
      windowDays: String(plan?.windowDays ?? 30),
      reminderDays: (plan?.reminderDays ?? [7, 7]).join(", "),
    },
  });
  const send = handleSubmit(async ({ baseline, offsetDays, windowDays, reminderDays }) => {
    const { data, error } = await planWave({
      input: {
        fielding: fielding.id,
        baseline,
        offsetDays: wholeOf(offsetDays),
        windowDays: wholeOf(windowDays),
        reminderDays: numbersIn(reminderDays),
      },
    });
    const kept = data?.planWave;
    if (kept?.__typename === "WavePlan") setSaid({ kept: true });
    else setSaid(kept ? { problem: kept.message } : { error });
    onChange();
  });
  const stop = async () => {
    const { data, error } = await stopWavePlan({ fielding: fielding.id });
    const stopped = data?.stopWavePlan;
    setSaid(stopped?.__typename === "Problem" ? { problem: stopped.message } : { error });
    onChange();
  };
  return (
    <form className={styles.part} onSubmit={(event) => void send(event)} noValidate>
      <p>{plan ? words.planRuns : words.planOff}</p>
      <p>{words.planIntro}</p>
      <ChoiceGroup
        kind="radio"
        legend={words.baseline}
        choices={BASELINES.map((value) => ({ value, label: words.baselines[value] }))}
        control={register("baseline")}
      />
      <TextField type="number" label={words.offset} help={words.offsetHelp} {...register("offsetDays")} />
      <TextField type="number" min={1} label={words.window} {...register("windowDays")} />
      <TextField label={words.reminders} help={words.remindersHelp} {...register("reminderDays")} />
      {said.error && <FailureNotice error={said.error} />}
      {said.problem && (
        <Notice kind="WRONG">
          <p>{said.problem}</p>
        </Notice>
      )}
      {said.kept && (
        <Notice kind="GOOD">
          <p>{words.planKept}</p>
        </Notice>
      )}
      <div className={styles.pages}>
        <Button type="submit" busy={isSubmitting}>
          {words.keepPlan}
        </Button>
        {plan && (
          <Button weight="QUIET" busy={stopping} onClick={() => void stop()}>
            {words.stopPlan}
          </Button>
        )}
      </div>
    </form>
  );
}
