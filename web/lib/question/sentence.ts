import type { Locale } from "../../../schema/text.ts";
import { sayDay, sayNumber, sayShare } from "../language/saying.ts";
import type { Codebook } from "./codebook.ts";
import { codesOf, findVariable } from "./codebook.ts";
import { en } from "./en.ts";
import type { QuestionWords } from "./nl.ts";
import { nl } from "./nl.ts";
import type { Condition, Is, Measure, Question, VariableAt } from "./question.ts";

const WORDS: Record<Locale, QuestionWords> = { nl, en };

/** A whole question as one would ask it, in the language of the page. */
export function questionSentence(question: Question, codebook: Codebook, locale: Locale): string {
  const saying = new Saying(codebook, locale);
  return [saying.asked(question), ...saying.limits(question)].join(" ");
}

/** "“Woonsituatie” is stabiel": one condition on its own. */
export const conditionPhrase = (condition: Condition, codebook: Codebook, locale: Locale): string =>
  new Saying(codebook, locale).condition(condition);

export const variablePhrase = (variable: VariableAt, codebook: Codebook, locale: Locale): string =>
  new Saying(codebook, locale).variable(variable);

class Saying {
  private readonly codebook: Codebook;
  private readonly locale: Locale;
  private readonly words: QuestionWords;

  constructor(codebook: Codebook, locale: Locale) {
    this.codebook = codebook;
    this.locale = locale;
    this.words = WORDS[locale];
  }

  asked(question: Question): string {
    const { words } = this;
    const measure = question.measure ? this.measure(question.measure) : words.measure.open();
    const by = question.by ?? [];
    const variables = by.flatMap((dimension) => ("variable" in dimension ? [this.variable(dimension.variable)] : []));
    const splits = [
      ...(by.some((dimension) => "study" in dimension) ? [words.perStudy] : []),
      ...(by.some((dimension) => "wave" in dimension) ? [words.perWave] : []),
      ...(variables.length > 0 ? [words.byVariables(words.and(variables))] : []),
    ];
    return words.asked(measure, splits);
  }

  /** Of whom, when, weighted or not, and where. */
  limits(question: Question): string[] {
    const { words } = this;
    const titles = question.studies.map((slug) =>
      words.name(this.codebook.studies.find((study) => study.slug === slug)?.title ?? slug),
    );
    return [
      ...(question.where ? [words.only(this.condition(question.where))] : []),
      ...this.waves(question),
      ...(question.weighted ? [words.weighted] : []),
      ...(titles.length > 0 ? [words.inStudies(words.and(titles))] : []),
    ];
  }

  private waves({ waves }: Question): string[] {
    if (waves?.from !== undefined && waves.to !== undefined)
      return [this.words.wavesBetween(this.wave(waves.from), this.wave(waves.to))];
    if (waves?.from !== undefined) return [this.words.wavesFrom(this.wave(waves.from))];
    return waves?.to !== undefined ? [this.words.wavesUpTo(this.wave(waves.to))] : [];
  }

  private measure(measure: Measure): string {
    const say = this.words.measure;
    if ("share" in measure) return say.share(this.condition(measure.share));
    if ("survival" in measure) return say.survival(this.condition(measure.survival));
    if ("mean" in measure) return say.mean(this.variable(measure.mean));
    if ("sd" in measure) return say.sd(this.variable(measure.sd));
    if ("sum" in measure) return say.sum(this.variable(measure.sum));
    if ("quantile" in measure)
      return say.quantile(this.variable(measure.quantile.of), sayShare(measure.quantile.p, this.locale));
    return "retention" in measure ? say.retention() : say.count();
  }

  variable({ name, at, wave, banding }: VariableAt): string {
    const { words } = this;
    const found = findVariable(this.codebook, name);
    const label = found ? words.name(found.label) : words.unknown;
    const moment = wave === undefined ? words.moment[at ?? "SAME"] : words.inWave(this.wave(wave));
    const several = found !== undefined && found.bandings.length > 1 && banding !== undefined;
    return label + moment + (several ? words.inBands(banding) : "");
  }

  condition(condition: Condition, nested = false): string {
    const { words } = this;
    if ("is" in condition) return this.is(condition.is, false);
    if ("not" in condition)
      return "is" in condition.not ? this.is(condition.not.is, true) : words.not(this.condition(condition.not, true));
    const parts = "all" in condition ? condition.all : condition.any;
    if (parts.length === 0) return words.unknown;
    const said = parts.map((part) => this.condition(part, parts.length > 1));
    const joined = "all" in condition ? words.and(said) : words.or(said);
    return nested && parts.length > 1 ? words.group(joined) : joined;
  }

  private is(is: Is, negated: boolean): string {
    const { words } = this;
    const say = negated ? words.isNot : words.is;
    return say(this.variable(is.variable), this.values(is));
  }

  private values({ variable, in: codes, min, max }: Is): string {
    const { words } = this;
    const found = findVariable(this.codebook, variable.name);
    if (min !== undefined && max !== undefined) return words.between(this.number(min, found), this.number(max, found));
    if (min !== undefined) return words.from(this.number(min, found));
    if (max !== undefined) return words.below(this.number(max, found));
    const labels = found ? codesOf(found, words.yes, words.no) : [];
    const said = (codes ?? []).map((code) => labels.find((category) => category.code === code)?.label ?? code);
    return said.length > 0 ? words.or(said) : words.unknown;
  }

  private number(value: number, variable: { type: string; unit: string | null } | undefined): string {
    if (variable?.type === "DATE") return sayLimit(value, "DATE", this.locale);
    return sayLimit(value, variable?.type ?? "NUMBER", this.locale) + (variable?.unit ? ` ${variable.unit}` : "");
  }

  private wave(code: string): string {
    return this.codebook.waves.find((wave) => wave.code === code)?.label ?? code;
  }
}

const DAY_MS = 86_400_000;

/** A band limit in words: dates are kept as days since 1970-01-01. */
export const sayLimit = (limit: number, type: string, locale: Locale): string =>
  type === "DATE" ? sayDay(new Date(limit * DAY_MS).toISOString().slice(0, 10), locale) : sayNumber(limit, locale, 6);
