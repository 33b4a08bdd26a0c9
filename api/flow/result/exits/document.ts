import { PRELIMINARY, SYNTHETIC } from "../../../../schema/notices.ts";
import { TOLD } from "../../../../schema/protection.ts";
import { questionSentence, variablePhrase, type SayableCodebook } from "../../../../schema/question/sentence.ts";
import type { Locale, Text } from "../../../../schema/text.ts";
import { onlyKey, type Dimension, type Statistic } from "../query.ts";
import { Released } from "../released.ts";
import type { ProtectedCell, StoredResult } from "../result.ts";
import { citationOf, labelOf } from "../wording.ts";
import { en } from "./en.ts";
import { nl, type ExitWords } from "./nl.ts";

const WORDS: Record<Locale, ExitWords> = { nl, en };

/** What the studies call what was asked about, how the variables that they made were made, and what its data are worth. */
export interface Surroundings extends SayableCodebook {
  derived: readonly { label: string; version: number; sentence: Text }[];
  /** What became of the data that it rests on after it was given. */
  became: readonly Text[];
  /** How complete they were, and what may still change. */
  complete: readonly Text[];
}

/** A figure, or in words why there is none; never empty and never 0 for what is withheld. */
export type Figure = number | string;

export interface DocumentRow {
  keys: readonly { code: string; label: string }[];
  value: Figure;
  low: Figure;
  high: Figure;
  count: Figure;
  missing: Figure;
  withheld: boolean;
  notAsked: boolean;
  /** ISO 8601 */
  asOf: string;
}

/**
 * A stored result with the words that go with it, in one language: what every file is written from, and the only
 * thing that one can be written from. Made of a released result and of nothing rawer.
 */
export class ResultDocument {
  /** What nothing of the same form has: an object that looks like one is none. */
  readonly #made = true;
  readonly id: string;
  readonly locale: Locale;
  readonly words: ExitWords;
  readonly statistic: Statistic;
  readonly title: string;
  /** The question as one would ask it. */
  readonly question: string;
  readonly citation: string;
  readonly rules: string;
  readonly state: Released["state"];
  /** ISO 8601 */
  readonly asOf: string;
  readonly givenAt: Date;
  readonly sources: Released["sources"];
  /** What nobody may miss: withdrawn, preliminary, synthetic, and how complete. */
  readonly notices: readonly string[];
  readonly keys: readonly { name: string; title: string }[];
  readonly rows: readonly DocumentRow[];
  /** What it is, line by line. */
  readonly about: readonly { term: string; text: string }[];

  private constructor(result: StoredResult, codebook: Surroundings, locale: Locale) {
    const { id, query, rules, released, givenAt } = result;
    if (!Released.isSealed(released)) throw new TypeError("only what was released can be taken along");
    const words = WORDS[locale];
    this.id = id;
    this.locale = locale;
    this.words = words;
    this.statistic = onlyKey(query.measure) ?? "count";
    this.title = [...new Set(released.sources.map(({ title }) => title))].join(", ");
    this.question = questionSentence(query, codebook, locale);
    this.citation = citationOf(result, locale);
    this.rules = rules;
    this.state = released.state;
    this.asOf = released.asOf;
    this.givenAt = givenAt;
    this.sources = released.sources;
    const first = [
      ...codebook.became.map((text) => text[locale]),
      ...(released.state === "PRELIMINARY" ? [PRELIMINARY[locale]] : []),
      ...(released.sources.some(({ synthetic }) => synthetic) ? [SYNTHETIC[locale]] : []),
    ];
    const complete = codebook.complete.map((text) => text[locale]);
    this.notices = [...first, ...complete];
    this.keys = (query.by ?? []).map((dimension, at) => ({
      name: released.cells[0]?.keys[at]?.dimension ?? "",
      title: dimensionTitle(dimension, codebook, locale),
    }));
    this.rows = released.cells.map((cell) => rowOf(cell, words, locale));
    this.about = [
      { term: words.question, text: this.question },
      { term: words.asOf, text: dayOf(released.asOf) },
      { term: words.state, text: words.states[released.state] },
      ...first.map((text) => ({ term: words.notice, text })),
      ...complete.map((text) => ({ term: words.complete, text })),
      ...released.sources.map(({ title, number, asOf }) => ({
        term: words.sources,
        text: words.source(title, number, dayOf(asOf)),
      })),
      { term: words.given, text: dayOf(givenAt.toISOString()) },
      { term: words.shown, text: words.withheldSome(released.withheld.cells, released.withheld.total) },
      { term: words.columns, text: words.columnsTold },
      ...codebook.derived.map(({ label, version, sentence }) => ({
        term: label,
        text: `${sentence[locale]} (${version})`,
      })),
      { term: words.rules, text: rules },
      ...TOLD[locale].map((text) => ({ term: words.protection, text })),
      { term: words.id, text: id },
      { term: words.citation, text: this.citation },
      { term: words.fullQuestion, text: JSON.stringify(query) },
    ];
  }

  static isMade(value: object): value is ResultDocument {
    return #made in value;
  }

  static of(result: StoredResult, codebook: Surroundings, locale: Locale): ResultDocument {
    return new ResultDocument(result, codebook, locale);
  }
}

export const dayOf = (iso: string): string => iso.slice(0, 10);

function dimensionTitle({ variable, study }: Dimension, codebook: Surroundings, locale: Locale): string {
  if (!variable) return study ? WORDS[locale].study : WORDS[locale].wave;
  const phrase = variablePhrase(variable, codebook, locale);
  // A heading needs no quotation marks.
  return phrase.replace(/^“(.*)”/su, "$1");
}

function rowOf(cell: ProtectedCell, words: ExitWords, locale: Locale): DocumentRow {
  const figure = (value: number | null, none: string): Figure =>
    cell.notAsked ? words.notAsked : cell.withheld ? words.withheld : (value ?? none);
  return {
    keys: cell.keys.map((key) => ({ code: key.code ?? key.missing ?? "", label: labelOf(key, locale) })),
    value: figure(cell.value, words.noFigure),
    low: figure(cell.low, words.noInterval),
    high: figure(cell.high, words.noInterval),
    count: figure(cell.count, words.noFigure),
    missing: figure(cell.missing, words.noFigure),
    withheld: cell.withheld,
    notAsked: cell.notAsked ?? false,
    asOf: cell.asOf,
  };
}
