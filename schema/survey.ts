import { z } from "zod";
import { isDay } from "./day.ts";
import { monthOf } from "./kinds/days.ts";
import { QUESTION_PARTS } from "./kinds/kind.ts";
import { KINDS, QUESTION_KINDS, type QuestionKind } from "./kinds/kinds.ts";
import { dayNumber } from "./logic/evaluate.ts";
import { expressionSchema } from "./logic/expression-schema.ts";

/**
 * What may be asked: the questions of a survey as people write them, and as a published version keeps them.
 * What may be answered is in answer.ts, which a phone loads without this file.
 */

export { QUESTION_KINDS, type QuestionKind } from "./kinds/kinds.ts";

export const LIMITS = {
  questions: 200,
  options: 60,
  /** Characters of an open answer, where the question does not say; and the most that a question may say */
  textAnswer: 2_000,
  textAnswerMost: 10_000,
  /** Of a short one */
  shortAnswer: 120,
  /** Steps of a scale, both ends included */
  scaleSteps: 101,
  /** Steps of a scale that is shown as faces */
  leastFaces: 3,
  mostFaces: 5,
  bandings: 10,
  bandLimits: 60,
  participantsAtOnce: 5_000,
  /** How often a link may be opened at most, where that is limited */
  usesOfALink: 1_000,
} as const;

const written = (most: number) =>
  z.strictObject({
    nl: z.string().trim().min(1).max(most),
    en: z
      .string()
      .trim()
      .max(most)
      .nullish()
      .transform((en) => (en === "" ? null : (en ?? null))),
  });

/** Dutch always, English where somebody wrote it. */
export interface Written {
  nl: string;
  en: string | null;
}

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;
const OPTION_CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;
const QUESTION_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const finite = z.number().min(-1e12).max(1e12);

const bandingSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  limits: z.array(finite).min(1).max(LIMITS.bandLimits),
});

const flag = z
  .boolean()
  .nullish()
  .transform((given) => given ?? false);

const optionSchema = z.strictObject({
  code: z.string().regex(OPTION_CODE),
  label: written(300),
  /** Chosen alone: "none of these" */
  excludes: flag,
});

const scaleSchema = z.strictObject({
  minimum: z.int().min(-1_000).max(1_000),
  maximum: z.int().min(-1_000).max(1_000),
  low: written(120),
  high: written(120),
  /** Shown as faces, from the saddest up */
  faces: flag,
});

const day = z.string().refine(isDay, { error: "no_such_day" });
/** The first and the last day that can be the answer */
const daysSchema = z.strictObject({ from: day, to: day });

const numberSchema = z.strictObject({
  minimum: finite,
  maximum: finite,
  integer: flag,
  unit: written(40)
    .nullish()
    .transform((unit) => unit ?? null),
});

const expression = expressionSchema.nullish().transform((given) => given ?? null);

const constraintSchema = z.strictObject({ holds: expressionSchema, message: written(300) });

