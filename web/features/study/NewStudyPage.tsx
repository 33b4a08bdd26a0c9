import { useState } from "react";
import { useForm } from "react-hook-form";
import { Link, useNavigate } from "react-router";
import { useMutation } from "urql";
import { newStudySchema } from "../../../schema/study.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { StartStudy } from "./operations.ts";
import styles from "./study.module.css";

const FIELDS = ["title", "slug", "description"] as const;
type Values = Record<(typeof FIELDS)[number], string>;

const LONGEST_SLUG = 60;

/** Words as an address has them. */
const slugOf = (title: string): string =>
  title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_SLUG)
    .replace(/^-|-+$/g, "");

const asSent = ({ title, slug, description }: Values): Values => ({
  title: title.trim(),
  slug: slug.trim() || slugOf(title),
  description: description.trim(),
});

/** A study that begins here: a name now, and its questionnaires, waves and people as they come. */
export default function NewStudyPage() {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const navigate = useNavigate();
  const [{ error }, startStudy] = useMutation(StartStudy);
  const [problem, setProblem] = useState<string | null>(null);
  const {
    register,
    handleSubmit,
    setError,
    formState: { errors, isSubmitting },
  } = useForm<Values>({
    defaultValues: { title: "", slug: "", description: "" },
    resolver: fromSchema(newStudySchema, asSent, say),
  });
  const start = handleSubmit(async (values) => {
    setProblem(null);
    const { data } = await startStudy({ input: asSent(values) });
    const started = data?.startStudy;
    if (started?.__typename === "Study") return navigate(`/studies/${started.slug}/surveys`);
    if (started && !showProblem(started, FIELDS, setError)) setProblem(started.message);
  });
  return (
    <>
      <PageHeading>{words.newTitle}</PageHeading>
      <p>
        <Link to="/studies">{words.toList}</Link>
      </p>
      <p className={styles.intro}>{words.newWhat}</p>
      <form className={styles.form} noValidate onSubmit={(event) => void start(event)}>
        <TextField label={words.newName} autoComplete="off" error={errors.title?.message} {...register("title")} />
        <TextArea
          label={words.newAbout}
          help={words.newAboutHelp}
          error={errors.description?.message}
          {...register("description")}
        />
        <TextField
          label={words.newSlug}
          help={words.newSlugHelp}
          autoComplete="off"
          spellCheck={false}
          error={errors.title ? undefined : errors.slug?.message}
          {...register("slug")}
        />
        {problem && <Notice kind="WRONG" title={problem} />}
        {error && <FailureNotice error={error} />}
        <div>
          <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
            {words.newStart}
          </Button>
        </div>
      </form>
    </>
  );
}
