import { builder } from "../../graphql/builder.ts";
import type { Context } from "../../graphql/context.ts";
import { linkNeeded } from "../../graphql/errors.ts";
import { FindingType, OutcomeType } from "../outcome/outcome.graphql.ts";
import { QuestionType, RespondentType } from "../survey/survey.graphql.ts";
import type { RespondentHolder } from "../survey/survey.ts";
import { type GivenOut, RECOGNITIONS, type Story, type StoryFinding } from "./feedback.ts";
import type { Loop } from "./keep-promises.ts";

const RecognitionType = builder.enumType("Recognition", { values: RECOGNITIONS });

/** The holder of a personal link, in a field whose permission asks for one. */
function holding(context: Context): RespondentHolder {
  if (context.respondent === null) throw linkNeeded(context);
  return context.respondent;
}

const StoryFindingType = builder.objectRef<StoryFinding>("StoryFinding").implement({
  fields: (t) => ({
    finding: t.expose("finding", { type: FindingType }),
    ownCode: t.exposeString("ownCode", {
      nullable: true,
      description: "Code of the cell that holds the own answer, where the result is split by this question.",
    }),
    counted: t.exposeBoolean("counted", {
      description: "Whether the own answer is in its figures; false where it was sent after they were frozen.",
    }),
    outcomes: t.field({ type: [OutcomeType], resolve: ({ finding }) => finding.outcomes }),
    recognised: t.expose("recognised", { type: RecognitionType, nullable: true }),
  }),
});

const StoryType = builder.objectRef<Story>("Story").implement({
  description: "How far your voice has travelled: what you said, what we found, what was done.",
  fields: (t) => ({
    question: t.expose("question", { type: QuestionType }),
    ownAnswer: t.field({ type: "JSON", nullable: true, resolve: ({ ownAnswer }) => ownAnswer }),
    rings: t.exposeInt("rings", {
      description:
        "0 waits for the next snapshot, 1 counted, 2 in a finding, 3 something was done with it or a reason was given",
    }),
    counted: t.exposeBoolean("counted", { description: "false while the answer waits for the next snapshot" }),
    findings: t.expose("findings", { type: [StoryFindingType] }),
  }),
});

const GivenOutType = builder.objectRef<GivenOut>("GivenOut").implement({
  description: "What has left since somebody first agreed, and can no longer be undone.",
  fields: (t) => ({
    snapshots: t.exposeInt("snapshots", { description: "In which they may be." }),
    results: t.exposeInt("results", { description: "That were given on those." }),
  }),
});

builder.objectFields(RespondentType, (t) => ({
  givenOut: t.field({
    type: GivenOutType,
    resolve: (respondent, _args, { steps }) => steps.feedback.givenOut(respondent),
  }),
  stories: t.field({ type: [StoryType], resolve: ({ holder }, _args, { steps }) => steps.feedback.stories(holder) }),
  promiseKept: t.boolean({
    description: "A finding that rests on these answers was public on the day promised, or before.",
    resolve: async ({ holder }, _args, { steps }) => (await steps.feedback.promiseTo(holder)).kept,
  }),
  promiseLate: t.boolean({
    description: "The day that was promised has passed, and nothing was heard by then.",
    resolve: async ({ holder }, _args, { steps }) => (await steps.feedback.promiseTo(holder)).late,
  }),
}));

const LoopType = builder.objectRef<Loop>("Loop").implement({
  fields: (t) => ({
    promises: t.exposeInt("promises"),
    due: t.exposeInt("due", { description: "Kept before its day, or its day has passed." }),
    kept: t.exposeInt("kept"),
    share: t.exposeFloat("share", { nullable: true, description: "kept / due, 0 to 1; null while none is due" }),
  }),
});

builder.queryField("loop", (t) =>
  t.field({
    type: LoopType,
    description: "How many promises to come back with an answer were due, and how many were kept.",
    authScopes: { may: "readLoop" },
    resolve: (_root, _args, { steps }) => steps.feedback.loop(),
  }),
);

builder.mutationField("recogniseFinding", (t) =>
  t.field({
    type: StoryFindingType,
    description: "The respondent's own word on a finding: do you recognise yourself in this?",
    args: {
      finding: t.arg.id({ required: true }),
      recognised: t.arg({ type: RecognitionType, required: true }),
    },
    errors: {},
    authScopes: { may: "recogniseFinding" },
    resolve: (_root, { finding, recognised }, context) =>
      context.steps.feedback.recognise(holding(context), finding, recognised),
  }),
);
