import { rangeOf, type Question } from "../../../schema/survey.ts";
import type { AnswerValue } from "../../../schema/answer.ts";
import type { Category, VariableDeclaration } from "../study/study.ts";

/** One value of one variable: a code, a number or a text; null where nothing was answered. */
export type VariableValue = string | number | null;

/** A boolean variable for each option of a question with several answers. */
export const optionVariable = (question: Pick<Question, "variable">, code: string): string =>
  `${question.variable}.${code}`;

/** The variables of the study that the answers to a question become. */
export function questionVariables(question: Question): VariableDeclaration[] {
  const declared = {
    label: question.text.nl,
    level: "PERSON_WAVE",
    role: "ANSWER",
    origin: "SURVEY",
    concept: question.concept,
    unit: question.number?.unit?.nl ?? null,
    sensitive: true,
    minimum: rangeOf(question)?.minimum ?? null,
    maximum: rangeOf(question)?.maximum ?? null,
    categories: [] as Category[],
    missingCodes: [] as Category[],
    bandings: question.bandings,
  } as const satisfies Omit<VariableDeclaration, "name" | "type">;

  const one = (type: VariableDeclaration["type"], categories: Category[] = []): VariableDeclaration[] => [
    { ...declared, name: question.variable, type, categories },
  ];
  switch (question.kind) {
    case "SINGLE":
      return one(
        "CATEGORICAL",
        question.options.map(({ code, label }) => ({ code, label: label.nl })),
      );
    case "MULTIPLE":
      return question.options.map(({ code, label }) => ({
        ...declared,
        name: optionVariable(question, code),
        label: `${question.text.nl} ${label.nl}`,
        type: "BOOLEAN",
      }));
    case "SCALE":
      return one("INTEGER");
    case "NUMBER":
      return one(question.number?.integer ? "INTEGER" : "NUMBER");
    case "TEXT":
      return one("TEXT");
  }
}

/** One answer as values of the variables above. */
export function variableValues(question: Question, answer: AnswerValue): Record<string, VariableValue> {
  if (question.kind !== "MULTIPLE") {
    return Array.isArray(answer) ? {} : { [question.variable]: answer };
  }
  const chosen = Array.isArray(answer) ? answer : [];
  return Object.fromEntries(
    question.options.map(({ code }) => [optionVariable(question, code), String(chosen.includes(code))]),
  );
}

/**
 * Whether figures of the one may be added to figures of the other. The wording may be mended; what can be answered,
 * and what each code is called, may not.
 */
export function sameMeaning(one: VariableDeclaration, other: VariableDeclaration): boolean {
  return meaning(one) === meaning(other);
}

const meaning = ({
  type,
  level,
  role,
  unit,
  minimum,
  maximum,
  categories,
  missingCodes,
}: VariableDeclaration): string =>
  JSON.stringify([
    [type, level, role, unit, minimum, maximum],
    categories.map(({ code, label }) => [code, label]),
    missingCodes.map(({ code }) => code),
  ]);
