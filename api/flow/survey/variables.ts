import { rangeOf, type Question } from "../../../schema/survey.ts";
import type { SentValue } from "../../../schema/answer.ts";
import { unpiped } from "../../../schema/logic/piping.ts";
import { isMissing, type Missing, MISSING_LABELS, type MissingKind } from "../../../schema/missing.ts";
import type { Category, VariableDeclaration } from "../study/study.ts";

/** One value of one variable: a code, a number or a text; null where nothing was answered; or why there is none. */
export type VariableValue = string | number | null | Missing;

/** What can stand in the place of an answer. Left empty needs no code: every variable has that. */
const missingKinds = ({ relevance, calculation }: Question): MissingKind[] =>
  relevance !== null || calculation !== null ? ["NOT_ASKED"] : [];

/** A boolean variable for each option of a question with several answers. */
export const optionVariable = (question: Pick<Question, "variable">, code: string): string =>
  `${question.variable}.${code}`;

/** The variables of the study that the answers to a question become. */
export function questionVariables(question: Question): VariableDeclaration[] {
  const declared = {
    label: unpiped(question.text.nl),
    labelEn: question.text.en && unpiped(question.text.en),
    level: "PERSON_WAVE",
    role: "ANSWER",
    origin: "SURVEY",
    concept: question.concept,
    unit: question.number?.unit?.nl ?? null,
    sensitive: true,
    minimum: rangeOf(question)?.minimum ?? null,
    maximum: rangeOf(question)?.maximum ?? null,
    categories: [] as Category[],
    missingCodes: missingKinds(question).map((code): Category => ({
      code,
      label: MISSING_LABELS[code].nl,
      labelEn: MISSING_LABELS[code].en,
    })),
    bandings: question.bandings,
  } as const satisfies Omit<VariableDeclaration, "name" | "type">;

  const one = (type: VariableDeclaration["type"], categories: Category[] = []): VariableDeclaration[] => [
    { ...declared, name: question.variable, type, categories },
  ];
  switch (question.kind) {
    case "SINGLE":
      return one(
        "CATEGORICAL",
        question.options.map(({ code, label }) => ({ code, label: label.nl, labelEn: label.en })),
      );
    case "MULTIPLE":
      return question.options.map(({ code, label }) => ({
        ...declared,
        name: optionVariable(question, code),
        label: `${unpiped(question.text.nl)} ${label.nl}`,
        labelEn: question.text.en && label.en && `${unpiped(question.text.en)} ${label.en}`,
        type: "BOOLEAN",
      }));
    case "SCALE":
      return one("INTEGER");
    case "NUMBER":
      return one(question.number?.integer ? "INTEGER" : "NUMBER");
    case "TEXT":
      return one("TEXT");
    case "CALCULATION":
      if (question.number !== null) return one(question.number.integer ? "INTEGER" : "NUMBER");
      return question.options.length === 0
        ? one("BOOLEAN")
        : one(
            "CATEGORICAL",
            question.options.map(({ code, label }) => ({ code, label: label.nl, labelEn: label.en })),
          );
  }
}

/** One answer as values of the variables above. */
export function variableValues(question: Question, answer: SentValue): Record<string, VariableValue> {
  if (isMissing(answer)) {
    const reason = answer.missing === "EMPTY" ? null : answer;
    return Object.fromEntries(questionVariables(question).map(({ name }) => [name, reason]));
  }
  if (question.kind !== "MULTIPLE") {
    if (Array.isArray(answer)) return {};
    return { [question.variable]: typeof answer === "boolean" ? String(answer) : answer };
  }
  const chosen = Array.isArray(answer) ? answer : [];
  return Object.fromEntries(
    question.options.map(({ code }) => [optionVariable(question, code), String(chosen.includes(code))]),
  );
}
