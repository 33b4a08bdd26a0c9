import { FINAL_DECISIONS } from "../../../schema/snapshot.ts";
import { builder } from "../../graphql/builder.ts";
import type { Context } from "../../graphql/context.ts";
import { signedIn } from "../../graphql/errors.ts";
import { TextInput } from "../../graphql/text.graphql.ts";
import { StudyType } from "../study/study.graphql.ts";
import { SnapshotType } from "./snapshot.graphql.ts";
import { snapshotPolicy } from "./snapshot.policy.ts";
import type { FinalProposal } from "./snapshot.ts";

const FinalDecisionType = builder.enumType("FinalDecision", { values: FINAL_DECISIONS });

const FinalProposalType = builder.objectRef<FinalProposal>("FinalProposal").implement({
  description:
    "That a snapshot be marked final: one steward proposes it, another decides. For researchers and stewards.",
  fields: (t) => ({
    id: t.exposeID("id"),
    snapshot: t.field({
      type: SnapshotType,
      resolve: async ({ snapshotId }, _args, { steps }) => {
        const snapshot = await steps.snapshot.byId(snapshotId);
        if (snapshot === null) throw new Error("a proposal names a snapshot that is not there");
        return snapshot;
      },
    }),
    reason: t.exposeString("reason"),
    proposedBy: t.exposeString("proposedByName", { description: "Name of the steward, as it was that day." }),
    proposedAt: t.expose("proposedAt", { type: "DateTime" }),
    decision: t.expose("decision", { type: FinalDecisionType, nullable: true, description: "Null while it waits." }),
    decidedBy: t.exposeString("decidedByName", { nullable: true }),
    decidedAt: t.expose("decidedAt", { type: "DateTime", nullable: true }),
    decidedBecause: t.exposeString("decidedBecause", { nullable: true }),
    canDecide: t.boolean({
      description: "Waits for the viewer: a steward, and another one than proposed it.",
      resolve: ({ decision, proposedById }, _args, { viewer, respondent }) =>
        decision === null && proposedById !== viewer?.userId && snapshotPolicy.judgeSnapshots({ viewer, respondent }),
    }),
  }),
});

const maySeeRecord = ({ viewer, respondent }: Context): boolean =>
  snapshotPolicy.seeSnapshotRecord({ viewer, respondent });

builder.objectFields(SnapshotType, (t) => ({
  finalProposals: t.field({
    type: [FinalProposalType],
    nullable: true,
    description: "Newest first; null for who may not see them.",
    resolve: ({ id }, _args, context) => (maySeeRecord(context) ? context.steps.snapshot.finalProposalsOf(id) : null),
  }),
}));

builder.objectFields(StudyType, (t) => ({
  snapshots: t.field({
    type: [SnapshotType],
    nullable: true,
    description: "All that were ever answered from, newest first; null for who may not see them.",
    resolve: ({ id }, _args, context) => (maySeeRecord(context) ? context.steps.snapshot.askedOf(id) : null),
  }),
  withdrawnSnapshot: t.field({
    type: SnapshotType,
    nullable: true,
    description:
      "The newest snapshot, where it was withdrawn and nothing took its place yet: why nothing is answered now.",
    resolve: ({ id }, _args, { steps }) => steps.snapshot.withdrawnNow(id),
  }),
  canJudgeSnapshots: t.boolean({
    description: "Whether the viewer may propose and decide what is final, and withdraw what is wrong.",
    resolve: (_study, _args, { viewer, respondent }) => snapshotPolicy.judgeSnapshots({ viewer, respondent }),
  }),
}));

builder.queryField("finalProposals", (t) =>
  t.field({
    type: [FinalProposalType],
    description: "Over all studies, what waits for a second pair of eyes; the longest waiting first.",
    authScopes: { may: "seeFinalProposals" },
    resolve: (_root, _args, { steps }) => steps.snapshot.waitingFinalProposals(),
  }),
);

builder.mutationFields((t) => ({
  proposeFinal: t.field({
    type: FinalProposalType,
    description: "Puts before another steward that a study's current snapshot is final.",
    args: { snapshot: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "judgeSnapshots" },
    resolve: (_root, { snapshot, reason }, context) =>
      context.steps.snapshot.proposeFinal(signedIn(context), snapshot, reason),
  }),

  decideFinal: t.field({
    type: FinalProposalType,
    description: "Another steward agrees that a snapshot is final, or turns it down.",
    args: {
      proposal: t.arg.id({ required: true }),
      decision: t.arg({ type: FinalDecisionType, required: true }),
      reason: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "judgeSnapshots" },
    resolve: (_root, { proposal, decision, reason }, context) =>
      context.steps.snapshot.decideFinal(signedIn(context), proposal, decision, reason),
  }),

  withdrawSnapshot: t.field({
    type: SnapshotType,
    description:
      "The data are wrong: nothing new is answered from this snapshot, and what was given from it says so. Cannot be undone.",
    args: {
      snapshot: t.arg.id({ required: true }),
      reason: t.arg({ type: TextInput, required: true, description: "Read by everybody who meets its results." }),
    },
    errors: {},
    authScopes: { may: "judgeSnapshots" },
    resolve: (_root, { snapshot, reason }, context) =>
      context.steps.snapshot.withdrawSnapshot(signedIn(context), snapshot, reason),
  }),
}));
