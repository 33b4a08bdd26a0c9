import { asked, type ComposedKind, type Line } from "../../../schema/kinds/composed.ts";
import type { QuestionKind } from "../../../schema/kinds/kinds.ts";
import type { Question, Written } from "../../../schema/survey.ts";
import { firstCalculation, formulaFor, rangeFor } from "./calculation.ts";
import type { QuestionInput, SavedSurvey } from "./operations.ts";

/** A questionnaire while it is written. Formulas stand as text, as they are sent; nothing here changes in place. */

export type DraftQuestion = Omit<Question, "relevance" | "constraint" | "calculation"> & {
  relevance: string | null;
  constraint: { holds: string; message: Written } | null;
  calculation: string | null;
};
export type DraftOption = DraftQuestion["options"][number];

export interface Draft {
  title: Written;
  consent: Written;
  questions: readonly DraftQuestion[];
}

/** The cache marks what it brings with the name of its type, which nothing that is sent may have. */
const unmarked = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === "__typename" ? undefined : each))) as Value;

export const draftFrom = ({ title, consent, draft }: Pick<SavedSurvey, "title" | "consent" | "draft">): Draft => ({
  title: unmarked(title),
  consent: unmarked(consent),
  questions: unmarked(draft).map(({ relevance, constraint, calculation, ...question }) => ({
    ...question,
    relevance: relevance?.text ?? null,
    constraint: constraint && { holds: constraint.holds.text, message: constraint.message },
    calculation: calculation?.text ?? null,
  })),
});

/** As it is sent: words that nobody wrote are left out. */
export const sentFrom = ({ title, consent, questions }: Draft) => ({
  title,
  consent,
  questions: questions.map((question): QuestionInput => ({
    ...question,
    help: question.help?.nl.trim() ? question.help : null,
    concept: question.concept?.trim() || null,
    number: question.number && {
      ...question.number,
      unit: question.number.unit?.nl.trim() ? question.number.unit : null,
    },
  })),
});

/** What can be added: the kinds, and some that are put together from them. */
export const ADDABLE = [
  "SINGLE",
  "MULTIPLE",
  "SCALE",
  "FACES",
  "NUMBER",
  "TEXT",
  "SHORT_TEXT",
  "DATE",
  "MONTH",
  "RANKING",
  "MATRIX",
  "MATRIX_SCALE",
  "LIFE_DOMAINS",
  "STATEMENT",
  "CALCULATION",
] as const;
export type Addable = (typeof ADDABLE)[number];

const written = (nl: string, en: string): Written => ({ nl, en });
const option = (code: string, nl: string, en: string): DraftOption => ({
  code,
  label: written(nl, en),
  excludes: false,
});

const YES_NO = [option("yes", "Ja", "Yes"), option("no", "Nee", "No")];
const ENDS = { low: written("Helemaal niet", "Not at all"), high: written("Helemaal wel", "Very much") };
const MOODS = { low: written("Heel slecht", "Very bad"), high: written("Heel goed", "Very good") };
const RANGE = { minimum: 0, maximum: 100, integer: true, unit: null };
const DAYS = { from: "1990-01-01", to: "2035-12-31" };

type ComposedAddable = "MATRIX" | "MATRIX_SCALE" | "LIFE_DOMAINS";

/** There is nothing yet that a first question could be computed from. */
export const FIRST = ADDABLE.filter((addable) => addable !== "CALCULATION");

const STARTS: Record<
  Exclude<Addable, ComposedAddable | "CALCULATION">,
  { kind: QuestionKind } & Partial<DraftQuestion>
> = {
  SINGLE: { kind: "SINGLE", options: YES_NO },
  MULTIPLE: { kind: "MULTIPLE", options: YES_NO },
  RANKING: { kind: "RANKING", options: YES_NO },
  SCALE: { kind: "SCALE", scale: { minimum: 1, maximum: 5, ...ENDS, faces: false } },
  FACES: { kind: "SCALE", scale: { minimum: 1, maximum: 5, ...MOODS, faces: true } },
  NUMBER: { kind: "NUMBER", number: RANGE },
  TEXT: { kind: "TEXT" },
  SHORT_TEXT: { kind: "TEXT", short: true },
  DATE: { kind: "DATE", days: DAYS },
  MONTH: { kind: "MONTH", days: DAYS },
  STATEMENT: { kind: "STATEMENT" },
};

const LINES = [
  { code: "line_1", label: written("Eerste regel", "First line") },
  { code: "line_2", label: written("Tweede regel", "Second line") },
];
/** One question as people write it; what a line of it is asked with. */
const COMPOSED: Record<
  ComposedAddable,
  { kind: ComposedKind; lines?: readonly Line[] } & Partial<Pick<DraftQuestion, "options" | "scale">>
