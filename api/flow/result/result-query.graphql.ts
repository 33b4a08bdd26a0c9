import { builder } from "../../graphql/builder.ts";
import type {
  Condition,
  Dimension,
  IsCondition,
  Measure,
  Moment,
  ResultQuery,
  VariableReference,
  WaveRange,
} from "./query.ts";

/** The question as it comes in: field for field what query.ts says. */

const MOMENTS = ["SAME", "PREVIOUS", "FIRST", "LAST"] as const satisfies readonly Moment[];
const MomentType = builder.enumType("Moment", { values: MOMENTS });

const VariableInput = builder.inputRef<VariableReference>("VariableInput").implement({
  description: "A variable, and when it is looked at.",
  fields: (t) => ({
    name: t.string({ required: true }),
    at: t.field({
      type: MomentType,
      defaultValue: "SAME",
      description:
        "SAME: in the wave that is counted. PREVIOUS: in the study's wave just before it, whether or not the person was\nseen in it. FIRST and LAST: the person's first and last valid value.",
    }),
    wave: t.string({ description: "Look at this wave, by its code, whatever wave is counted." }),
    banding: t.string({ description: "Name of one of the variable's bandings; the first one where left out." }),
  }),
});

const IsInput = builder.inputRef<IsCondition>("IsInput").implement({
  description:
    "True where the variable has one of the codes, or lies from min up to, not including, max; min and max are\nlimits of the banding. Missing values are neither true nor false. A condition that cannot be answered from\nprotected cells is refused with what would pass.",
  fields: (t) => ({
    variable: t.field({ type: VariableInput, required: true }),
    in: t.stringList(),
    min: t.float(),
    max: t.float(),
  }),
});

const ConditionInput = builder.inputRef<Condition>("ConditionInput");
ConditionInput.implement({
  isOneOf: true,
  fields: (t) => ({
    all: t.field({ type: [ConditionInput] }),
    any: t.field({ type: [ConditionInput] }),
    not: t.field({ type: ConditionInput }),
    is: t.field({ type: IsInput }),
  }),
});

const QuantileInput = builder.inputRef<NonNullable<Measure["quantile"]>>("QuantileInput").implement({
  fields: (t) => ({
    of: t.field({ type: VariableInput, required: true }),
    p: t.float({ required: true }),
  }),
});

const MeasureInput = builder.inputRef<Measure>("MeasureInput").implement({
  isOneOf: true,
  fields: (t) => ({
    count: t.boolean({
      description:
        "Persons. Where the question looks at waves without fixing one (neither split by wave nor a named, first\nor last wave), every wave of a person counts: person-waves over all waves.",
    }),
    share: t.field({
      type: ConditionInput,
      description: "Share, 0 to 1, for whom the condition holds, among those for whom it can be told.",
    }),
    mean: t.field({ type: VariableInput }),
    sd: t.field({ type: VariableInput, description: "Sample standard deviation (n - 1)." }),
    sum: t.field({ type: VariableInput }),
    quantile: t.field({ type: QuantileInput }),
    retention: t.boolean({
      description:
        "Share of the persons seen in the study's first wave who are seen in the cell's wave: who have a row in it. Needs wave in by.",
    }),
    survival: t.field({
      type: ConditionInput,
      description:
        "Kaplan-Meier share for whom the condition has not yet come to hold, after each wave in study order. The event is\nthe first wave in which it is true, the first wave included; a person is last at risk in the last wave in which it\ncan be told; gaps count as not yet. Needs wave in by; other splits are fixed in time.",
    }),
  }),
});

const DimensionInput = builder.inputRef<Dimension>("DimensionInput").implement({
  isOneOf: true,
  fields: (t) => ({
    variable: t.field({ type: VariableInput }),
    wave: t.boolean(),
    study: t.boolean(),
  }),
});

const WaveRangeInput = builder.inputRef<WaveRange>("WaveRangeInput").implement({
  description: "Wave codes, both included; from the first or up to the last where left out.",
  fields: (t) => ({ from: t.string(), to: t.string() }),
});

export const ResultQueryInput = builder.inputRef<ResultQuery>("ResultQuery").implement({
  description: "One question. Everything that can be asked is here.",
  fields: (t) => ({
    studies: t.stringList({
      required: true,
      description:
        "Slugs of the studies asked. A variable that several of them carry (same name, type and codes, or harmonised)\nis compared across them, else NOT_COMPARABLE; wave over several studies needs study in by. Each study is\nprotected by itself, then added up.",
    }),
    measure: t.field({ type: MeasureInput, required: true }),
    by: t.field({
      type: [DimensionInput],
      description:
        "What the answer is split by, in order. Every combination of declared codes is a cell, in declared order,\nempty or not; missing values, by kind, come last.",
    }),
    where: t.field({ type: ConditionInput, description: "Who is counted; everyone where left out." }),
    waves: t.field({
      type: WaveRangeInput,
      description: "Look at these waves only; previous waves and survival start inside them. All where left out.",
    }),
    weighted: t.boolean({
      defaultValue: false,
      description: "Weighted, where the study declares a weight; shares and means only.",
    }),
    snapshots: t.idList({
      description:
        "Snapshot ids to answer from; a replaced one gives results that were released from it and nothing new.",
    }),
  }),
});
