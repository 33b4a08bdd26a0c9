import { SNAPSHOT_RHYTHMS } from "../../../schema/snapshot.ts";
import { builder } from "../../graphql/builder.ts";
import { signedIn } from "../../graphql/errors.ts";
import { StudyType } from "../study/study.graphql.ts";

const SnapshotRhythmType = builder.enumType("SnapshotRhythm", {
  description: "How often a study is frozen by itself, where something changed: weekly at the fastest.",
  values: SNAPSHOT_RHYTHMS,
});

builder.objectFields(StudyType, (t) => ({
  snapshotRhythm: t.field({
    type: SnapshotRhythmType,
    resolve: ({ id }, _args, { steps }) => steps.snapshot.rhythmOf(id),
  }),
  snapshotInProgress: t.boolean({
    description: "A snapshot is being made now.",
    resolve: ({ id }, _args, { steps }) => steps.snapshot.inProgress(id),
  }),
}));

builder.mutationField("scheduleSnapshots", (t) =>
  t.field({
    type: StudyType,
    description: "Chooses how often a study is frozen by itself.",
    args: {
      study: t.arg.string({ required: true }),
      rhythm: t.arg({ type: SnapshotRhythmType, required: true }),
    },
    errors: {},
    authScopes: { may: "scheduleSnapshots" },
    resolve: (_root, { study, rhythm }, context) =>
      context.steps.snapshot.scheduleSnapshots(signedIn(context), study, rhythm),
  }),
);
