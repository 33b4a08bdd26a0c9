import { builder } from "../../../graphql/builder.ts";
import type { Context } from "../../../graphql/context.ts";
import { TextType } from "../../../graphql/text.graphql.ts";
import { StudyType } from "../../study/study.graphql.ts";
import { RespondentType } from "../answering/respondent.graphql.ts";
import { PlanType } from "./plan.graphql.ts";
import { type Plan, type PlanOffer, STUDY_SHARE_STATES, type StudyShare } from "./plan.ts";

const StudyShareStateType = builder.enumType("StudyShareState", {
  description:
    "GIVEN_BY_YOUNG: a guardian's yes has to come to it. LAPSED: the yes was to other words, or of before the owner was 16.",
  values: STUDY_SHARE_STATES,
});

const studyOf = async ({ studyId }: { studyId: string }, { steps }: Context) => {
  const study = await steps.study.studyById(studyId);
  if (study === null) throw new Error("A plan is shared with a study that is not there");
  return study;
};

const StudyShareType = builder.objectRef<StudyShare>("PlanStudyShare").implement({
  description: "A study that sees how the domains of a plan are, each time, and never what was written.",
  fields: (t) => ({
    study: t.field({ type: StudyType, resolve: (share, _args, context) => studyOf(share, context) }),
    state: t.expose("state", { type: StudyShareStateType }),
    sharedAt: t.expose("sharedAt", { type: "DateTime" }),
  }),
});

const PlanOfferType = builder.objectRef<PlanOffer>("PlanStudyOffer").implement({
  description: "What the study asks whose personal link was opened on this device.",
  fields: (t) => ({
    study: t.field({ type: StudyType, resolve: (offer, _args, context) => studyOf(offer, context) }),
    text: t.exposeID("text", { description: "Names the words." }),
    words: t.expose("words", { type: TextType }),
    young: t.exposeBoolean("young", { description: "A guardian's yes has to come to it." }),
  }),
});

builder.objectFields(PlanType, (t) => ({
  studies: t.field({ type: [StudyShareType], resolve: ({ id }, _args, { steps }) => steps.plans.studiesOf(id) }),
  studyOffer: t.field({
    type: PlanOfferType,
    nullable: true,
    resolve: ({ id }, _args, { steps, respondent }) => steps.plans.offerTo(id, respondent),
  }),
}));

builder.objectField(RespondentType, "asksForPlan", (t) =>
  t.field({
    type: "Boolean",
    description: "Whether the study asks to see how the domains of a plan are; said where the plan is.",
    resolve: ({ holder: { studyId } }, _args, { steps }) => steps.survey.consent.asksForPlansNow(studyId),
  }),
);

const StoppedType = builder.objectRef<{ plan: Plan; receipt: string | null }>("PlanStoppedWithStudy").implement({
  fields: (t) => ({
    plan: t.expose("plan", { type: PlanType }),
    receipt: t.exposeString("receipt", { nullable: true, description: "Of what was taken back, to refer to it." }),
  }),
});

builder.mutationFields((t) => ({
  sharePlanWithStudy: t.field({
    type: PlanType,
    description:
      "With the study whose personal link was opened on this device: how the five domains are, each time, until it is stopped. Never what was written.",
    args: {
      secret: t.arg.string({ required: true }),
      text: t.arg.id({ required: true, description: "Names the words that were read." }),
    },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: (_root, { secret, text }, { steps, respondent }) => steps.plans.shareWithStudy(secret, respondent, text),
  }),

  stopSharingPlanWithStudy: t.field({
    type: StoppedType,
    description: "By whoever has the plan. Nothing of it is in the next snapshot.",
    args: { secret: t.arg.string({ required: true }), study: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "keepPlan" },
    resolve: (_root, { secret, study }, { steps }) => steps.plans.stopWithStudy(secret, study),
  }),
}));
