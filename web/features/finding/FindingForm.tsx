import { useState } from "react";
import { type UseFormRegisterReturn, useForm, useWatch } from "react-hook-form";
import { type CombinedError, useQuery } from "urql";
import { z } from "zod";
import { newFinding, PICTURES } from "../../../schema/outcome.ts";
import { Button } from "../../components/button/Button.tsx";
import { measureOf } from "../../components/chart/cells.ts";
import { ResultFigure } from "../../components/chart/ResultFigure.tsx";
import { ChoiceGroup } from "../../components/form/Choices.tsx";
import { useIssueWords } from "../../components/form/issues.ts";
import { TextArea, TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { fromSchema, showProblem } from "../../lib/form/from-schema.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import type { ReleasedResult } from "../../lib/question/operations.ts";
import { en } from "./en.ts";
import styles from "./finding.module.css";
import { nl } from "./nl.ts";
import { UsableQuotes } from "./operations.ts";

export interface FindingValues {
  title: { nl: string; en: string };
  words: { nl: string; en: string };
  picture: (typeof PICTURES)[number];
  /** Ids */
  quotes: string[];
}

/** What came of sending: a problem that the API found, a failure on the way, or nothing to say. */
export interface Sent {
  problem?: { message: string; path: readonly string[] | null };
  error?: CombinedError | undefined;
}

interface FindingFormProps {
  result: ReleasedResult;
  query: Json;
  subtitle: string;
  /** Slug of the study that it will belong to */
  study: string | null;
  start: FindingValues;
  onSend(values: FindingValues): Promise<Sent>;
}

const WORDING = z.object({
  title: newFinding.shape.title,
  words: newFinding.shape.words,
  picture: newFinding.shape.picture,
  quotes: newFinding.shape.quotes,
});
const FIELDS = ["title.nl", "title.en", "words.nl", "words.en", "picture"] as const;

/** The words of a finding beside the picture they go with. What was typed stays when sending fails. */
export function FindingForm({ result, query, subtitle, study, start, onSend }: FindingFormProps) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const say = useIssueWords();
  const {
    register,
    handleSubmit,
    control,
    setError,
    formState: { errors, isSubmitting },
  } = useForm<FindingValues>({ defaultValues: start, resolver: fromSchema(WORDING, (values) => values, say) });
  const [sent, setSent] = useState<Sent>({});
  const { title, picture } = useWatch({ control }) as FindingValues;
  const send = handleSubmit(async (values) => {
    setSent({});
    const came = await onSend(values);
    if (came.problem && showProblem(came.problem, FIELDS, setError)) return;
    setSent(came);
  });
  return (
    <div className={styles.beside}>
      <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
        <TextField
          label={words.title}
          help={words.titleHelp}
          error={errors.title?.nl?.message}
          {...register("title.nl")}
          autoComplete="off"
        />
        <TextArea
          label={words.words}
          help={words.wordsHelp}
          error={errors.words?.nl?.message}
          {...register("words.nl")}
        />
        <ChoiceGroup
          kind="radio"
          legend={words.picture}
          choices={PICTURES.map((value) => ({ value, label: words.pictures[value] }))}
          control={register("picture")}
        />
        <QuoteChoices study={study} control={register("quotes")} error={errors.quotes?.message} />
        <details className={styles.folded} open={start.title.en !== "" || start.words.en !== ""}>
          <summary>{words.english}</summary>
          <div className={styles.form}>
            <p>{words.englishHelp}</p>
            <TextField label={words.titleEn} lang="en" error={errors.title?.en?.message} {...register("title.en")} />
            <TextArea label={words.wordsEn} lang="en" error={errors.words?.en?.message} {...register("words.en")} />
          </div>
        </details>
        {sent.error && <FailureNotice error={sent.error} />}
        {sent.problem && (
          <Notice kind="WRONG">
            <p>{sent.problem.message}</p>
          </Notice>
        )}
        <div>
          <Button type="submit" weight="PRIMARY" busy={isSubmitting}>
            {isSubmitting ? words.saving : words.save}
          </Button>
        </div>
      </form>
      <section aria-labelledby="preview" className={styles.preview}>
        <h2 id="preview">{words.preview}</h2>
        <ResultFigure
          title={(locale === "en" && title.en) || title.nl || words.previewTitle}
          subtitle={subtitle}
          picture={picture}
          cells={result.cells}
          measure={measureOf(query)}
          tableFolded
        />
      </section>
    </div>
  );
}

interface QuoteChoicesProps {
  study: string | null;
  control: UseFormRegisterReturn;
  error: string | undefined;
}

/** What people wrote that may be quoted now; nothing of them stands beside it. */
function QuoteChoices({ study, control, error }: QuoteChoicesProps) {
  const words = useWords({ nl, en });
  const [{ data }] = useQuery({
    query: UsableQuotes,
    variables: { slug: study ?? "" },
    pause: study === null,
    requestPolicy: "cache-and-network",
  });
  const quotes = data?.study?.usableQuotes ?? [];
  if (quotes.length === 0) return null;
  return (
    <ChoiceGroup
      kind="checkbox"
      legend={words.quotes}
      help={words.quotesHelp}
      error={error}
      choices={quotes.map(({ id, words: said }) => ({ value: id, label: <q>{said}</q> }))}
      control={control}
    />
  );
}
