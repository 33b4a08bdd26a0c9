import type { QuestionDraft, SurveyDraft } from "../survey.ts";
import { DOMAINS, domainQuestions } from "./life-domains.ts";

/**
 * What is written as one question and asked as several, one a screen: a published version holds those. They share a
 * stem, and each feeds a variable of its own.
 */

export const COMPOSED_KINDS = ["MATRIX", "LIFE_DOMAINS"] as const;
export type ComposedKind = (typeof COMPOSED_KINDS)[number];

/** Something that a MATRIX asks the same of. */
export interface Line {
  code: string;
  label: QuestionDraft["text"];
  concept?: string | null | undefined;
}

export const MOST_LINES = 40;

export type WrittenQuestion = Omit<QuestionDraft, "kind"> & {
  kind: QuestionDraft["kind"] | ComposedKind;
  lines?: readonly Line[] | null | undefined;
  /** Asked after an answer, for own words: "why?" */
  why?: QuestionDraft["text"] | null | undefined;
};

export type WrittenSurvey = Omit<SurveyDraft, "questions"> & { questions: readonly WrittenQuestion[] };

/** The questions that are asked, each with the place of the one it was written in. */
export const asked = (written: readonly WrittenQuestion[]): { question: QuestionDraft; from: number }[] =>
  written.flatMap((question, from) => partsOf(question).map((part) => ({ question: part, from })));

/** A line of a written question, by its id: what it was written in, and its code. */
const LINE_ID = /^(.+)-([A-Za-z0-9_]{1,30})$/;

/** What lines of one question differ in. */
const OF_A_LINE = ["id", "variable", "text", "concept"];

interface AskedLine {
  id: string;
  kind: QuestionDraft["kind"];
  stem?: unknown;
}

/** What a question was written in as a line, or stands as if it were, and its code; null of any other. */
export function lineOf({ id, kind, stem }: AskedLine): { of: string; code: string } | null {
  if (!stem || (kind !== "SINGLE" && kind !== "SCALE")) return null;
  const [, of, code] = LINE_ID.exec(id) ?? [];
  return of && code ? { of, code } : null;
}

/**
 * The questions as they were written: lines of one question stand together again, as long as they differ in nothing
 * but what a line has of its own. Everything else stands alone.
 */
export function gathered<Part extends AskedLine>(questions: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  for (const question of questions) {
    const group = groups.at(-1);
    if (group?.[0] && areOne(group[0], question)) group.push(question);
    else groups.push([question]);
  }
  return groups;
}

function areOne(one: AskedLine, other: AskedLine): boolean {
  const line = lineOf(one);
  return line !== null && line.of === lineOf(other)?.of && sharedIn(one) === sharedIn(other);
}

const sharedIn = (question: AskedLine): string =>
  JSON.stringify(
    Object.entries(question)
      .filter(([part]) => !OF_A_LINE.includes(part))
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

const LINE_CODE = /^[A-Za-z0-9_]{1,30}$/;

/** What is wrong with what is gone once it was taken apart; the rest is looked at in the parts. */
export function composedIssue({ kind, lines, why }: WrittenQuestion): { path: string[]; message: string } | null {
  const codes = (lines ?? []).map(({ code }) => code);
  if (kind === "MATRIX" && codes.length === 0) return { path: ["lines"], message: "missing" };
  if (kind !== "MATRIX" && codes.length > 0) return { path: ["lines"], message: "not_for_this_kind" };
  if (codes.length > MOST_LINES) return { path: ["lines"], message: "too_many_lines" };
  const wrong = codes.findIndex((code, at) => !LINE_CODE.test(code) || codes.indexOf(code) < at);
  if (wrong >= 0) return { path: ["lines", String(wrong), "code"], message: "line_code" };
  return why && (kind === "STATEMENT" || kind === "CALCULATION")
    ? { path: ["why"], message: "not_for_this_kind" }
    : null;
}

function partsOf({ kind, lines, why, ...shared }: WrittenQuestion): QuestionDraft[] {
  const common = { ...shared, stem: shared.text };
  const part = (code: string) => ({ id: `${shared.id}-${code}`, variable: `${shared.variable}_${code}` });
  switch (kind) {
    case "MATRIX":
      return (lines ?? []).flatMap(({ code, label, concept }) =>
        withWhy(
          {
            ...common,
            ...part(code),
            kind: shared.scale ? "SCALE" : "SINGLE",
            text: label,
            concept: concept ?? shared.concept,
          },
          why,
        ),
      );
    case "LIFE_DOMAINS":
      return DOMAINS.flatMap((domain) =>
        withWhy({ ...common, ...part(domain), ...domainQuestions[domain], concept: domain }, why),
      );
    default:
      return withWhy({ ...shared, kind }, why);
  }
}

/** A question and, once it is answered, room to say why. */
function withWhy(question: QuestionDraft, why: WrittenQuestion["why"]): QuestionDraft[] {
  if (!why) return [question];
  return [
    question,
    {
      id: `${question.id}-why`,
      kind: "TEXT",
      stem: question.text,
      text: why,
      variable: `${question.variable}_why`,
      concept: question.concept,
      relevance: { text: `answered(\${${question.variable}})` },
    },
  ];
}
