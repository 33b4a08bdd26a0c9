import { builder } from "../../../graphql/builder.ts";
import { QuestionType } from "../questionnaire/question.graphql.ts";
import { type Plan, type PlanRound, type PlanShare, SHARE_STATES, type SharedPlan } from "./plan.ts";

const ShareStateType = builder.enumType("PlanShareState", { values: SHARE_STATES });

const ShareWhatType = builder.enumType("PlanShareWhat", {
  description: "LATEST: the newest time, whichever that is when it is looked at.",
  values: ["LATEST", "ALL"] as const,
});

const PlanAnswerType = builder.objectRef<PlanRound["answers"][number]>("PlanAnswer").implement({
  fields: (t) => ({
    question: t.expose("question", { type: QuestionType }),
    value: t.field({ type: "JSON", resolve: ({ value }) => value }),
  }),
});

const PlanRoundType = builder.objectRef<PlanRound>("PlanRound").implement({
  description: "How things were for the owner of a plan at one time.",
  fields: (t) => ({
    id: t.exposeID("id"),
    madeAt: t.expose("madeAt", { type: "DateTime" }),
    changedAt: t.expose("changedAt", { type: "DateTime", description: "Later than madeAt where it was corrected." }),
    answers: t.expose("answers", { type: [PlanAnswerType] }),
  }),
});

const PlanShareType = builder.objectRef<PlanShare>("PlanShare").implement({
  description: "That somebody may look at a plan; the link itself is known to its owner alone.",
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name", { description: "For whom, in the owner's words." }),
    what: t.expose("what", { type: ShareWhatType }),
    state: t.expose("state", { type: ShareStateType }),
    madeAt: t.expose("madeAt", { type: "DateTime" }),
    validUntil: t.expose("validUntil", { type: "DateTime" }),
    openings: t.expose("openings", { type: ["DateTime"], description: "Every time that it was opened." }),
  }),
});

export const PlanType = builder.objectRef<Plan>("Plan").implement({
  description: "To its owner, by the secret of their link.",
  fields: (t) => ({
    startedAt: t.expose("startedAt", { type: "DateTime" }),
    questions: t.expose("questions", { type: [QuestionType] }),
    rounds: t.expose("rounds", { type: [PlanRoundType], description: "Oldest first." }),
    shares: t.expose("shares", { type: [PlanShareType] }),
  }),
});

const SharedPlanType = builder.objectRef<SharedPlan>("SharedPlan").implement({
  description: "To whoever was given a link, while the owner lets them look.",
  fields: (t) => ({
    what: t.expose("what", { type: ShareWhatType }),
    validUntil: t.expose("validUntil", { type: "DateTime" }),
    rounds: t.expose("rounds", { type: [PlanRoundType] }),
  }),
});

const DeletedPlanType = builder.objectRef<{ deleted: boolean }>("DeletedPlan").implement({
  fields: (t) => ({ deleted: t.exposeBoolean("deleted") }),
});

const PlanAnswerInput = builder.inputType("PlanAnswerInput", {
  fields: (t) => ({ question: t.id({ required: true }), value: t.field({ type: "JSON" }) }),
});

const SharePlanInput = builder.inputType("SharePlanInput", {
  fields: (t) => ({
    link: t.string({
      required: true,
      description: "Made by the owner's device: 32 random bytes in base64url. Whoever has it may look.",
    }),
    name: t.string({ required: true, description: "For whom; the reader does not see it." }),
    what: t.field({ type: ShareWhatType, required: true }),
    days: t.int({ required: true }),
  }),
});

builder.mutationFields((t) => ({
  startPlan: t.field({
    type: PlanType,
    description: "Begins a plan behind a secret that the owner's own device made, once.",
    args: { secret: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: async (_root, { secret }, { steps, countTry }) => {
      await countTry("startPlan");
      return steps.plans.start(secret);
    },
  }),

  openPlan: t.field({
    type: PlanType,
    args: { secret: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: (_root, { secret }, { steps }) => steps.plans.open(secret),
  }),

  keepPlanRound: t.field({
    type: PlanType,
    description: "Keeps a time, or corrects it: the answers take the place of those that it held.",
    args: {
      secret: t.arg.string({ required: true }),
      round: t.arg.id({ required: true, description: "A UUID that the owner's device made." }),
      answers: t.arg({ type: [PlanAnswerInput], required: true }),
    },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: (_root, { secret, round, answers }, { steps }) => steps.plans.keepRound(secret, round, answers),
  }),

  deletePlanRound: t.field({
    type: PlanType,
    args: { secret: t.arg.string({ required: true }), round: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: (_root, { secret, round }, { steps }) => steps.plans.removeRound(secret, round),
  }),

  deletePlan: t.field({
    type: DeletedPlanType,
    description: "All of it: every time, every link and every opening.",
    args: { secret: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: async (_root, { secret }, { steps }) => {
      await steps.plans.remove(secret);
      return { deleted: true };
    },
  }),

  sharePlan: t.field({
    type: PlanType,
    args: { secret: t.arg.string({ required: true }), input: t.arg({ type: SharePlanInput, required: true }) },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: (_root, { secret, input }, { steps }) => steps.plans.share(secret, input),
  }),

  stopSharingPlan: t.field({
    type: PlanType,
    description: "At once: nobody looks through that link any more.",
    args: { secret: t.arg.string({ required: true }), share: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: (_root, { secret, share }, { steps }) => steps.plans.revokeShare(secret, share),
  }),

  openSharedPlan: t.field({
    type: SharedPlanType,
    description: "To look, and nothing else. The owner sees when.",
    args: { link: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "seeSharedPlan" },
    resolve: (_root, { link }, { steps }) => steps.plans.look(link),
  }),
}));
