import { mayBeAsked } from "../../../schema/logic/ahead.ts";
import { courseOf, valueOf } from "../../../schema/logic/course.ts";
import type { LogicQuestion, Stop } from "../../../schema/logic/course.ts";
import { dayNumber, isThere } from "../../../schema/logic/evaluate.ts";
import type { Value } from "../../../schema/logic/evaluate.ts";
import type { Expression } from "../../../schema/logic/expression.ts";
import { isPiped, pipeText } from "../../../schema/logic/piping.ts";
import type { Locale, Text } from "../../../schema/text.ts";
import type { Json } from "../../lib/graphql/graphql.ts";
import { answerInWords } from "../../lib/own-answer/saying.ts";
import { sayNumber } from "../../lib/language/saying.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Question } from "./operations.ts";

/** A question on somebody's way, in the words that they get. */
export interface Step {
  question: Question;
  /** In the address: its place among all that can be asked, from 1 */
  place: number;
  /** Its number on this way, from 1 */
  number: number;
  /** How many can still come after it, at most */
  left: number;
  /** Whether these are all sure to come */
  sure: boolean;
  /** Why its answer cannot stand; null where it can */
  refused: Text | null;
}

/** The questions that somebody is asked, by what they have answered so far. */
export interface Way {
  steps: Step[];
  /** How many can be asked at most */
  most: number;
  branches: boolean;
}

type Answers = ReadonlyMap<string, Json>;

/** What a way is found through. */
export interface Asking {
  questions: readonly Question[];
  /** What this person said last time */
  last: readonly { variable: string; question: Question; value: Json }[];
  /** YYYY-MM-DD */
  today: string;
}

/** The server keeps only trees that it has checked. */
const treeOf = (formula: { tree: Json } | null): Expression | null => formula && (formula.tree as Expression);

export const logicOf = ({ relevance, constraint, calculation, ...question }: Question): LogicQuestion => ({
  ...question,
  relevance: treeOf(relevance),
  constraint: constraint && { holds: constraint.holds.tree as Expression, message: constraint.message },
  calculation: treeOf(calculation),
});

export function wayOf(asking: Asking, answers: Answers): Way {
  const logic = asking.questions.map(logicOf);
  const course = courseOf(logic, {
    answers,
    last: new Map(asking.last.map(({ variable, value }) => [variable, valueOf(value)])),
    today: dayNumber(asking.today),
  });
  const askable = asking.questions.flatMap((question, at) => {
    const [rule, stop] = [logic[at], course.get(question.id)];
    return question.calculation === null && rule && stop ? [{ question, rule, stop }] : [];
  });
  const words = wordsFor(asking, answers, course);
  const steps = askable.flatMap(({ question, stop }, at): Step[] => {
    if (!stop.asked) return [];
    const ahead = askable.slice(at + 1).filter((later) => isCounted(later) && mayBeAsked(later.rule, later.stop));
    return [
      {
        question: withAnswers(question, words),
        place: at + 1,
        number: askable.slice(0, at + 1).filter((each) => each.stop.asked && isCounted(each)).length,
        left: ahead.length,
        sure: ahead.every((later) => later.stop.asked),
        refused: stop.holds ? null : messageOf(question),
      },
    ];
  });
  return {
    steps,
    most: askable.filter(isCounted).length,
    branches: askable.some(({ rule }) => rule.relevance !== null),
  };
}

/** A page that says something is no question. */
const isCounted = ({ question }: { question: Question }): boolean => question.kind !== "STATEMENT";

const messageOf = ({ constraint }: Question): Text | null =>
  constraint && { nl: constraint.message.nl, en: constraint.message.en ?? constraint.message.nl };

type Words = (name: string, locale: Locale) => string | null;

/** The answers that a text can name, in words. */
function wordsFor({ questions, last }: Asking, answers: Answers, course: ReadonlyMap<string, Stop>): Words {
  return (name, locale) => {
    const before = last.find(({ variable }) => `last.${variable}` === name);
    if (before) return inWords(before.question, before.value, valueOf(before.value), locale);
    const question = questions.find(({ variable }) => variable === name);
    const stop = question && course.get(question.id);
    return stop && isThere(stop.value) ? inWords(question, answers.get(question.id) ?? null, stop.value, locale) : null;
  };
}

function inWords(question: Question, answer: Json, value: Value, locale: Locale): string | null {
  const said =
    question.calculation === null ? answerInWords(question, answer, locale) : [computed(question, value, locale)];
  return said.length > 0 ? said.join(", ") : null;
}

/** What was computed, in words. */
export function computed({ options, number }: Question, value: Value, locale: Locale): string {
  const words = { nl, en }[locale];
  if (typeof value === "boolean") return value ? words.isSo : words.isNotSo;
  const label = options.find(({ code }) => code === value)?.label;
  if (label) return (locale === "en" && label.en) || label.nl;
  if (typeof value !== "number") return String(value);
  const unit = (locale === "en" && number?.unit?.en) || number?.unit?.nl;
  return unit ? `${sayNumber(value, locale)} ${unit}` : sayNumber(value, locale);
}

function withAnswers(question: Question, words: Words): Question {
  if (!isPiped(question)) return question;
  const filled = <Written extends Question["help"]>(written: Written): Written =>
    written && {
      ...written,
      nl: pipeText(written.nl, (name) => words(name, "nl")),
      en: written.en && pipeText(written.en, (name) => words(name, "en")),
    };
  return { ...question, text: filled(question.text), help: filled(question.help) };
}
