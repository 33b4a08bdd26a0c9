import type { Kind } from "../kinds/kind.ts";
import { KINDS, type QuestionKind } from "../kinds/kinds.ts";
import type { Text } from "../text.ts";

/** What an expression can be, as far as that is known before anybody answers. */
export type ValueType =
  | { is: "NUMBER"; whole: boolean }
  | { is: "DATE" }
  | { is: "BOOLEAN" }
  | { is: "TEXT" }
  /** One of these codes. `written` where the expression itself says it: then it may be a text as well. */
  | { is: "CODE"; codes: readonly string[]; written: boolean }
  /** Some of these codes */
  | { is: "CODES"; codes: readonly string[] };

export const WHOLE: ValueType = { is: "NUMBER", whole: true };
export const NUMBER: ValueType = { is: "NUMBER", whole: false };
export const DATE: ValueType = { is: "DATE" };
export const BOOLEAN: ValueType = { is: "BOOLEAN" };
export const TEXT: ValueType = { is: "TEXT" };

/** What the answer to a question is. */
export const typeOfQuestion = (question: { kind: QuestionKind } & Parameters<Kind["type"]>[0]): ValueType =>
  KINDS[question.kind].type(question);

/** What two branches of one expression are together; null where they cannot be one. */
export function together(one: ValueType, other: ValueType): ValueType | null {
  if (one.is === "NUMBER" && other.is === "NUMBER") return { is: "NUMBER", whole: one.whole && other.whole };
  if (one.is === "CODE" && other.is === "CODE")
    return { is: "CODE", codes: [...new Set([...one.codes, ...other.codes])], written: one.written && other.written };
  if (one.is === "CODES" && other.is === "CODES")
    return { is: "CODES", codes: [...new Set([...one.codes, ...other.codes])] };
  if (isText(one) && isText(other) && (one.is === "TEXT" || other.is === "TEXT")) return TEXT;
  return one.is === other.is ? one : null;
}

const isText = (type: ValueType): boolean => type.is === "TEXT" || (type.is === "CODE" && type.written);

/** Codes that the one writes and the other cannot have; null where they cannot be compared at all. */
export function strangeCodes(one: ValueType, other: ValueType): string[] | null {
  if (one.is !== "CODE" || other.is !== "CODE") return together(one, other) === null || one.is === "CODES" ? null : [];
  const strange = (written: { codes: readonly string[]; written: boolean }, known: { codes: readonly string[] }) =>
    written.written ? written.codes.filter((code) => !known.codes.includes(code)) : [];
  if (one.written !== other.written) return [...strange(one, other), ...strange(other, one)];
  return one.written || one.codes.some((code) => other.codes.includes(code)) ? [] : null;
}

export const sayType = (type: ValueType): Text =>
  ({
    NUMBER: { nl: "een getal", en: "a number" },
    DATE: { nl: "een dag", en: "a day" },
    BOOLEAN: { nl: "waar of niet waar", en: "true or false" },
    TEXT: { nl: "een tekst", en: "a text" },
    CODE: { nl: "een van de antwoorden", en: "one of the answers" },
    CODES: { nl: "een keuze uit antwoorden", en: "a choice of answers" },
  })[type.is];
