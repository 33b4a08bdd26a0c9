import { HAND_OVER_DAYS, HAND_OVER_DECISIONS, type HandOverState } from "../../../../schema/hand-over.ts";
import { builder } from "../../../graphql/builder.ts";
import type { Context } from "../../../graphql/context.ts";
import { say, signedIn } from "../../../graphql/errors.ts";
import { TextInput, TextType } from "../../../graphql/text.graphql.ts";
import { StudyType } from "../../study/study.graphql.ts";
import { RespondentType } from "../../survey/survey.graphql.ts";
import { SnapshotType } from "../snapshot.graphql.ts";
import { handOverPolicy, mayFetchHandOver } from "./hand-over.policy.ts";
import type { HandOver, OwnHandOver } from "./hand-over.store.ts";
import { failureText } from "./problems.ts";

const HandOverStateType = builder.enumType("HandOverState", {
  values: {
    WAITING: { description: "For another steward to decide." },
    TURNED_DOWN: {},
    MAKING: { description: "Agreed to; the file is being made." },
    READY: { description: "The file can be fetched." },
    FAILED: { description: "The file could not be made." },
    STOPPED: { description: "A steward took the request or the agreement back." },
    ENDED: { description: "The days to fetch it are over; the file is gone." },
  } satisfies Record<HandOverState, { description?: string }>,
});

const HandOverDecisionType = builder.enumType("HandOverDecision", { values: HAND_OVER_DECISIONS });

const FetchType = builder.objectRef<HandOver["fetches"][number]>("HandOverFetch").implement({
  fields: (t) => ({
    by: t.exposeString("byName", { description: "Name of the steward, as it was that day." }),
    at: t.expose("at", { type: "DateTime" }),
  }),
});

const may = (rule: keyof typeof handOverPolicy, { viewer, respondent }: Context): boolean =>
  handOverPolicy[rule]({ viewer, respondent });

const isOneOfTheTwo = ({ askedById, decidedById }: HandOver, { viewer }: Context): boolean =>
  viewer !== null && [askedById, decidedById].includes(viewer.userId);

const HandOverType = builder.objectRef<HandOver>("HandOver").implement({
  description:
    "That a study takes its own data away: one steward asks, another agrees, and one named recipient can open the file. The file itself is fetched beside GraphQL: GET /hand-overs/<id>/data.zip.age. For researchers and stewards.",
  fields: (t) => ({
    id: t.exposeID("id"),
    snapshot: t.field({
      type: SnapshotType,
      resolve: async ({ snapshotId }, _args, { steps }) => {
        const snapshot = await steps.snapshot.byId(snapshotId);
        if (snapshot === null) throw new Error("a hand-over names a snapshot that is not there");
        return snapshot;
      },
    }),
    state: t.expose("state", { type: HandOverStateType }),
    recipientName: t.exposeString("recipientName"),
    organisation: t.exposeString("organisation"),
    purpose: t.expose("purpose", { type: TextType }),
    recipientKey: t.string({
      nullable: true,
      description: "The public key that the file is encrypted with, for stewards to compare with the recipient.",
      resolve: (handOver, _args, context) => (may("seeWaitingHandOvers", context) ? handOver.recipientKey : null),
    }),
    days: t.exposeInt("days", { description: "How long the file can be fetched." }),
    askedBy: t.exposeString("askedByName"),
    askedAt: t.expose("askedAt", { type: "DateTime" }),
    decidedBy: t.exposeString("decidedByName", { nullable: true }),
    decidedAt: t.expose("decidedAt", { type: "DateTime", nullable: true }),
    decidedBecause: t.exposeString("decidedBecause", { nullable: true }),
    stoppedBy: t.exposeString("stoppedByName", { nullable: true }),
    stoppedAt: t.expose("stoppedAt", { type: "DateTime", nullable: true }),
    stoppedBecause: t.exposeString("stoppedBecause", { nullable: true }),
    progress: t.exposeFloat("progress", { description: "0 to 1" }),
    failure: t.string({
      nullable: true,
      description: "Why the file could not be made.",
      resolve: ({ failure }, _args, context) => failure && say(failureText(failure), context),
    }),
    readyAt: t.expose("readyAt", { type: "DateTime", nullable: true }),
    endsAt: t.expose("endsAt", { type: "DateTime", nullable: true }),
    sha256: t.exposeString("sha256", { nullable: true, description: "Of the encrypted file, to check it with." }),
    fetches: t.expose("fetches", { type: [FetchType], description: "Each time the file was fetched, oldest first." }),
    canDecide: t.boolean({
      description: "Waits for the viewer: a steward, and another one than asked.",
      resolve: (handOver, _args, context) =>
        handOver.state === "WAITING" && may("handOver", context) && !isOneOfTheTwo(handOver, context),
    }),
    canStop: t.boolean({
      resolve: ({ state }, _args, context) =>
        ["WAITING", "MAKING", "READY"].includes(state) && may("handOver", context),
    }),
    canFetch: t.boolean({
      resolve: (handOver, _args, context) =>
        handOver.state === "READY" && mayFetchHandOver(context.viewer) && isOneOfTheTwo(handOver, context),
    }),
  }),
});

