import { z } from "zod";

/**
 * A question as somebody is making it: a ResultQuery of the API in which things may still be open.
 * An empty variable name, an empty list of codes or an empty group is "still to be chosen".
 */

export const MOMENTS = ["SAME", "PREVIOUS", "FIRST", "LAST"] as const;
export type Moment = (typeof MOMENTS)[number];

export interface VariableAt {
  name: string;
  at?: Moment;
  wave?: string;
  banding?: string;
}

export interface Is {
  variable: VariableAt;
  in?: string[];
  min?: number;
  max?: number;
}

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | { is: Is };

export type Measure =
  | { count: true }
  | { share: Condition }
  | { mean: VariableAt }
  | { sd: VariableAt }
  | { sum: VariableAt }
  | { quantile: { of: VariableAt; p: number } }
  | { retention: true }
  | { survival: Condition };

export type MeasureKind = "count" | "share" | "mean" | "sd" | "sum" | "quantile" | "retention" | "survival";

export type Dimension = { variable: VariableAt } | { wave: true } | { study: true };

export interface WaveRange {
  from?: string;
  to?: string;
}

export interface Question {
  studies: string[];
  measure?: Measure;
  by?: Dimension[];
  where?: Condition;
  waves?: WaveRange;
  weighted?: boolean;
}

/** With everything chosen that the API asks for; see openPoints. */
export type AskableQuestion = Question & { measure: Measure };

export const isAskable = (question: Question): question is AskableQuestion => question.measure !== undefined;

/** Groups in groups in groups: more than anybody reads, and all that the builder shows. */
const DEEPEST = 6;

/** Null means the same as left out: the API gives stored questions back with either. */
const absent = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value): z.output<T> | undefined => value ?? undefined);

const variableAt = z
  .object({
    name: z.string(),
    at: absent(z.enum(MOMENTS)),
    wave: absent(z.string()),
    banding: absent(z.string()),
  })
  .transform((found): VariableAt => withoutEmpty(found));

const isSchema = z
  .object({
    variable: variableAt,
    in: absent(z.array(z.string())),
    min: absent(z.number()),
    max: absent(z.number()),
  })
  .transform((found): Is => withoutEmpty(found));

const conditionSchema = (depth: number): z.ZodType<Condition> => {
  const leaf = z.strictObject({ is: isSchema });
  if (depth === 0) return leaf;
  const inner = z.lazy(() => conditionSchema(depth - 1));
  return z.union([
    leaf,
    z.strictObject({ all: z.array(inner) }),
    z.strictObject({ any: z.array(inner) }),
    z.strictObject({ not: inner }),
  ]);
};

const condition = conditionSchema(DEEPEST);

const measureSchema: z.ZodType<Measure> = z.union([
  z.strictObject({ count: z.literal(true) }),
  z.strictObject({ share: condition }),
  z.strictObject({ mean: variableAt }),
  z.strictObject({ sd: variableAt }),
  z.strictObject({ sum: variableAt }),
  z.strictObject({ quantile: z.object({ of: variableAt, p: z.number() }) }),
  z.strictObject({ retention: z.literal(true) }),
  z.strictObject({ survival: condition }),
]);

const dimensionSchema: z.ZodType<Dimension> = z.union([
  z.strictObject({ variable: variableAt }),
  z.strictObject({ wave: z.literal(true) }),
  z.strictObject({ study: z.literal(true) }),
]);

const questionSchema = z
  .object({
    studies: z.array(z.string()),
    measure: absent(measureSchema),
    by: absent(z.array(dimensionSchema)),
    where: absent(condition),
    waves: absent(
      z
        .object({ from: absent(z.string()), to: absent(z.string()) })
        .transform((found): WaveRange => withoutEmpty(found)),
    ),
    weighted: absent(z.boolean()),
  })
  .transform((found): Question => tidy(withoutEmpty(found)));

/** The same object without the keys that hold nothing, so that equal questions are written equally. */
function withoutEmpty<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Drops what says nothing: no splits, everybody, all waves, unweighted, "in the same wave". */
export function tidy(question: Question): Question {
  const { studies, measure, by, where, waves, weighted } = question;
  return withoutEmpty({
    studies,
    measure,
    by: by && by.length > 0 ? by : undefined,
    where,
    waves: waves && (waves.from !== undefined || waves.to !== undefined) ? waves : undefined,
    weighted: weighted ? true : undefined,
  });
}

export const EMPTY_QUESTION: Question = { studies: [] };

/** The question that a stored query or a link holds; null where it is none. */
export function readQuestion(value: unknown): Question | null {
  const read = questionSchema.safeParse(value);
  return read.success ? read.data : null;
}

export function questionFromText(text: string): Question | null {
  try {
    return readQuestion(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What stands in a link. Only names and codes that a study declares are in it, nothing about anybody. */
export const questionToText = (question: Question): string => JSON.stringify(tidy(question));

export const askPath = (question: Question): string => `/ask?q=${encodeURIComponent(questionToText(question))}`;

export function measureKind(measure: Measure): MeasureKind {
  return Object.keys(measure)[0] as MeasureKind;
}

/** The variables that a condition looks at, in the order they stand in it. */
export function conditionVariables(condition: Condition): VariableAt[] {
  if ("is" in condition) return [condition.is.variable];
  if ("not" in condition) return conditionVariables(condition.not);
  return ("all" in condition ? condition.all : condition.any).flatMap(conditionVariables);
}

export function measureVariables(measure: Measure): VariableAt[] {
  if ("share" in measure) return conditionVariables(measure.share);
  if ("survival" in measure) return conditionVariables(measure.survival);
  if ("mean" in measure) return [measure.mean];
  if ("sd" in measure) return [measure.sd];
  if ("sum" in measure) return [measure.sum];
  if ("quantile" in measure) return [measure.quantile.of];
  return [];
}

export function questionVariables(question: Question): VariableAt[] {
  return [
    ...(question.measure ? measureVariables(question.measure) : []),
    ...(question.by ?? []).flatMap((dimension) => ("variable" in dimension ? [dimension.variable] : [])),
    ...(question.where ? conditionVariables(question.where) : []),
  ].filter((variable) => variable.name !== "");
}

export const splitsByWave = (question: Question): boolean =>
  (question.by ?? []).some((dimension) => "wave" in dimension);
