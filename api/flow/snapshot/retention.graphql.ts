import { SNAPSHOT_RETENTIONS } from "../../../schema/snapshot.ts";
import { builder } from "../../graphql/builder.ts";
import { signedIn } from "../../graphql/errors.ts";
import { StudyType } from "../study/study.graphql.ts";

const SnapshotRetentionType = builder.enumType("SnapshotRetention", {
  description:
    "How long data of a preliminary snapshot are kept after another took its place. Final ones are never cleared.",
  values: SNAPSHOT_RETENTIONS,
});

builder.objectField(StudyType, "snapshotRetention", (t) =>
  t.field({ type: SnapshotRetentionType, resolve: ({ id }, _args, { steps }) => steps.snapshot.retentionOf(id) }),
);

builder.mutationField("keepSnapshots", (t) =>
  t.field({
    type: StudyType,
    description:
      "Chooses how long data of replaced preliminary snapshots are kept. What was cleared does not come back.",
    args: {
      study: t.arg.string({ required: true }),
      retention: t.arg({ type: SnapshotRetentionType, required: true }),
    },
    errors: {},
    authScopes: { may: "keepSnapshots" },
    resolve: (_root, { study, retention }, context) =>
      context.steps.snapshot.keepSnapshots(signedIn(context), study, retention),
  }),
);
