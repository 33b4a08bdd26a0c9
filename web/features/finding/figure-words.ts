import { useMemo } from "react";
import type { Json } from "../../lib/graphql/graphql.ts";
import { useLanguage, useWords } from "../../lib/language/language.tsx";
import { sayDay } from "../../lib/language/saying.ts";
import type { ReleasedResult } from "../../lib/question/operations.ts";
import { readQuestion } from "../../lib/question/question.ts";
import { questionSentence } from "../../lib/question/sentence.ts";
import { useCodebook } from "../../lib/question/useCodebook.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** What stands under a finding's title: what was asked, of whom, and as of when; and the words of its columns. */
export function useFigureWords(query: Json, result: ReleasedResult | null | undefined) {
  const words = useWords({ nl, en });
  const { locale } = useLanguage();
  const question = useMemo(() => readQuestion(query), [query]);
  const { read } = useCodebook(useMemo(() => question?.studies ?? [], [question]));
  const asked = question && read ? questionSentence(question, read.codebook, locale) : "";
  const when = result
    ? `${words.asOf(sayDay(result.asOf, locale))}${result.state === "PRELIMINARY" ? ` ${words.preliminary}` : ""}`
    : "";
  return {
    question,
    asked,
    when,
    subtitle: `${asked} ${when}`.trim(),
    dimensions: Object.fromEntries((read?.codebook.variables ?? []).map(({ name, label }) => [name, label])),
    synthetic: read?.synthetic ?? false,
  };
}
