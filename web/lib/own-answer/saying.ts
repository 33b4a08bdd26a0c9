import type { Locale } from "../../../schema/text.ts";
import type { Json } from "../graphql/graphql.ts";
import type { Said } from "../language/language.tsx";
import { sayNumber } from "../language/saying.ts";

/** What saying an answer needs to know of its question. */
export interface AnsweredQuestion {
  kind: "SINGLE" | "MULTIPLE" | "SCALE" | "NUMBER" | "TEXT" | "CALCULATION";
  options: readonly { code: string; label: Said }[];
  scale: { minimum: number; maximum: number; low: Said; high: Said } | null;
  number: { unit: Said | null } | null;
}

const inLocale = (said: Said, locale: Locale): string => (locale === "en" ? said.en || said.nl : said.nl);

/** The parts of an answer in words, as its question words them; none where there is no answer. */
export function answerInWords(question: AnsweredQuestion, value: Json, locale: Locale): string[] {
  if (value === null) return [];
  const labelOf = (code: Json) => {
    const option = question.options.find((candidate) => candidate.code === code);
    return option ? inLocale(option.label, locale) : String(code);
  };
  if (Array.isArray(value)) return value.map(labelOf);
  if (question.kind === "SINGLE") return [labelOf(value)];
  if (typeof value !== "number") return [String(value)];
  if (question.scale) return [scaleInWords(question.scale, value, locale)];
  const unit = question.number?.unit;
  return [unit ? `${sayNumber(value, locale)} ${inLocale(unit, locale)}` : sayNumber(value, locale)];
}

/** "4 (1 is helemaal niet, 5 is helemaal wel)" */
function scaleInWords(scale: NonNullable<AnsweredQuestion["scale"]>, value: number, locale: Locale): string {
  const end = (at: number, words: Said) => `${at} is ${inLocale(words, locale)}`;
  return `${value} (${end(scale.minimum, scale.low)}, ${end(scale.maximum, scale.high)})`;
}
