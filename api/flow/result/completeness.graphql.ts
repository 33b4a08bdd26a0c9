import { builder } from "../../graphql/builder.ts";
import { say } from "../../graphql/errors.ts";
import { SnapshotWaveType } from "../snapshot/completeness.graphql.ts";
import { SnapshotStateType } from "../snapshot/snapshot.graphql.ts";
import type { StudyCompleteness } from "./completeness.ts";
import type { MissingDiffers } from "./missing-differs.ts";
import { ResultOrRefusalType, ResultType } from "./result.graphql.ts";

const ComparedVariableType = builder.objectRef<{ name: string; label: string }>("ComparedVariable").implement({
  fields: (t) => ({ name: t.exposeString("name"), label: t.exposeString("label") }),
});

const StudyCompletenessType = builder.objectRef<StudyCompleteness>("StudyCompleteness").implement({
  description: "How complete the data of one study were when its snapshot was made.",
  fields: (t) => ({
    study: t.exposeString("study", { description: "Its slug." }),
    title: t.exposeString("title"),
    snapshot: t.exposeInt("number"),
    asOf: t.expose("asOf", { type: "DateTime" }),
    state: t.expose("state", { type: SnapshotStateType, description: "As it was when the result was given." }),
    waves: t.expose("waves", { type: [SnapshotWaveType], description: "Those that the question looks at." }),
    mayChange: t.stringList({
      description: "What was open or closed and what may still change, in plain sentences.",
      resolve: ({ mayChange }, _args, context) => mayChange.map((text) => say(text, context)),
    }),
    comparedOn: t.expose("comparedOn", {
      type: [ComparedVariableType],
      description: "Background variables on which missingDiffers can compare.",
    }),
  }),
});

const MissingDiffersType = builder.objectRef<MissingDiffers>("MissingDiffers").implement({
  fields: (t) => ({
    study: t.exposeString("study", { description: "Its slug." }),
    variable: t.exposeString("variable"),
    label: t.exposeString("label"),
    answer: t.field({
      type: ResultOrRefusalType,
      description: "Of those seen in the first wave, the share seen in each wave asked; by code of the variable.",
      resolve: ({ answer }) => answer,
    }),
  }),
});

builder.objectFields(ResultType, (t) => ({
  completeness: t.field({
    type: [StudyCompletenessType],
    description: "How far data collection was when the snapshots were made, of the waves asked; a study each.",
    resolve: (result, _args, { steps }) => steps.result.completeness(result),
  }),
  missingDiffers: t.field({
    type: [MissingDiffersType],
    description:
      "How those who answered differ from those who did not, on background variables: asked as questions of the viewer, with their protection and limits.",
    args: { by: t.arg.stringList({ description: "Names of at most 3; the first 3 where left out." }) },
    complexity: { field: 200 },
    resolve: (result, { by }, { steps, viewer }) => steps.result.missingDiffers(viewer, result, by ?? null),
  }),
}));
