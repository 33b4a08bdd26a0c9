import { useRef, useState } from "react";
import type { FormEvent } from "react";
import { useNavigate } from "react-router";
import { useMutation } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { SelectField, TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useSay, useWords } from "../../lib/language/language.tsx";
import { keepSecret, newSecret } from "../../lib/own-link/own-link.ts";
import styles from "./alarm.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Asked } from "./operations.ts";
import { SoundAlarm } from "./operations.ts";

/** Stands for "I don't know" in the boxes of a form. */
const DONT_KNOW = "?";
/** More than this and a list to choose from is shorter than all of it on the page. */
const MOST_ON_THE_PAGE = 6;

export const MINE = "/stop/mine";

interface Problem {
  message: string;
  /** Questions it is about; nothing where it is about all of it. */
  path: readonly string[];
}

/** A few questions, sent once. The link back is made here, so that sending again after a lost network is no second one. */
export function AlarmForm({ questions }: { questions: readonly Asked[] }) {
  const words = useWords({ nl, en });
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [secret] = useState(newSecret);
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching, error }, sound] = useMutation(SoundAlarm);

  const show = (told: Problem) => {
    setProblem(told);
    // To the first field that it is about.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  };

  const send = async () => {
    const missing = questions.filter(({ id, required }) => required && !given[id]?.trim()).map(({ id }) => id);
    if (missing.length > 0) return show({ message: words.needed, path: missing });
    setProblem(null);
    const answers = Object.entries(given)
      .filter(([, value]) => value.trim() !== "")
      .map(([question, value]): { question: string; value: Json } => ({
        question,
        value: value === DONT_KNOW ? { missing: "DONT_KNOW" } : value,
      }));
    const { data } = await sound({ secret, answers });
    const sent = data?.soundAlarm;
    if (sent?.__typename === "Problem") show({ message: sent.message, path: sent.path ?? [] });
    if (sent?.__typename !== "Alarm") return;
    keepSecret(MINE, secret);
    await navigate(MINE, { state: "SENT" });
  };

  return (
    <form
      ref={form}
      className={styles.stack}
      aria-labelledby="tell"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 id="tell">{words.form}</h2>
      {questions.map((question) => (
        <Field
          key={question.id}
          question={question}
          value={given[question.id] ?? ""}
          error={problem?.path.includes(question.id) ? problem.message : undefined}
          onChange={(value) => setGiven((before) => ({ ...before, [question.id]: value }))}
        />
      ))}
      {error && <FailureNotice error={error} />}
      {problem && problem.path.length === 0 && <Notice kind="WRONG" title={problem.message} />}
      <div>
        <Button type="submit" weight="PRIMARY" busy={fetching}>
          {fetching ? words.sending : words.send}
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  question: Asked;
  value: string;
  error: string | undefined;
  onChange(value: string): void;
}

function Field({ question, value, error, onChange }: FieldProps) {
  const words = useWords({ nl, en });
  const say = useSay();
  const help = [question.help && say(question.help), !question.required && words.optional].filter(Boolean).join(" ");
  const shared = { help: help || undefined, error };
  const label = say(question.text);
  const maxLength = question.maxLength ?? undefined;
  if (question.kind === "TEXT")
    return question.short ? (
      <TextField
        {...{ ...shared, label, value, maxLength }}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    ) : (
      <TextArea
        {...{ ...shared, label, value, maxLength }}
        rows={question.required ? 6 : 2}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  const options = [
    ...question.options.map(({ code, label: words }) => ({ value: code, label: say(words) })),
    ...(question.dontKnow ? [{ value: DONT_KNOW, label: words.dontKnow }] : []),
  ];
  if (options.length > MOST_ON_THE_PAGE)
    return (
      <SelectField
        {...{ ...shared, label, options, value }}
        placeholder={words.choose}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <ChoiceGroup
      kind="radio"
      legend={label}
      {...shared}
      choices={options}
      chosen={[value]}
      control={{ name: question.id, onChange: (event) => onChange(event.target.value) }}
    />
  );
}
