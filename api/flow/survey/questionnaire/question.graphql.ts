import { builder } from "../../../graphql/builder.ts";
import { TextInput, TextType } from "../../../graphql/text.graphql.ts";
import type { Expression } from "../../../../schema/logic/expression.ts";
import { COMPOSED_KINDS } from "../../../../schema/kinds/composed.ts";
import { printExpression } from "../../../../schema/logic/print.ts";
import { type Question, QUESTION_KINDS } from "../../../../schema/survey.ts";

export const QuestionKindType = builder.enumType("QuestionKind", { values: QUESTION_KINDS });

const OptionType = builder.objectRef<Question["options"][number]>("Option").implement({
  fields: (t) => ({
    code: t.exposeString("code"),
    label: t.expose("label", { type: TextType }),
    excludes: t.exposeBoolean("excludes", { description: "Chosen alone, such as none of these." }),
  }),
});

const ScaleType = builder.objectRef<NonNullable<Question["scale"]>>("Scale").implement({
  fields: (t) => ({
    minimum: t.exposeInt("minimum"),
    maximum: t.exposeInt("maximum"),
    low: t.expose("low", { type: TextType }),
    high: t.expose("high", { type: TextType }),
    faces: t.exposeBoolean("faces", { description: "Shown as faces, from the saddest up." }),
  }),
});

const NumberLimitsType = builder.objectRef<NonNullable<Question["number"]>>("NumberLimits").implement({
  fields: (t) => ({
    minimum: t.exposeFloat("minimum"),
    maximum: t.exposeFloat("maximum"),
    integer: t.exposeBoolean("integer"),
    unit: t.expose("unit", { type: TextType, nullable: true }),
  }),
});

const DaysType = builder.objectRef<NonNullable<Question["days"]>>("Days").implement({
  description: "The first and the last day that can be the answer, YYYY-MM-DD.",
  fields: (t) => ({ from: t.exposeString("from"), to: t.exposeString("to") }),
});

const BandingType = builder.objectRef<Question["bandings"][number]>("QuestionBanding").implement({
  description: "How numbers are put together when they are counted.",
  fields: (t) => ({ name: t.exposeString("name"), limits: t.exposeFloatList("limits") }),
});

/** A formula over answers; it holds names, codes and limits, never an answer. */
const ExpressionType = builder.objectRef<{ expression: Expression }>("Expression").implement({
  fields: (t) => ({
    text: t.string({
      description: "As people write it: ${home} = 'own' and not(selected(${helpers}, 'none')).",
      resolve: ({ expression }) => printExpression(expression),
    }),
    tree: t.field({
      type: "JSON",
      description: "What is evaluated.",
      resolve: ({ expression }) => expression,
    }),
  }),
});

const ConstraintType = builder.objectRef<NonNullable<Question["constraint"]>>("Constraint").implement({
  fields: (t) => ({
    holds: t.field({ type: ExpressionType, resolve: ({ holds }) => ({ expression: holds }) }),
    message: t.expose("message", { type: TextType }),
  }),
});

const formula = (expression: Expression | null) => (expression === null ? null : { expression });

export const QuestionType = builder.objectRef<Question>("Question").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    kind: t.expose("kind", { type: QuestionKindType }),
    text: t.expose("text", { type: TextType }),
    help: t.expose("help", { type: TextType, nullable: true }),
    variable: t.exposeString("variable", {
      description: "The variable of the study that the answers become.",
    }),
    concept: t.exposeString("concept", { nullable: true }),
    required: t.exposeBoolean("required"),
    options: t.expose("options", { type: [OptionType] }),
    scale: t.expose("scale", { type: ScaleType, nullable: true }),
    number: t.expose("number", { type: NumberLimitsType, nullable: true }),
    days: t.expose("days", {
      type: DaysType,
      nullable: true,
      description: "Of a DATE or MONTH, whose answer is the days since 1970-01-01; of a month, its first day.",
    }),
    maxLength: t.exposeInt("maxLength", { nullable: true }),
    short: t.exposeBoolean("short", { description: "A text of one line." }),
    dontKnow: t.exposeBoolean("dontKnow", { description: 'Takes the answer { "missing": "DONT_KNOW" }.' }),
    ratherNotSay: t.exposeBoolean("ratherNotSay", { description: 'Takes the answer { "missing": "RATHER_NOT_SAY" }.' }),
    heavy: t.boolean({
      description: "May weigh on somebody: numbers to call stand with it.",
      // A version of before this could be said does not say it.
      resolve: ({ heavy }) => (heavy as boolean | undefined) ?? false,
    }),
    stem: t.expose("stem", {
      type: TextType,
      nullable: true,
      description: "What several questions are about together; stands above the question's own words.",
    }),
    bandings: t.expose("bandings", { type: [BandingType] }),
    relevance: t.field({
      type: ExpressionType,
      nullable: true,
      description: "Asked where it is true; always where there is none.",
      resolve: ({ relevance }) => formula(relevance),
    }),
    constraint: t.expose("constraint", {
      type: ConstraintType,
      nullable: true,
      description: "An answer is refused where it is false. A dot stands for the answer.",
    }),
    calculation: t.field({
      type: ExpressionType,
      nullable: true,
      description: "What a CALCULATION is computed by; nobody is asked.",
      resolve: ({ calculation }) => formula(calculation),
    }),
  }),
});

