import { useState } from "react";
import { useForm } from "react-hook-form";
import { Link, useNavigate, useParams } from "react-router";
import { useMutation } from "urql";
import { z } from "zod";
import { surveySlugSchema } from "../../../schema/survey.ts";
import { Button } from "../../components/button/Button.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { SelectField, TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { PageHeading } from "../../components/page/PageHeading.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import { useWords } from "../../lib/language/language.tsx";
import styles from "./builder.module.css";
import { type Addable, FIRST, freeName, newQuestions, sentFrom } from "./draft.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import { CreateSurvey } from "./operations.ts";

interface Values {
  title: string;
  slug: string;
  consent: string;
  kind: Addable;
  text: string;
}

const FIELDS = ["title", "slug", "consent", "kind", "text"] as const;
const NEW = z.object({
  title: z.string().trim().min(1).max(200),
  slug: z.union([z.literal(""), surveySlugSchema]),
  consent: z.string().trim().min(1).max(5_000),
  kind: z.enum(FIRST),
  text: z.string().trim().min(1).max(500),
});

/** What a questionnaire begins with: a name, what people say yes to, and a first question. */
export default function NewSurveyPage() {
  const words = useWords({ nl, en });
  const say = useIssueWords();
  const navigate = useNavigate();
  const { slug: study = "" } = useParams();
  const [{ error }, createSurvey] = useMutation(CreateSurvey);
  const [problem, setProblem] = useState<string | null>(null);
  const {
    register,
    handleSubmit,
    setError,
    formState: { errors, isSubmitting },
  } = useForm<Values>({
    defaultValues: { title: "", slug: "", consent: "", kind: "SINGLE", text: "" },
    resolver: fromSchema(NEW, (values) => values, say),
  });
  const make = handleSubmit(async ({ title, slug, consent, kind, text }) => {
    setProblem(null);
    const draft = {
      title: { nl: title.trim(), en: null },
      consent: { nl: consent.trim(), en: null },
      questions: newQuestions(kind, text.trim(), `q-${crypto.randomUUID().slice(0, 13)}`, []),
    };
    const { data } = await createSurvey({
      input: { study, slug: slug || freeName(title, []).replaceAll("_", "-"), ...sentFrom(draft) },
    });
    const made = data?.createSurvey;
    if (made?.__typename === "Survey") return navigate(`/studies/${study}/surveys/${made.id}/edit`);
    if (made && !showProblem(made, FIELDS, setError)) setProblem(made.message);
  });
  return (
    <>
      <PageHeading>{words.newTitle}</PageHeading>
      <p>
        <Link to={`/studies/${study}/surveys`}>{words.toSurveys}</Link>
      </p>
      <p>{words.newWhat}</p>
      <form className={styles.form} noValidate onSubmit={(event) => void make(event)}>
        <TextField label={words.title} autoComplete="off" error={errors.title?.message} {...register("title")} />
        <TextArea
          label={words.consent}
          help={words.consentHelp}
          error={errors.consent?.message}
          {...register("consent")}
        />
        <SelectField
          label={words.firstKind}
          options={FIRST.map((value) => ({ value, label: words.addable[value] }))}
          {...register("kind")}
        />
        <TextField label={words.firstQuestion} autoComplete="off" error={errors.text?.message} {...register("text")} />
        <TextField
          label={words.slug}
          help={words.slugHelp}
          autoComplete="off"
          spellCheck={false}
          error={errors.slug?.message}
          {...register("slug")}
        />
        {problem && <Notice kind="WRONG" title={problem} />}
        {error && <FailureNotice error={error} />}
        <div>
          <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
            {words.make}
          </Button>
        </div>
      </form>
    </>
  );
}