const OwnHandOverType = builder.objectRef<OwnHandOver>("OwnHandOver").implement({
  description: "Where the respondent's data went, under a key that is nobody's name.",
  fields: (t) => ({
    recipientName: t.exposeString("recipientName"),
    organisation: t.exposeString("organisation"),
    purpose: t.expose("purpose", { type: TextType }),
    at: t.expose("at", { type: "DateTime", description: "When it was first fetched." }),
  }),
});

builder.objectFields(RespondentType, (t) => ({
  handOvers: t.field({
    type: [OwnHandOverType],
    description: "Every time the respondent's data were handed over, newest first.",
    resolve: ({ holder }, _args, { steps }) => steps.handOvers.ofRespondent(holder),
  }),
}));

builder.objectFields(StudyType, (t) => ({
  handOvers: t.field({
    type: [HandOverType],
    nullable: true,
    description: "Newest first; null for who may not see them.",
    resolve: ({ id }, _args, context) =>
      may("seeHandOvers", context) ? context.steps.handOvers.handOversOf(id) : null,
  }),
  canHandOver: t.boolean({
    description: "Whether the viewer may ask for the data to be handed over, and decide on it.",
    resolve: (_study, _args, context) => may("handOver", context),
  }),
  snapshotsToHandOver: t.field({
    type: [SnapshotType],
    nullable: true,
    description:
      "Those whose data are there and right, newest first: also such as are kept but not asked. Null for who may not see them.",
    resolve: async ({ id }, _args, context) =>
      may("handOver", context)
        ? (await context.steps.snapshot.allOf(id)).filter(
            ({ withdrawn, clearedAt }) => withdrawn === null && clearedAt === null,
          )
        : null,
  }),
}));

builder.queryField("waitingHandOvers", (t) =>
  t.field({
    type: [HandOverType],
    description: "Over all studies, what waits for a second steward; the longest waiting first.",
    authScopes: { may: "seeWaitingHandOvers" },
    resolve: (_root, _args, { steps }) => steps.handOvers.waitingHandOvers(),
  }),
);

const AskInput = builder.inputType("AskHandOverInput", {
  fields: (t) => ({
    snapshot: t.id({ required: true }),
    recipientName: t.string({ required: true }),
    organisation: t.string({ required: true }),
    purpose: t.field({ type: TextInput, required: true, description: "Read by everybody whose data are in it." }),
    recipientKey: t.string({ required: true, description: "A public key of age: age1…" }),
    days: t.int({
      required: true,
      defaultValue: HAND_OVER_DAYS.usual,
      description: `How long the file can be fetched, 1 to ${HAND_OVER_DAYS.most}.`,
    }),
  }),
});

builder.mutationFields((t) => ({
  askHandOver: t.field({
    type: HandOverType,
    description: "Puts before another steward that the data of a snapshot go to somebody.",
    args: { input: t.arg({ type: AskInput, required: true }) },
    errors: {},
    authScopes: { may: "handOver" },
    resolve: (_root, { input }, context) => context.steps.handOvers.askHandOver(signedIn(context), input),
  }),
  decideHandOver: t.field({
    type: HandOverType,
    description: "A second pair of eyes: agrees, and the file is made; or turns it down.",
    args: {
      id: t.arg.id({ required: true }),
      decision: t.arg({ type: HandOverDecisionType, required: true }),
      reason: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "handOver" },
    resolve: (_root, { id, decision, reason }, context) =>
      context.steps.handOvers.decideHandOver(signedIn(context), id, decision, reason),
  }),
  stopHandOver: t.field({
    type: HandOverType,
    description: "Takes the request or the agreement back, and the file away.",
    args: { id: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "handOver" },
    resolve: (_root, { id, reason }, context) => context.steps.handOvers.stopHandOver(signedIn(context), id, reason),
  }),
}));