> = {
  MATRIX: { kind: "MATRIX", lines: LINES, options: YES_NO },
  MATRIX_SCALE: { kind: "MATRIX", lines: LINES, scale: { minimum: 1, maximum: 5, ...ENDS, faces: false } },
  LIFE_DOMAINS: { kind: "LIFE_DOMAINS" },
};

export const EMPTY_QUESTION: Omit<DraftQuestion, "id" | "kind" | "text" | "variable"> = {
  help: null,
  concept: null,
  required: false,
  dontKnow: false,
  ratherNotSay: false,
  heavy: false,
  stem: null,
  options: [],
  scale: null,
  number: null,
  days: null,
  short: false,
  maxLength: null,
  bandings: [],
  relevance: null,
  constraint: null,
  calculation: null,
};

/**
 * A question that can be saved as it is: of its kind, with answers to begin with. `key` is a name nobody else has;
 * `before` are the questions that it comes after, to compute from.
 */
export function newQuestions(
  addable: Addable,
  nl: string,
  key: string,
  others: readonly DraftQuestion[],
  before: readonly DraftQuestion[] = others,
): DraftQuestion[] {
  const variable = freeName(
    nl,
    others.map((other) => other.variable),
  );
  const text = { nl, en: null };
  if (addable === "CALCULATION")
    return [{ ...EMPTY_QUESTION, ...computedFrom(before), id: key, kind: addable, text, variable }];
  if (!isComposed(addable)) return [{ ...EMPTY_QUESTION, ...STARTS[addable], id: key, text, variable }];
  const { kind, ...shared } = COMPOSED[addable];
  const taken = others.map((other) => other.variable);
  return asked([{ id: key, kind, text, variable, lines: shared.lines }]).map(({ question }) => {
    const own = uniqueName(question.variable, taken);
    taken.push(own);
    return {
      ...EMPTY_QUESTION,
      id: question.id,
      kind: shared.scale ? "SCALE" : "SINGLE",
      variable: own,
      concept: question.concept ?? null,
      text: { nl: question.text.nl, en: question.text.en ?? null },
      stem: text,
      options: (question.options ?? shared.options ?? []).map(({ code, label }) =>
        option(code, label.nl, label.en ?? label.nl),
      ),
      scale: shared.scale ?? null,
      dontKnow: question.dontKnow ?? false,
    };
  });
}

const isComposed = (addable: Addable): addable is ComposedAddable => Object.hasOwn(COMPOSED, addable);

/** From the last answer, where that can be computed with; else a formula to write over. */
function computedFrom(others: readonly DraftQuestion[]): Pick<DraftQuestion, "calculation" | "number"> {
  const first = firstCalculation(others);
  const calculation = first && formulaFor(first, others);
  return first && calculation ? { calculation, number: rangeFor(first, others) } : { calculation: "0", number: RANGE };
}

/** What can come out of a calculation. */
export const RESULTS = ["NUMBER", "OPTIONS", "YES_NO"] as const;
export type Result = (typeof RESULTS)[number];

export function resultOf({ number, options }: DraftQuestion): Result {
  if (options.length > 0) return "OPTIONS";
  return number ? "NUMBER" : "YES_NO";
}

/** What a calculation declares, changed to another result; the same one stays as it is. */
export function withResult(question: DraftQuestion, result: Result): Partial<DraftQuestion> {
  if (resultOf(question) === result) return {};
  return { number: result === "NUMBER" ? RANGE : null, options: result === "OPTIONS" ? YES_NO : [], bandings: [] };
}

/** Words as a name that data can have, and that is not among those there are. */
export function freeName(words: string, taken: readonly string[]): string {
  const plain = words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 30)
    .replace(/_+$/, "");
  return uniqueName(plain || "q", taken);
}

/** The name, or with a number after it where there is one already. */
export function uniqueName(name: string, taken: readonly string[]): string {
  const there = new Set(taken.map((each) => each.toLowerCase()));
  if (!there.has(name)) return name;
  let number = 2;
  while (there.has(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

export const addAfter = (draft: Draft, at: number, added: readonly DraftQuestion[]): Draft => ({
  ...draft,
  questions: [...draft.questions.slice(0, at), ...added, ...draft.questions.slice(at)],
});

export const change = (draft: Draft, id: string, changes: Partial<DraftQuestion>): Draft => ({
  ...draft,
  questions: draft.questions.map((question) => (question.id === id ? { ...question, ...changes } : question)),
});
