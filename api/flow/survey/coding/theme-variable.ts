import type { Theme } from "../../../../schema/coding.ts";
import type { Text } from "../../../../schema/text.ts";
import type { VariableDeclaration } from "../../study/study.ts";

/** A text that nobody has looked at for a theme, or on which coders do not agree yet; apart from every other missing. */
export const NOT_CODED = "NOT_CODED";
const NOT_CODED_LABEL: Text = { nl: "Nog niet gecodeerd", en: "Not coded yet" };

/** The variable of the study that a theme of a question becomes. */
export const themeVariable = (question: string, code: string): string => `${question}.${code}`;

/** Yes or no for whoever answered the question; missing as the answer is missing for everybody else. */
export const declareTheme = (
  question: VariableDeclaration,
  { code, label }: Pick<Theme, "code" | "label">,
): VariableDeclaration => ({
  ...question,
  name: themeVariable(question.name, code),
  label: `${question.label} ${label.nl}`,
  labelEn: question.labelEn && label.en && `${question.labelEn} ${label.en}`,
  type: "BOOLEAN",
  minimum: null,
  maximum: null,
  categories: [],
  bandings: [],
  missingCodes: [...question.missingCodes, { code: NOT_CODED, label: NOT_CODED_LABEL.nl, labelEn: NOT_CODED_LABEL.en }],
});