export const questionSchema = z
  .strictObject({
    id: z.string().regex(QUESTION_ID),
    kind: z.enum(QUESTION_KINDS),
    text: written(500),
    help: written(1_000)
      .nullish()
      .transform((help) => help ?? null),
    variable: z.string().regex(NAME),
    concept: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .nullish()
      .transform((concept) => concept ?? null),
    required: flag,
    /** What can be said instead of an answer; kept apart from left empty and not asked. */
    dontKnow: flag,
    ratherNotSay: flag,
    /** May weigh on somebody: numbers to call stand with it. */
    heavy: flag,
    /** What several questions are about together; stands above the question's own words. */
    stem: written(500)
      .nullish()
      .transform((stem) => stem ?? null),
    options: z
      .array(optionSchema)
      .max(LIMITS.options)
      .nullish()
      .transform((options) => options ?? []),
    scale: scaleSchema.nullish().transform((scale) => scale ?? null),
    number: numberSchema.nullish().transform((number) => number ?? null),
    days: daysSchema.nullish().transform((days) => days ?? null),
    short: flag,
    maxLength: z
      .int()
      .min(1)
      .max(LIMITS.textAnswerMost)
      .nullish()
      .transform((most) => most ?? null),
    bandings: z
      .array(bandingSchema)
      .max(LIMITS.bandings)
      .nullish()
      .transform((bandings) => bandings ?? []),
    /** Asked where it is true; always where there is none. */
    relevance: expression,
    /** An answer is refused, with the message, where it is false. */
    constraint: constraintSchema.nullish().transform((constraint) => constraint ?? null),
    calculation: expression,
  })
  .superRefine((question, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message, input: question });
    const kind = KINDS[question.kind];
    const isGiven = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== null && value !== false);

    for (const part of QUESTION_PARTS) {
      const given = isGiven(question[part]);
      if (given && !kind.parts.includes(part)) refuse([part], "not_for_this_kind");
      if (!given && part !== "options" && kind.needs.includes(part)) refuse([part], "missing");
    }
    if (kind.silent)
      for (const part of ["constraint", "required", "dontKnow", "ratherNotSay"] as const)
        if (isGiven(question[part])) refuse([part], "not_for_this_kind");
    if (question.kind === "CALCULATION" && question.options.length > 0 && question.number !== null)
      refuse(["number"], "not_for_this_kind");
    if (isGiven(question.options) || kind.needs.includes("options")) {
      if (question.options.length < kind.leastOptions) refuse(["options"], "too_few_options");
      repeated(question.options.map(({ code }) => code)).forEach((at) => refuse(["options", at, "code"], "repeated"));
      question.options.forEach(({ excludes }, at) => {
        if (excludes && !kind.mayExclude) refuse(["options", at, "excludes"], "not_for_this_kind");
      });
    }
    const range = rangeOf(question);
    if (range !== null) {
      const at = question.scale ? "scale" : question.days ? "days" : "number";
      if (range.minimum >= range.maximum) refuse([at, question.days ? "to" : "maximum"], "not_above_minimum");
      const steps = range.maximum - range.minimum + 1;
      if (question.scale?.faces && (steps < LIMITS.leastFaces || steps > LIMITS.mostFaces))
        refuse(["scale", "faces"], "number_of_faces");
      if (question.scale && range.maximum - range.minimum >= LIMITS.scaleSteps) refuse([at], "too_many_steps");
      if (question.number?.integer && !(Number.isInteger(range.minimum) && Number.isInteger(range.maximum)))
        refuse([at], "limits_not_whole");
      question.bandings.forEach(({ limits }, index) => {
        if (limits.some((limit, i) => i > 0 && limit <= (limits[i - 1] ?? limit)))
          refuse(["bandings", index, "limits"], "not_ascending");
        if (limits.some((limit) => limit < range.minimum || limit > range.maximum))
          refuse(["bandings", index, "limits"], "outside_limits");
      });
    }
    repeated(question.bandings.map(({ name }) => name)).forEach((at) => refuse(["bandings", at, "name"], "repeated"));
  })
  // Written down with the question, so that a published one keeps its limit whatever the house's becomes.
  .transform((question) =>
    question.kind === "TEXT"
      ? { ...question, maxLength: question.maxLength ?? (question.short ? LIMITS.shortAnswer : LIMITS.textAnswer) }
      : question,
  );

export type Question = z.output<typeof questionSchema>;
export type QuestionDraft = z.input<typeof questionSchema>;

/** Everything a published version keeps. */
export const definitionSchema = z
  .strictObject({
    title: written(200),
    consent: written(5_000),
    questions: z.array(questionSchema).min(1).max(LIMITS.questions),
  })
  .superRefine(({ questions }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message, input: questions });
    repeated(questions.map(({ id }) => id)).forEach((at) => refuse(["questions", at, "id"], "repeated"));
    // Two names that differ in capitals only would be one column in the tools that people analyse with.
    repeated(questions.map(({ variable }) => variable.toLowerCase())).forEach((at) =>
      refuse(["questions", at, "variable"], "repeated"),
    );
  });

export type SurveyDefinition = z.output<typeof definitionSchema>;
export type SurveyDraft = z.input<typeof definitionSchema>;

export const surveySlugSchema = z.string().min(2).max(60).regex(SLUG);

/** A person within the study; an address or a telephone number is not a pseudonym. */
export const pseudonymSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u)
  .refine((pseudonym) => !pseudonym.includes("@") && !/^(\+|06[\s-]?\d{8}$)/.test(pseudonym), {
    error: "looks_like_contact",
  });

/** Declared limits of what is answered with a number or a day, or what a CALCULATION gives; null where there are none. */
export function rangeOf(question: {
  kind: QuestionKind;
  scale: { minimum: number; maximum: number } | null;
  number: { minimum: number; maximum: number } | null;
  days: { from: string; to: string } | null;
}): { minimum: number; maximum: number } | null {
  const { days } = question;
  if (days) {
    const [from, to] = [dayNumber(days.from), dayNumber(days.to)];
    return { minimum: question.kind === "MONTH" ? monthOf(from) : from, maximum: to };
  }
  return question.scale ?? question.number;
}

/** Positions of the entries that were there before. */
function repeated(entries: readonly string[]): number[] {
  return entries.flatMap((entry, at) => (entries.indexOf(entry) < at ? [at] : []));
}
