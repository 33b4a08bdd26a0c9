import { useState } from "react";
import { useForm } from "react-hook-form";
import { Link, useNavigate } from "react-router";
import { useMutation, useQuery } from "urql";
import type { CombinedError } from "urql";
import { dayOf, dayToRecord, isDay } from "../../../schema/day.ts";
import { newMeeting } from "../../../schema/meeting.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { SelectField, TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { fromSchema } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { useViewer } from "../../lib/viewer/useViewer.ts";
import type { Viewer } from "../../lib/viewer/useViewer.ts";
import { en } from "./en.ts";
import styles from "./meeting-desk.module.css";
import { nl } from "./nl.ts";
import { CreateMeeting, StudiesToMeetWith } from "./operations.ts";

interface Values {
  study: string;
  workplace: string;
  title: { nl: string; en: string };
  /** A theme a line */
  themes: string;
  themesEn: string;
  consent: { nl: string; en: string };
  promisedOn: string;
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const themesFrom = ({ themes, themesEn }: Values) => {
  const english = linesOf(themesEn);
  return linesOf(themes).map((line, at) => ({ nl: line, en: english[at] ?? null }));
};

const asSent = (values: Values) => ({
  study: values.study,
  workplace: values.workplace || null,
  title: values.title,
  consent: values.consent,
  themes: themesFrom(values),
  promisedOn: isDay(values.promisedOn) ? dayToRecord(values.promisedOn) : undefined,
});

const inEightWeeks = () => dayOf(new Date(Date.now() + 56 * 24 * 60 * 60 * 1000));

/** A meeting is made: a title, its themes, what people agree to, and when they hear something. */
export default function NewMeetingPage() {
  const words = useWords({ nl, en });
  const { viewer, known } = useViewer();
  return (
    <>
      <PageHeading>{words.newTitle}</PageHeading>
      <p>
        <Link to="/meetings">{words.back}</Link>
      </p>
      {known && !viewer && <Notice kind="INFO" title={words.notPermitted} />}
      {viewer && <MeetingForm viewer={viewer} />}
    </>
  );
}

function MeetingForm({ viewer }: { viewer: Viewer }) {
  const words = useWords({ nl, en });
  const sayIssue = useIssueWords();
  const navigate = useNavigate();
  const [{ data }] = useQuery({ query: StudiesToMeetWith });
  const [, createMeeting] = useMutation(CreateMeeting);
  const [came, setCame] = useState<{ problem?: string; error?: CombinedError }>({});
  const { register, handleSubmit, setError, formState } = useForm<Values>({
    defaultValues: {
      study: "",
      workplace: viewer.workplaces[0]?.id ?? "",
      title: { nl: "", en: "" },
      themes: "",
      themesEn: "",
      consent: { nl: words.consentText, en: "" },
      promisedOn: inEightWeeks(),
    },
    resolver: fromSchema(newMeeting, asSent, sayIssue),
  });
  const { errors, isSubmitting } = formState;
  const send = handleSubmit(async (values) => {
    setCame({});
    const english = linesOf(values.themesEn).length;
    if (english > 0 && english !== linesOf(values.themes).length)
      return setError("themesEn", { message: words.themesEnCount }, { shouldFocus: true });
    const { themes, title, consent, study, workplace } = asSent(values);
    const { data: made, error } = await createMeeting({
      input: { study, workplace, title, consent, themes, promisedOn: values.promisedOn },
    });
    const answer = made?.createMeeting;
    if (answer?.__typename === "Meeting") return navigate(`/meetings/${answer.id}`);
    if (answer?.path?.includes("promisedOn")) return setError("promisedOn", { message: answer.message });
    setCame({ ...(answer && { problem: answer.message }), ...(error && { error }) });
  });
  const studies = data?.studies.nodes ?? [];
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void send(event)}>
      <SelectField
        label={words.study}
        placeholder={words.chooseStudy}
        options={studies.map(({ slug, title }) => ({ value: slug, label: title }))}
        error={errors.study?.message}
        {...register("study")}
      />
      {viewer.workplaces.length > 0 && (
        <SelectField
          label={words.workplace}
          placeholder={words.onlyMe}
          options={viewer.workplaces.map(({ id, name }) => ({ value: id, label: name }))}
          {...register("workplace")}
        />
      )}
      <TextField label={words.name} help={words.nameHelp} error={errors.title?.nl?.message} {...register("title.nl")} />
      <TextArea
        label={words.themes}
        help={words.themesHelp}
        rows={4}
        error={errors.themes && words.themesCount}
        {...register("themes")}
      />
      <TextArea
        label={words.consent}
        help={words.consentHelp}
        rows={8}
        error={errors.consent?.nl?.message}
        {...register("consent.nl")}
      />
      <TextField type="date" label={words.promisedOn} error={errors.promisedOn?.message} {...register("promisedOn")} />
      <details className={styles.folded}>
        <summary>{words.english}</summary>
        <div className={styles.form}>
          <p>{words.englishHelp}</p>
          <TextField label={words.nameEn} lang="en" {...register("title.en")} />
          <TextArea
            label={words.themesEn}
            lang="en"
            rows={4}
            error={errors.themesEn?.message}
            {...register("themesEn")}
          />
          <TextArea label={words.consentEn} lang="en" rows={6} {...register("consent.en")} />
        </div>
      </details>
      {came.error && <FailureNotice error={came.error} />}
      {came.problem && <Notice kind="WRONG" title={came.problem} />}
      <div>
        <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
          {isSubmitting ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}
