import { answerInWords } from "../../lib/own-answer/saying.ts";
import type { Locale } from "../../../schema/text.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import type { Holder } from "./operations.ts";

type Questionnaire = Holder["questionnaires"][number];

/** What was said in a questionnaire, question by question, in words. */
export function saidIn({ questions, answers }: Questionnaire, locale: Locale) {
  const said = new Map(answers.map((answer) => [answer.question, answer]));
  return questions.flatMap((question) => {
    const answer = said.get(question.id);
    if (answer === undefined) return [];
    const words = answerInWords(question, answer.value as Json, locale);
    return words.length === 0 ? [] : [{ question, words, value: answer.value as Json, savedAt: answer.savedAt }];
  });
}

/** Everything that the holder of a link gave and agreed to, to keep: for people to read and for programs. */
export function everythingOf(holder: Holder, locale: Locale, madeAt: Date): string {
  const { study, knownAs, withdrawal, consentHistory, questionnaires } = holder;
  const inLocale = (text: { nl: string; en: string | null }) => (locale === "en" ? (text.en ?? text.nl) : text.nl);
  const everything = {
    madeAt: madeAt.toISOString(),
    study: study.title,
    knownAs,
    stopped: withdrawal,
    choices: consentHistory.map(({ questionnaire, words, ...entry }) => ({
      ...entry,
      words: inLocale(words),
      ...(questionnaire && { questionnaire: inLocale(questionnaire) }),
    })),
    questionnaires: questionnaires.map((questionnaire) => ({
      title: inLocale(questionnaire.title),
      wave: questionnaire.wave,
      startedAt: questionnaire.startedAt,
      sentAt: questionnaire.sentAt,
      answers: saidIn(questionnaire, locale).map(({ question, words, value, savedAt }) => ({
        question: inLocale(question.text),
        answer: words.join("\n"),
        value,
        savedAt,
      })),
    })),
  };
  return `${JSON.stringify(everything, null, 2)}\n`;
}
