import { sayDay, sayNumber, sayShare } from "../saying.ts";
import type { Locale } from "../text.ts";
import type { Condition, IsCondition, Measure, ResultQuery, VariableReference } from "./asked.ts";
import { en } from "./en.ts";
import type { QuestionWords } from "./nl.ts";
import { nl } from "./nl.ts";

/** A question as it is asked, or as far as somebody has made it. */
export type SayableQuestion = Omit<ResultQuery, "measure" | "snapshots"> & { measure?: Measure | null };

/** What the studies call what is asked about. Names that are not in it are said as “…”. */
export interface SayableCodebook {
  studies: readonly { slug: string; title: string }[];
  waves: readonly { code: string; label: string }[];
  variables: readonly SayableVariable[];
}

export interface SayableVariable {
  name: string;
  label: string;
  type: string;
  unit: string | null;
  categories: readonly { code: string; label: string }[];
  bandings: readonly { name: string }[];
}

const WORDS: Record<Locale, QuestionWords> = { nl, en };

/** A whole question as one would ask it, in the language of the page. */
export function questionSentence(question: SayableQuestion, codebook: SayableCodebook, locale: Locale): string {
  const saying = new Saying(codebook, locale);
  return [saying.asked(question), ...saying.limits(question)].join(" ");
}

/** "“Woonsituatie” is stabiel": one condition on its own. */
export const conditionPhrase = (condition: Condition, codebook: SayableCodebook, locale: Locale): string =>
  new Saying(codebook, locale).condition(condition);

export const variablePhrase = (variable: VariableReference, codebook: SayableCodebook, locale: Locale): string =>
  new Saying(codebook, locale).variable(variable);

class Saying {
  private readonly codebook: SayableCodebook;
  private readonly locale: Locale;
  private readonly words: QuestionWords;

  constructor(codebook: SayableCodebook, locale: Locale) {
    this.codebook = codebook;
    this.locale = locale;
    this.words = WORDS[locale];
  }

  asked(question: SayableQuestion): string {
    const { words } = this;
    const measure = question.measure ? this.measure(question.measure) : words.measure.open();
    const by = question.by ?? [];
    const variables = by.flatMap((dimension) => (dimension.variable ? [this.variable(dimension.variable)] : []));
    const splits = [
      ...(by.some((dimension) => dimension.study) ? [words.perStudy] : []),
      ...(by.some((dimension) => dimension.wave) ? [words.perWave] : []),
      ...(variables.length > 0 ? [words.byVariables(words.and(variables))] : []),
    ];
    return words.asked(measure, splits);
  }

  /** Of whom, when, weighted or not, and where. */
  limits(question: SayableQuestion): string[] {
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

  private waves({ waves }: SayableQuestion): string[] {
    if (waves?.from != null && waves.to != null)
      return [this.words.wavesBetween(this.wave(waves.from), this.wave(waves.to))];
    if (waves?.from != null) return [this.words.wavesFrom(this.wave(waves.from))];
    return waves?.to != null ? [this.words.wavesUpTo(this.wave(waves.to))] : [];
  }

  private measure(measure: Measure): string {
    const say = this.words.measure;
    if (measure.share) return say.share(this.condition(measure.share));
    if (measure.survival) return say.survival(this.condition(measure.survival));
    if (measure.mean) return say.mean(this.variable(measure.mean));
    if (measure.sd) return say.sd(this.variable(measure.sd));
    if (measure.sum) return say.sum(this.variable(measure.sum));
    if (measure.quantile)
      return say.quantile(this.variable(measure.quantile.of), sayShare(measure.quantile.p, this.locale));
    return measure.retention ? say.retention() : say.count();
  }

  variable({ name, at, wave, banding }: VariableReference): string {
    const { words } = this;
    const found = this.find(name);
    const label = found ? words.name(found.label) : words.unknown;
    const moment = wave == null ? words.moment[at ?? "SAME"] : words.inWave(this.wave(wave));
    const several = found !== undefined && found.bandings.length > 1 && banding != null;
    return label + moment + (several ? words.inBands(banding) : "");
  }

  condition(condition: Condition, nested = false): string {
    const { words } = this;
    if (condition.is) return this.is(condition.is, false);
    if (condition.not)
      return condition.not.is ? this.is(condition.not.is, true) : words.not(this.condition(condition.not, true));
    const parts = condition.all ?? condition.any ?? [];
    if (parts.length === 0) return words.unknown;
    const said = parts.map((part) => this.condition(part, parts.length > 1));
    const joined = condition.all ? words.and(said) : words.or(said);
    return nested && parts.length > 1 ? words.group(joined) : joined;
  }

  private is(is: IsCondition, negated: boolean): string {
    const { words } = this;
    const say = negated ? words.isNot : words.is;
    return say(this.variable(is.variable), this.values(is));
  }

  private values({ variable, in: codes, min, max }: IsCondition): string {
    const { words } = this;
    const found = this.find(variable.name);
    if (min != null && max != null) return words.between(this.number(min, found), this.number(max, found));
    if (min != null) return words.from(this.number(min, found));
    if (max != null) return words.below(this.number(max, found));
    const labels = found ? this.codes(found) : [];
    const said = (codes ?? []).map((code) => labels.find((category) => category.code === code)?.label ?? code);
    return said.length > 0 ? words.or(said) : words.unknown;
  }

  private number(value: number, variable: { type: string; unit: string | null } | undefined): string {
    if (variable?.type === "DATE") return sayLimit(value, "DATE", this.locale);
    return sayLimit(value, variable?.type ?? "NUMBER", this.locale) + (variable?.unit ? ` ${variable.unit}` : "");
  }

  private find(name: string): SayableVariable | undefined {
    return this.codebook.variables.find((variable) => variable.name === name);
  }

  private codes({ type, categories }: SayableVariable): SayableVariable["categories"] {
    if (categories.length > 0 || type !== "BOOLEAN") return categories;
    return [
      { code: "true", label: this.words.yes },
      { code: "false", label: this.words.no },
    ];
  }

  private wave(code: string): string {
    return this.codebook.waves.find((wave) => wave.code === code)?.label ?? code;
  }
}

const DAY_MS = 86_400_000;

/** A band limit in words: dates are kept as days since 1970-01-01. */
export const sayLimit = (limit: number, type: string, locale: Locale): string =>
  type === "DATE" ? sayDay(new Date(limit * DAY_MS).toISOString().slice(0, 10), locale) : sayNumber(limit, locale, 6);
