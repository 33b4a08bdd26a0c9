import type { SentValue } from "../../../schema/answer.ts";
import { offeredIn } from "../../../schema/answer.ts";
import { unpiped } from "../../../schema/logic/piping.ts";
import { isMissing, type Missing, MISSING_LABELS, type MissingKind } from "../../../schema/missing.ts";
import { rangeOf, type Question, type QuestionKind } from "../../../schema/survey.ts";
import type { Category, VariableDeclaration } from "../study/study.ts";
import type { ThemeValue } from "./coding/theme-variables.ts";
import type { PlanValue } from "./plan/study-variables.ts";

/** One value of one variable: a code, a number or a text; null where nothing was answered; or why there is none. */
export type VariableValue = string | number | null | Missing | ThemeValue | PlanValue;

type Values = Record<string, VariableValue>;

/** What a kind of question is in the data. */
interface KindInData {
  variables(question: Question, declared: Declared): VariableDeclaration[];
  values(question: Question, answer: Exclude<SentValue, Missing>): Values;
}

type Declared = Omit<VariableDeclaration, "name" | "type">;

/** A variable for each option of a question with several answers. */
export const optionVariable = (question: Pick<Question, "variable">, code: string): string =>
  `${question.variable}.${code}`;

const categoriesOf = ({ options }: Question): Category[] =>
  options.map(({ code, label }) => ({ code, label: label.nl, labelEn: label.en }));

/** One variable, with the name that the question gives it. */
const one = (type: (question: Question) => VariableDeclaration["type"]): KindInData => ({
  variables: (question, declared) => [
    {
      ...declared,
      name: question.variable,
      type: type(question),
      categories: type(question) === "CATEGORICAL" ? categoriesOf(question) : [],
    },
  ],
  values: ({ variable }, answer) =>
    Array.isArray(answer) ? {} : { [variable]: typeof answer === "boolean" ? String(answer) : answer },
});

/** A variable an option. */
const perOption = (
  of: (question: Question, declared: Declared) => Partial<Declared> & Pick<VariableDeclaration, "type">,
  value: (chosen: string[], code: string) => VariableValue,
): KindInData => ({
  variables: (question, declared) =>
    question.options.map(({ code, label }) => ({
      ...declared,
      ...of(question, declared),
      name: optionVariable(question, code),
      label: `${declared.label} ${label.nl}`,
      labelEn: declared.labelEn && label.en && `${declared.labelEn} ${label.en}`,
    })),
  values: (question, answer) => {
    const chosen = Array.isArray(answer) ? answer : [];
    return Object.fromEntries(
      question.options.map(({ code }) => [optionVariable(question, code), value(chosen, code)]),
    );
  },
});

const numberType = ({ number }: Question): VariableDeclaration["type"] => (number?.integer ? "INTEGER" : "NUMBER");

const KINDS: Record<QuestionKind, KindInData> = {
  SINGLE: one(() => "CATEGORICAL"),
  MULTIPLE: perOption(
    () => ({ type: "BOOLEAN" }),
    (chosen, code) => String(chosen.includes(code)),
  ),
  /** Its place, from 1; empty where somebody stopped before. */
  RANKING: perOption(
    ({ options }) => ({ type: "INTEGER", minimum: 1, maximum: options.length }),
    (chosen, code) => (chosen.includes(code) ? chosen.indexOf(code) + 1 : null),
  ),
  SCALE: one(() => "INTEGER"),
  NUMBER: one(numberType),
  DATE: one(() => "DATE"),
  MONTH: one(() => "DATE"),
  TEXT: one(() => "TEXT"),
  STATEMENT: { variables: () => [], values: () => ({}) },
  CALCULATION: one((question) => {
    if (question.number !== null) return numberType(question);
    return question.options.length === 0 ? "BOOLEAN" : "CATEGORICAL";
  }),
};

/** What can stand in the place of an answer. Left empty needs no code: every variable has that. */
const missingKinds = (question: Question): MissingKind[] => [
  ...(question.relevance !== null || question.calculation !== null ? (["NOT_ASKED"] as const) : []),
  ...offeredIn(question),
];

/** The variables of the study that the answers to a question become. */
export function questionVariables(question: Question): VariableDeclaration[] {
  const { stem, text } = question;
  const said = [...(stem ? [stem] : []), text];
  return KINDS[question.kind].variables(question, {
    label: said.map(({ nl }) => unpiped(nl)).join(" "),
    labelEn: said.every(({ en }) => en) ? said.map(({ en }) => unpiped(en ?? "")).join(" ") : null,
    level: "PERSON_WAVE",
    role: "ANSWER",
    origin: "SURVEY",
    concept: question.concept,
    unit: question.number?.unit?.nl ?? null,
    unitEn: question.number?.unit?.en ?? null,
    sensitive: true,
    minimum: rangeOf(question)?.minimum ?? null,
    maximum: rangeOf(question)?.maximum ?? null,
    categories: [],
    missingCodes: missingKinds(question).map((code): Category => ({
      code,
      label: MISSING_LABELS[code].nl,
      labelEn: MISSING_LABELS[code].en,
    })),
    bandings: question.bandings,
  });
}

/** One answer as values of the variables above. */
export function variableValues(question: Question, answer: SentValue): Values {
  if (isMissing(answer)) {
    const reason = answer.missing === "EMPTY" ? null : answer;
    return Object.fromEntries(questionVariables(question).map(({ name }) => [name, reason]));
  }
  return KINDS[question.kind].values(question, answer);
}
