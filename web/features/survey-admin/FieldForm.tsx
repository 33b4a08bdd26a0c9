import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useMutation } from "urql";
import type { CombinedError } from "urql";
import { z } from "zod";
import { dayOf, dayToRecord, isDay } from "../../../schema/day.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { SelectField, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { StudyWave, Survey } from "./operations.ts";
import { FieldSurvey } from "./operations.ts";
import styles from "./survey-admin.module.css";

interface FieldValues {
  /** Code of a wave that is there; empty for a new one */
  known: string;
  waveLabel: string;
  wave: string;
  promisedOn: string;
}

const FIELDS = ["wave", "waveLabel", "promisedOn"] as const;
const LONGEST_CODE = 50;
const NEW = z.object({
  wave: z.string().min(1).max(LONGEST_CODE),
  waveLabel: z.string().min(1).max(200),
  promisedOn: z.date(),
});
const inEightWeeks = () => dayOf(new Date(Date.now() + 56 * 24 * 60 * 60 * 1000));

/** A new wave goes by its label where it is given no code. */
const asSent = ({ known, waveLabel, wave }: FieldValues): { wave: string; waveLabel: string } => {
  const label = waveLabel.trim();
  return known === ""
    ? { wave: wave.trim() || label.slice(0, LONGEST_CODE).trim(), waveLabel: label }
    : { wave: known, waveLabel: known };
};

interface FieldFormProps {
  survey: Survey;
  /** The newest version, which is what goes out */
  version: { id: string; number: number };
  waves: readonly StudyWave[];
  onFielded(): void;
}

/** Puts the newest version in a wave, with the day on which people will hear something. */
export function FieldForm({ survey, version, waves, onFielded }: FieldFormProps) {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const [, fieldSurvey] = useMutation(FieldSurvey);
  const [came, setCame] = useState<{ fielded?: string; problem?: string; error?: CombinedError | undefined }>({});
  const taken = survey.fieldings.filter((each) => each.version.id === version.id).map(({ wave }) => wave.code);
  const open = waves.filter(({ code, closedAt }) => closedAt === null && !taken.includes(code));
  const {
    register,
    control,
    handleSubmit,
    reset,
    setError,
    formState: { errors, isSubmitting },
  } = useForm<FieldValues>({
    defaultValues: { known: "", waveLabel: "", wave: "", promisedOn: inEightWeeks() },
    resolver: fromSchema(
      NEW,
      (values) => ({
        ...asSent(values),
        promisedOn: isDay(values.promisedOn) ? dayToRecord(values.promisedOn) : undefined,
      }),
      say,
    ),
  });
  const isNew = useWatch({ control, name: "known" }) === "";
  const send = handleSubmit(async (values) => {
    setCame({});
    const { promisedOn } = values;
    const { data, error } = await fieldSurvey({ input: { survey: survey.id, ...asSent(values), promisedOn } });
    const made = data?.fieldSurvey;
    if (made?.__typename === "Problem") {
      if (!(isNew || made.path?.includes("promisedOn")) || !showProblem(made, FIELDS, setError))
        setCame({ problem: made.message });
      return;
    }
    if (made?.__typename !== "Fielding") return setCame({ error });
    reset();
    setCame({ fielded: made.wave.label });
    onFielded();
  });
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void send(event)}>
      <p>{words.fieldWhat(version.number)}</p>
      <SelectField
        label={words.wave}
        placeholder={words.newWave}
        options={open.map(({ code, label }) => ({ value: code, label }))}
        {...register("known")}
      />
      {isNew && (
        <>
          <TextField
            label={words.waveLabel}
            help={words.waveLabelHelp}
            autoComplete="off"
            error={errors.waveLabel?.message}
            {...register("waveLabel")}
          />
          <TextField
            label={words.waveCode}
            help={words.waveCodeHelp}
            autoComplete="off"
            spellCheck={false}
            error={errors.waveLabel ? undefined : errors.wave?.message}
            {...register("wave")}
          />
        </>
      )}
      <TextField
        type="date"
        label={words.promise}
        help={words.promiseHelp}
        error={errors.promisedOn?.message}
        {...register("promisedOn")}
      />
      {came.error && <FailureNotice error={came.error} />}
      {came.problem && <Notice kind="WRONG" title={came.problem} />}
      {came.fielded && <Notice kind="GOOD" title={words.fielded(came.fielded)} />}
      <div>
        <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
          {isSubmitting ? words.fieldingNow : words.field}
        </Button>
      </div>
    </form>
  );
}
