import { builder } from "../../graphql/builder.ts";
import { TextType } from "../../graphql/text.graphql.ts";
import { StudyImportType } from "../study/study-import.graphql.ts";
import { StudyType } from "../study/study.graphql.ts";
import type { Snapshot } from "./snapshot.ts";

export const SnapshotStateType = builder.enumType("SnapshotState", { values: ["PRELIMINARY", "FINAL"] as const });

const WithdrawalType = builder.objectRef<NonNullable<Snapshot["withdrawn"]>>("SnapshotWithdrawal").implement({
  description: "That a snapshot is wrong, and why. Nothing new is answered from it.",
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime" }),
    reason: t.expose("reason", { type: TextType }),
  }),
});

export const SnapshotType = builder.objectRef<Snapshot>("Snapshot").implement({
  description: "Study data and survey answers frozen at one moment; never changes.",
  fields: (t) => ({
    id: t.exposeID("id"),
    study: t.field({
      type: StudyType,
      resolve: async ({ studyId }, _args, { steps }) => {
        const study = await steps.study.studyById(studyId);
        if (study === null) throw new Error("a snapshot names a study that is not there");
        return study;
      },
    }),
    number: t.exposeInt("number", { description: "1, 2, 3 ... within the study." }),
    asOf: t.expose("asOf", { type: "DateTime" }),
    state: t.expose("state", { type: SnapshotStateType }),
    persons: t.exposeInt("personsShown", {
      description: "Rounded to 10; moves only when at least 10 persons came or went.",
    }),
    finalAt: t.expose("finalAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when two stewards agree that it is final; the manifest stays as it was made.",
    }),
    clearedAt: t.expose("clearedAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when its data are gone; what was given from it stays.",
    }),
    withdrawn: t.expose("withdrawn", {
      type: WithdrawalType,
      nullable: true,
      description: "Its data are wrong: what was given from it stays, and says so.",
    }),
    hash: t.exposeString("hash", {
      description: "SHA-256 over the data, their meaning and a random salt that is kept with the snapshot.",
    }),
  }),
});

builder.objectField(StudyType, "snapshot", (t) =>
  t.field({
    type: SnapshotType,
    nullable: true,
    description: "The snapshot that is answered from now; null before the first.",
    resolve: ({ id }, _args, { steps }) => steps.snapshot.current(id),
  }),
);

builder.objectField(StudyImportType, "snapshot", (t) =>
  t.field({
    type: SnapshotType,
    nullable: true,
    description: "What the study is answered from now that it is in.",
    resolve: ({ studyId, status }, _args, { steps }) =>
      studyId !== null && status === "DONE" ? steps.snapshot.current(studyId) : null,
  }),
);

builder.mutationField("takeSnapshot", (t) =>
  t.field({
    type: SnapshotType,
    description: "Freezes a study's data and answers as they are now.",
    authScopes: { may: "takeSnapshot" },
    errors: {},
    args: { study: t.arg.string({ required: true }) },
    resolve: (_root, { study }, { steps }) => steps.snapshot.takeOnDemand(study),
  }),
);
