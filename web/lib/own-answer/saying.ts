import type { QuestionKind } from "../../../schema/kinds/kinds.ts";
import { isMissing, MISSING_LABELS } from "../../../schema/missing.ts";
import type { Locale } from "../../../schema/text.ts";
import type { Json } from "../graphql/graphql.ts";
import type { Said } from "../language/language.tsx";
import { sayDay, sayNumber } from "../language/saying.ts";

/** What saying an answer needs to know of its question. */
export interface AnsweredQuestion {
  kind: QuestionKind;
  options: readonly { code: string; label: Said }[];
  scale: { minimum: number; maximum: number; low: Said; high: Said } | null;
  number: { unit: Said | null } | null;
}

const DAY_MS = 86_400_000;
/** Of days since 1970-01-01 */
const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const monthIn = (tag: string) => new Intl.DateTimeFormat(tag, { month: "long", year: "numeric", timeZone: "UTC" });
const MONTH: Record<Locale, Intl.DateTimeFormat> = { nl: monthIn("nl-NL"), en: monthIn("en-GB") };

const inLocale = (said: Said, locale: Locale): string => (locale === "en" ? said.en || said.nl : said.nl);

/** The parts of an answer in words, as its question words them; none where there is no answer. */
export function answerInWords(question: AnsweredQuestion, value: Json, locale: Locale): string[] {
  if (value === null) return [];
  if (isMissing(value)) return [MISSING_LABELS[value.missing][locale]];
  const labelOf = (code: Json) => {
    const option = question.options.find((candidate) => candidate.code === code);
    return option ? inLocale(option.label, locale) : String(code);
  };
  if (Array.isArray(value)) {
    const labels = value.map(labelOf);
    return question.kind === "RANKING" ? labels.map((label, at) => `${at + 1}. ${label}`) : labels;
  }
  if (question.kind === "SINGLE") return [labelOf(value)];
  if (typeof value !== "number") return [String(value)];
  if (question.kind === "DATE") return [sayDay(isoDay(value), locale)];
  if (question.kind === "MONTH") return [MONTH[locale].format(value * DAY_MS)];
  if (question.scale) return [scaleInWords(question.scale, value, locale)];
  const unit = question.number?.unit;
  return [unit ? `${sayNumber(value, locale)} ${inLocale(unit, locale)}` : sayNumber(value, locale)];
}

/** "4 (1 is helemaal niet, 5 is helemaal wel)" */
function scaleInWords(scale: NonNullable<AnsweredQuestion["scale"]>, value: number, locale: Locale): string {
  const end = (at: number, words: Said) => `${at} is ${inLocale(words, locale)}`;
  return `${value} (${end(scale.minimum, scale.low)}, ${end(scale.maximum, scale.high)})`;
}
