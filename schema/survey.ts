import { z } from "zod";
import { expressionSchema } from "./logic/expression-schema.ts";

/**
 * What may be asked: the questions of a survey as people write them, and as a published version keeps them.
 * What may be answered is in answer.ts, which a phone loads without this file.
 */

export const QUESTION_KINDS = ["SINGLE", "MULTIPLE", "SCALE", "NUMBER", "TEXT", "CALCULATION"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const LIMITS = {
  questions: 200,
  options: 60,
  /** Characters of an open answer, where the question does not say; and the most that a question may say */
  textAnswer: 2_000,
  textAnswerMost: 10_000,
  /** Steps of a scale, both ends included */
  scaleSteps: 101,
  bandings: 10,
  bandLimits: 60,
  participantsAtOnce: 5_000,
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

const optionSchema = z.strictObject({ code: z.string().regex(OPTION_CODE), label: written(300) });

const scaleSchema = z.strictObject({
  minimum: z.int().min(-1_000).max(1_000),
  maximum: z.int().min(-1_000).max(1_000),
  low: written(120),
  high: written(120),
});

const numberSchema = z.strictObject({
  minimum: finite,
  maximum: finite,
  integer: z
    .boolean()
    .nullish()
    .transform((integer) => integer ?? false),
  unit: written(40)
    .nullish()
    .transform((unit) => unit ?? null),
});

const expression = expressionSchema.nullish().transform((given) => given ?? null);

const constraintSchema = z.strictObject({ holds: expressionSchema, message: written(300) });

/** What each kind needs besides its words; everything else must be left out. */
const PARTS: Record<
  QuestionKind,
  readonly ("options" | "scale" | "number" | "maxLength" | "bandings" | "calculation")[]
> = {
  SINGLE: ["options"],
  MULTIPLE: ["options"],
  SCALE: ["scale", "bandings"],
  NUMBER: ["number", "bandings"],
  TEXT: ["maxLength"],
  /** Nothing that is asked: one of the options, a number within its limits or, with neither, true or false. */
  CALCULATION: ["calculation", "options", "number", "bandings"],
};

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
    required: z
      .boolean()
      .nullish()
      .transform((required) => required ?? false),
    options: z
      .array(optionSchema)
      .max(LIMITS.options)
      .nullish()
      .transform((options) => options ?? []),
    scale: scaleSchema.nullish().transform((scale) => scale ?? null),
    number: numberSchema.nullish().transform((number) => number ?? null),
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
    const allowed = PARTS[question.kind];

    for (const part of ["options", "scale", "number", "maxLength", "bandings", "calculation"] as const) {
      const value = question[part];
      const given = Array.isArray(value) ? value.length > 0 : value !== null;
      if (given && !allowed.includes(part)) refuse([part], "not_for_this_kind");
    }
    if (question.kind === "CALCULATION") {
      if (question.calculation === null) refuse(["calculation"], "missing");
      if (question.options.length > 0 && question.number !== null) refuse(["number"], "not_for_this_kind");
      if (question.constraint !== null) refuse(["constraint"], "not_for_this_kind");
      if (question.required) refuse(["required"], "not_for_this_kind");
    }
    if (allowed.includes("options") && !(question.kind === "CALCULATION" && question.options.length === 0)) {
      if (question.options.length < (question.kind === "MULTIPLE" ? 1 : 2)) refuse(["options"], "too_few_options");
      repeated(question.options.map(({ code }) => code)).forEach((at) => refuse(["options", at, "code"], "repeated"));
    }
    const range = rangeOf(question);
    if (question.kind === "SCALE" && question.scale === null) refuse(["scale"], "missing");
    if (question.kind === "NUMBER" && question.number === null) refuse(["number"], "missing");
    if (range !== null) {
      const at = question.kind === "SCALE" ? "scale" : "number";
      if (range.minimum >= range.maximum) refuse([at, "maximum"], "not_above_minimum");
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
    question.kind === "TEXT" ? { ...question, maxLength: question.maxLength ?? LIMITS.textAnswer } : question,
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

/** Declared limits of what a SCALE or NUMBER question takes or a CALCULATION gives; null where there are none. */
export function rangeOf(question: {
  kind: QuestionKind;
  scale: { minimum: number; maximum: number } | null;
  number: { minimum: number; maximum: number } | null;
}): { minimum: number; maximum: number } | null {
  if (question.kind === "SCALE") return question.scale;
  return question.kind === "NUMBER" || question.kind === "CALCULATION" ? question.number : null;
}

/** Positions of the entries that were there before. */
function repeated(entries: readonly string[]): number[] {
  return entries.flatMap((entry, at) => (entries.indexOf(entry) < at ? [at] : []));
}