const OptionInput = builder.inputType("OptionInput", {
  fields: (t) => ({
    code: t.string({ required: true }),
    label: t.field({ type: TextInput, required: true }),
    excludes: t.boolean(),
  }),
});

const DaysInput = builder.inputType("DaysInput", {
  fields: (t) => ({ from: t.string({ required: true }), to: t.string({ required: true }) }),
});

const ScaleInput = builder.inputType("ScaleInput", {
  fields: (t) => ({
    minimum: t.int({ required: true }),
    maximum: t.int({ required: true }),
    low: t.field({ type: TextInput, required: true }),
    high: t.field({ type: TextInput, required: true }),
    faces: t.boolean(),
  }),
});

const NumberLimitsInput = builder.inputType("NumberLimitsInput", {
  fields: (t) => ({
    minimum: t.float({ required: true }),
    maximum: t.float({ required: true }),
    integer: t.boolean(),
    unit: t.field({ type: TextInput }),
  }),
});

const BandingInput = builder.inputType("BandingInput", {
  fields: (t) => ({
    name: t.string({ required: true }),
    limits: t.floatList({ required: true }),
  }),
});

const ConstraintInput = builder.inputType("ConstraintInput", {
  fields: (t) => ({
    holds: t.string({ required: true, description: "As text: . >= 0 and . <= ${household}" }),
    message: t.field({ type: TextInput, required: true }),
  }),
});

/** What is written as text, where the record keeps a tree. */
export const questionFrom = <
  Input extends {
    relevance?: string | null | undefined;
    calculation?: string | null | undefined;
    constraint?: { holds: string; message: { nl: string; en?: string | null | undefined } } | null | undefined;
  },
>({
  relevance,
  calculation,
  constraint,
  ...question
}: Input) => ({
  ...question,
  relevance: written(relevance),
  calculation: written(calculation),
  constraint: constraint ? { ...constraint, holds: { text: constraint.holds } } : null,
});

const written = (text: string | null | undefined) => (text?.trim() ? { text } : null);

const LineInput = builder.inputType("LineInput", {
  fields: (t) => ({
    code: t.string({ required: true }),
    label: t.field({ type: TextInput, required: true }),
    concept: t.string(),
  }),
});

const WrittenKindType = builder.enumType("WrittenKind", {
  description:
    "MATRIX asks the same of each line, LIFE_DOMAINS asks of each of the five domains whether it is in order: as several questions, one a screen, each with a variable of its own.",
  values: [...QUESTION_KINDS, ...COMPOSED_KINDS],
});

export const QuestionInput = builder.inputType("QuestionInput", {
  fields: (t) => ({
    id: t.id({ required: true }),
    kind: t.field({ type: WrittenKindType, required: true }),
    text: t.field({ type: TextInput, required: true }),
    help: t.field({ type: TextInput }),
    variable: t.string({ required: true }),
    concept: t.string(),
    required: t.boolean(),
    options: t.field({ type: [OptionInput] }),
    scale: t.field({ type: ScaleInput }),
    number: t.field({ type: NumberLimitsInput }),
    days: t.field({ type: DaysInput }),
    maxLength: t.int(),
    short: t.boolean(),
    dontKnow: t.boolean(),
    ratherNotSay: t.boolean(),
    heavy: t.boolean(),
    stem: t.field({ type: TextInput }),
    lines: t.field({ type: [LineInput], description: "Of a MATRIX." }),
    why: t.field({ type: TextInput, description: "Asked once there is an answer, for own words." }),
    bandings: t.field({ type: [BandingInput] }),
    relevance: t.string({ description: "As text. Asked where it is true; always where it is left out." }),
    constraint: t.field({ type: ConstraintInput }),
    calculation: t.string({ description: "As text; for a CALCULATION." }),
  }),
});
