import { offeredIn } from "./answer.ts";
import { printExpression } from "./logic/print.ts";
import type { Expression } from "./logic/expression.ts";
import type { Question, SurveyDefinition, Written } from "./survey.ts";

/** What is different between two versions of a questionnaire, question by question. */

export const SURVEY_CHANGE_KINDS = [
  "TITLE",
  "CONSENT",
  "ADDED",
  "REMOVED",
  "MOVED",
  "WORDING",
  "KIND",
  "OPTION_ADDED",
  "OPTION_REMOVED",
  "OPTION_WORDING",
  "OPTIONS_MOVED",
  "LIMITS",
  "REQUIRED",
  "OFFERED",
  "VARIABLE",
  "RELEVANCE",
  "CONSTRAINT",
  "CALCULATION",
] as const;
export type SurveyChangeKind = (typeof SURVEY_CHANGE_KINDS)[number];

export interface SurveyChange {
  kind: SurveyChangeKind;
  /** As it is now, or as it was where it is gone; null for the questionnaire itself. */
  question: Question | null;
  /** Place among the questions, from 1; null where it has none. */
  from: number | null;
  to: number | null;
  /** What it said or did; null where there was nothing, or where words cannot show it. */
  before: Written | null;
  after: Written | null;
}

type Difference = Pick<SurveyChange, "kind" | "before" | "after">;

export function changesBetween(before: SurveyDefinition, after: SurveyDefinition): SurveyChange[] {
  const partner = partnersOf(before.questions, after.questions);
  const stay = inOrder(
    after.questions.flatMap((question) => partner.get(question) ?? []).map((old) => before.questions.indexOf(old)),
  );
  const kept = new Set(partner.values());
  const ofItself = [
    ...worded("TITLE", before.title, after.title),
    ...worded("CONSENT", before.consent, after.consent),
  ].map((difference) => ({ ...difference, question: null, from: null, to: null }));
  const gone = before.questions.flatMap((question, at): SurveyChange[] =>
    kept.has(question)
      ? []
      : [{ kind: "REMOVED", question, from: at + 1, to: null, before: question.text, after: null }],
  );
  const ofQuestions = after.questions.flatMap((question, at): SurveyChange[] => {
    const old = partner.get(question);
    if (old === undefined)
      return [{ kind: "ADDED", question, from: null, to: at + 1, before: null, after: question.text }];
    const was = before.questions.indexOf(old);
    const moved: Difference[] = stay.has(was) ? [] : [{ kind: "MOVED", before: null, after: null }];
    return [...moved, ...differences(old, question)].map((difference) => ({
      ...difference,
      question,
      from: was + 1,
      to: at + 1,
    }));
  });
  return [...ofItself, ...gone, ...ofQuestions];
}

/** The same question in the version before: by its id, or else by its variable. */
function partnersOf(before: readonly Question[], after: readonly Question[]): Map<Question, Question> {
  const partners = new Map<Question, Question>();
  const left = new Set(before);
  for (const same of ["id", "variable"] as const)
    for (const question of after) {
      if (partners.has(question)) continue;
      const old = [...left].find((candidate) => candidate[same] === question[same]);
      if (old === undefined) continue;
      partners.set(question, old);
      left.delete(old);
    }
  return partners;
}

/** The most places that still follow one another; the others were moved. */
function inOrder(places: readonly number[]): Set<number> {
  const best: { length: number; from: number }[] = [];
  for (const place of places) {
    let here = { length: 1, from: -1 };
    for (const [earlier, { length }] of best.entries())
      if ((places[earlier] ?? Infinity) < place && length >= here.length) here = { length: length + 1, from: earlier };
    best.push(here);
  }
  const stay = new Set<number>();
  let at = best.findIndex(({ length }) => length === Math.max(...best.map((each) => each.length)));
  for (let next = best[at]; next !== undefined; next = best[at]) {
    stay.add(places[at] ?? -1);
    at = next.from;
  }
  return stay;
}

function differences(before: Question, after: Question): Difference[] {
  return [
    ...worded("WORDING", before.stem, after.stem),
    ...worded("WORDING", before.text, after.text),
    ...worded("WORDING", before.help, after.help),
    ...(before.kind === after.kind ? [] : [silent("KIND")]),
    ...optionDifferences(before, after),
    ...(same(limitsOf(before), limitsOf(after)) ? [] : [silent("LIMITS")]),
    ...worded("WORDING", before.scale?.low ?? null, after.scale?.low ?? null),
    ...worded("WORDING", before.scale?.high ?? null, after.scale?.high ?? null),
    ...(before.required === after.required ? [] : [silent("REQUIRED")]),
    ...(same(offeredIn(before), offeredIn(after)) ? [] : [silent("OFFERED")]),
    ...worded("VARIABLE", alike(before.variable), alike(after.variable)),
    ...worded("RELEVANCE", formula(before.relevance), formula(after.relevance)),
    ...worded("CONSTRAINT", formula(before.constraint?.holds ?? null), formula(after.constraint?.holds ?? null)),
    ...worded("WORDING", before.constraint?.message ?? null, after.constraint?.message ?? null),
    ...worded("CALCULATION", formula(before.calculation), formula(after.calculation)),
  ];
}

function optionDifferences(before: Question, after: Question): Difference[] {
  const labelIn = ({ options }: Question, code: string) =>
    options.find((option) => option.code === code)?.label ?? null;
  const codes = ({ options }: Question) => options.map(({ code }) => code);
  const [was, is] = [codes(before), codes(after)];
  const stayed = (list: readonly string[], other: readonly string[]) => list.filter((code) => other.includes(code));
  return [
    ...was.flatMap((code) => (is.includes(code) ? [] : worded("OPTION_REMOVED", labelIn(before, code), null))),
    ...is.flatMap((code) =>
      worded(was.includes(code) ? "OPTION_WORDING" : "OPTION_ADDED", labelIn(before, code), labelIn(after, code)),
    ),
    ...(same(stayed(was, is), stayed(is, was)) ? [] : [silent("OPTIONS_MOVED")]),
  ];
}

const limitsOf = ({ scale, number, days, maxLength, short, bandings, options }: Question): unknown => [
  scale && [scale.minimum, scale.maximum, scale.faces],
  number && [number.minimum, number.maximum, number.integer, number.unit],
  days,
  maxLength,
  short,
  bandings,
  options.flatMap(({ code, excludes }) => (excludes ? [code] : [])),
];

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const silent = (kind: SurveyChangeKind): Difference => ({ kind, before: null, after: null });
const alike = (text: string): Written => ({ nl: text, en: text });
const formula = (expression: Expression | null): Written | null =>
  expression === null ? null : alike(printExpression(expression));

const worded = (kind: SurveyChangeKind, before: Written | null, after: Written | null): Difference[] =>
  before?.nl === after?.nl && before?.en === after?.en ? [] : [{ kind, before, after }];
