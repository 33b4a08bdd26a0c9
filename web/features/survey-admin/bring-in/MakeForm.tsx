import { useState } from "react";
import { useForm } from "react-hook-form";
import type { QuestionnaireReading } from "../../../../schema/questionnaire.ts";
import { Button } from "../../../components/button/Button.tsx";
import { TextArea, TextField } from "../../../components/form/TextField.tsx";
import { Notice } from "../../../components/notice/Notice.tsx";
import { useWords } from "../../../lib/language/language.tsx";
import styles from "./bring-in.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

export interface MakeValues {
  slug: string;
  title: { nl: string; en: string | null };
  consent: { nl: string; en: string | null };
}

interface Written {
  slug: string;
  titleNl: string;
  titleEn: string;
  consentNl: string;
  consentEn: string;
}

const SLUG = /^(?=.{2,60}$)[a-z0-9]+(-[a-z0-9]+)*$/;

const asSlug = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");

const both = (dutch: string, english: string) => ({ nl: dutch.trim(), en: english.trim() || null });

/** What a survey needs besides its questions; what the file says of it stands there already. */
export function MakeForm({
  reading: { title, consent },
  onMake,
}: {
  reading: QuestionnaireReading;
  onMake(values: MakeValues): Promise<string | null | undefined>;
}) {
  const words = useWords({ nl, en });
  const [refused, setRefused] = useState<string | null>(null);
  const {
    register,
    handleSubmit,
    formState: { errors, isSubmitting },
  } = useForm<Written>({
    defaultValues: {
      slug: asSlug(title?.nl ?? ""),
      titleNl: title?.nl ?? "",
      titleEn: title?.en ?? "",
      consentNl: consent?.nl ?? "",
      consentEn: consent?.en ?? "",
    },
  });
  const needed = { validate: (value: string) => value.trim() !== "" || words.needed };
  const make = handleSubmit(async ({ slug, titleNl, titleEn, consentNl, consentEn }) => {
    setRefused(null);
    const problem = await onMake({ slug, title: both(titleNl, titleEn), consent: both(consentNl, consentEn) });
    if (problem !== null) setRefused(problem ?? words.offline);
  });
  return (
    <form className={styles.form} onSubmit={(event) => void make(event)} noValidate aria-labelledby="make">
      <h3 id="make">{words.makeTitle}</h3>
      <TextField label={words.titleNl} error={errors.titleNl?.message} {...register("titleNl", needed)} />
      <TextField label={words.titleEn} help={words.mayBeEmpty} {...register("titleEn")} />
      <TextField
        label={words.slug}
        help={words.slugHelp}
        error={errors.slug?.message}
        autoComplete="off"
        spellCheck={false}
        {...register("slug", { validate: (value) => SLUG.test(value) || words.slugWrong })}
      />
      <TextArea
        label={words.consentNl}
        help={words.consentNlHelp}
        error={errors.consentNl?.message}
        {...register("consentNl", needed)}
      />
      <TextArea label={words.consentEn} help={words.mayBeEmpty} {...register("consentEn")} />
      {refused !== null && (
        <Notice kind="WRONG">
          <p>{refused}</p>
        </Notice>
      )}
      <div>
        <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
          {isSubmitting ? words.bringingIn : words.bringIn}
        </Button>
      </div>
    </form>
  );
}
