import { builder } from "../../graphql/builder.ts";
import { signedIn } from "../../graphql/errors.ts";
import { StudyType, WaveType } from "./study.graphql.ts";
import { mayCloseWaves } from "./study.policy.ts";

builder.objectFields(WaveType, (t) => ({
  openedAt: t.expose("openedAt", {
    type: "DateTime",
    nullable: true,
    description: "When a questionnaire was first put in it; null where none was.",
  }),
  closedAt: t.expose("closedAt", {
    type: "DateTime",
    nullable: true,
    description: "Since when no answers come in any more; null while they may.",
  }),
}));

builder.objectField(StudyType, "canCloseWaves", (t) =>
  t.boolean({ resolve: (_study, _args, { viewer }) => mayCloseWaves(viewer) }),
);

builder.mutationFields((t) => ({
  closeWave: t.field({
    type: WaveType,
    description:
      "No answers come in any more: what was sent counts, what was only kept does not. A snapshot is made of it.",
    args: { wave: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "closeWaves" },
    resolve: (_root, { wave }, context) => context.steps.study.closeWave(signedIn(context), wave),
  }),

  reopenWave: t.field({
    type: WaveType,
    description: "Answers may come in again; snapshots stay as they are.",
    args: { wave: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "closeWaves" },
    resolve: (_root, { wave }, context) => context.steps.study.reopenWave(signedIn(context), wave),
  }),
}));
