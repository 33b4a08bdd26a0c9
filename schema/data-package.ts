import { z } from "zod";

/**
 * A Data Package (v2) with Table Schema, as studies come in, and the keys of our own that a table standard cannot say:
 * `waves` at the top; `panel` at a resource; `level`, `role`, `concept`, `unit`, `unitEn`, `sensitive`, `bandings`, `waves` at a field.
 * Keys that are not named here are allowed and ignored.
 */

/** NUL stands in no text of any of our stores. */
const text = z.string().refine((value) => !value.includes("\0"), "contains NUL");
const word = text.min(1).max(200);
const words = text.max(20_000);

/** Names a study in addresses: lower case letters, digits, and single - _ . between them. */
export const SLUG = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;

const scalar = z.union([text, z.number(), z.boolean()]);
const category = z.union([scalar, z.looseObject({ value: scalar, label: words.optional() })]);
const missingValue = z.union([text, z.looseObject({ value: text, label: words.optional() })]);
const limit = z.union([z.number(), word]);

const constraints = z.looseObject({
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  minimum: limit.optional(),
  maximum: limit.optional(),
  exclusiveMinimum: limit.optional(),
  exclusiveMaximum: limit.optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
  pattern: text.max(1_000).optional(),
  enum: z.array(scalar).min(1).max(10_000).optional(),
});

const banding = z.looseObject({ name: word, limits: z.array(z.number()).min(1).max(250) });

export const FIELD_TYPES = [
  "string",
  "number",
  "integer",
  "boolean",
  "date",
  "datetime",
  "year",
  "yearmonth",
  "any",
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

const field = z.looseObject({
  name: word,
  title: words.optional(),
  description: words.optional(),
  type: z.enum(FIELD_TYPES).default("any"),
  format: text.max(100).optional(),
  decimalChar: text.length(1).optional(),
  groupChar: text.length(1).optional(),
  bareNumber: z.boolean().optional(),
  trueValues: z.array(text).min(1).optional(),
  falseValues: z.array(text).min(1).optional(),
  categories: z.array(category).min(1).max(10_000).optional(),
  categoriesOrdered: z.boolean().optional(),
  missingValues: z.array(missingValue).max(200).optional(),
  constraints: constraints.optional(),
  level: z.enum(["person", "person-wave"]).optional(),
  role: z.enum(["background", "answer", "weight"]).optional(),
  concept: word.optional(),
  unit: word.optional(),
  unitEn: word.optional(),
  sensitive: z.boolean().optional(),
  bandings: z.array(banding).max(20).optional(),
  /** The waves that it was asked in; every wave where left out. */
  waves: z
    .array(z.union([word, z.number()]).transform(String))
    .min(1)
    .max(10_000)
    .optional(),
});
export type PackageField = z.infer<typeof field>;

const key = z.union([word.transform((name) => [name]), z.array(word).min(1)]);

const tableSchema = z.looseObject({
  fields: z.array(field).min(1).max(10_000),
  fieldsMatch: z
    .union([z.string().transform((value) => [value]), z.array(z.string()).length(1)])
    .pipe(z.tuple([z.enum(["exact", "equal", "subset", "superset", "partial"])]))
    .transform(([match]) => match)
    .default("exact"),
  missingValues: z.array(missingValue).max(200).default([""]),
  primaryKey: key.optional(),
});

const dialect = z.looseObject({
  header: z.boolean().default(true),
  headerRows: z.array(z.int()).optional(),
  /** A comma, or a tab where the format is tsv */
  delimiter: text.min(1).max(4).optional(),
  lineTerminator: z.enum(["\n", "\r\n"]).optional(),
  quoteChar: text.length(1).default('"'),
  doubleQuote: z.boolean().default(true),
  escapeChar: text.length(1).optional(),
  commentChar: text.length(1).optional(),
  skipInitialSpace: z.literal(false).optional(),
});

const panel = z
  .looseObject({
    person: word,
    wave: word.optional(),
    shape: z.enum(["person", "long", "wide"]),
    columns: z.record(word, z.record(word, word)).optional(),
  })
  .refine((value) => value.shape !== "long" || value.wave !== undefined, "a long panel names its wave field")
  .refine((value) => value.shape !== "wide" || value.columns !== undefined, "a wide panel lists its columns");

const resource = z.looseObject({
  name: word,
  /** One file; several files for one table are not read. */
  path: z.union([
    word,
    z
      .array(word)
      .length(1)
      .transform(([only]) => only ?? ""),
  ]),
  format: z.enum(["csv", "tsv"]).default("csv"),
  encoding: word.default("utf-8"),
  bytes: z.int().min(0).optional(),
  hash: word.optional(),
  dialect: dialect.prefault({}),
  schema: tableSchema,
  panel,
});
export type PackageResource = z.infer<typeof resource>;

const code = z.union([word, z.number()]).transform(String);

export const dataPackage = z.looseObject({
  name: z.string().max(80).regex(SLUG),
  title: word.optional(),
  description: words.optional(),
  /** Made by a program, not by people. */
  synthetic: z.boolean().default(false),
  resources: z.array(resource).min(1).max(200),
  waves: z
    .array(z.looseObject({ wave: code, label: words.optional(), period: code.optional(), year: code.optional() }))
    .min(1)
    .max(1_000)
    .optional(),
});
export type DataPackage = z.infer<typeof dataPackage>;
