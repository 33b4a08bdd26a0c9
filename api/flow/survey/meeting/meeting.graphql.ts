import { THEME_STAGES } from "../../../../schema/meeting.ts";
import { builder } from "../../../graphql/builder.ts";
import { signedIn } from "../../../graphql/errors.ts";
import { TextInput, TextType } from "../../../graphql/text.graphql.ts";
import { WorkplaceType } from "../../../people/people.graphql.ts";
import { StudyType } from "../../study/study.graphql.ts";
import type { HostedMeeting, HostedTheme } from "../survey.ts";

/** What the host of a meeting sees and does. */

export const ThemeStageType = builder.enumType("ThemeStage", {
  description: "WRITING: people write and see their own. LOOKING: the host reads first. OPEN: the group reads.",
  values: THEME_STAGES,
});

const ContributionType = builder.objectRef<HostedTheme["contributions"][number]>("Contribution").implement({
  description: "Without a name; in an order that says nothing of who was first.",
  fields: (t) => ({
    id: t.exposeID("id"),
    text: t.exposeString("text"),
    hiddenBecause: t.exposeString("hiddenBecause", {
      nullable: true,
      description: "Why the group does not read it; the giver does.",
    }),
  }),
});

export const MeetingThemeType = builder.objectRef<HostedTheme>("MeetingTheme").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    words: t.expose("words", { type: TextType }),
    stage: t.expose("stage", { type: ThemeStageType }),
    openedAt: t.expose("openedAt", { type: "DateTime", nullable: true, description: "When the group first read it." }),
    given: t.exposeInt("given", { description: "How many contributions there are." }),
    givers: t.exposeInt("givers", { description: "Of how many people." }),
    contributions: t.expose("contributions", {
      type: [ContributionType],
      description: "To the hosts, once the writing ended and enough people wrote.",
    }),
  }),
});

export const MeetingType = builder.objectRef<HostedMeeting>("Meeting").implement({
  description: "A survey answered in a room, for those who host it.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "Of its fielding." }),
    study: t.field({
      type: StudyType,
      resolve: async ({ studyId }, _args, { steps }) => {
        const study = await steps.study.studyById(studyId);
        if (study === null) throw new Error("a meeting names a study that is not there");
        return study;
      },
    }),
    workplace: t.field({
      type: WorkplaceType,
      nullable: true,
      description: "Its members host the meeting, beside who made it.",
      resolve: async ({ workplaceId }, _args, { steps }) =>
        workplaceId === null ? null : ((await steps.people.workplaces([workplaceId]))[0] ?? null),
    }),
    title: t.expose("title", { type: TextType }),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    promisedOn: t.expose("promisedOn", { type: "Date" }),
    movedFrom: t.expose("movedFrom", { type: "Date", nullable: true }),
    movedBecause: t.exposeString("movedBecause", { nullable: true }),
    endsAt: t.expose("endsAt", { type: "DateTime", nullable: true, description: "Null until its room was opened." }),
    over: t.exposeBoolean("over", { description: "Nobody writes, and the group reads nothing any more." }),
    joined: t.exposeInt("joined"),
    themes: t.field({
      type: [MeetingThemeType],
      resolve: ({ id }, _args, { steps }) => steps.meeting.hostedThemes(id),
    }),
  }),
});

const CreateMeetingInput = builder.inputType("CreateMeetingInput", {
  fields: (t) => ({
    study: t.string({ required: true }),
    workplace: t.id({ description: "Whose members host it too." }),
    title: t.field({ type: TextInput, required: true }),
    consent: t.field({ type: TextInput, required: true }),
    themes: t.field({ type: [TextInput], required: true }),
    promisedOn: t.field({ type: "Date", required: true }),
  }),
});

builder.queryFields((t) => ({
  meetings: t.field({
    type: [MeetingType],
    description: "Those that the viewer hosts, newest first.",
    authScopes: { may: "seeMeetings" },
    resolve: (_root, _args, context) => context.steps.meeting.meetings(signedIn(context)),
  }),

  meeting: t.field({
    type: MeetingType,
    nullable: true,
    description: "Null where there is none, or it is somebody else's.",
    args: { id: t.arg.id({ required: true }) },
    authScopes: { may: "seeMeetings" },
    resolve: (_root, { id }, context) => context.steps.meeting.meeting(signedIn(context), id),
  }),
}));

builder.mutationFields((t) => ({
  createMeeting: t.field({
    type: MeetingType,
    description: "A survey of themes that people contribute to in a room, in the study's last open wave.",
    args: { input: t.arg({ type: CreateMeetingInput, required: true }) },
    errors: {},
    authScopes: { may: "hostMeetings" },
    resolve: (_root, { input }, context) => context.steps.meeting.createMeeting(signedIn(context), input),
  }),

  setThemeStage: t.field({
    type: MeetingType,
    description: "Lets people write, ends the writing so that the host reads first, or lets the group read.",
    args: { theme: t.arg.id({ required: true }), stage: t.arg({ type: ThemeStageType, required: true }) },
    errors: {},
    authScopes: { may: "hostMeetings" },
    resolve: (_root, { theme, stage }, context) => context.steps.meeting.setThemeStage(signedIn(context), theme, stage),
  }),

  hideContribution: t.field({
    type: MeetingType,
    description: "Keeps it from the group, with a reason that its giver reads; shows it again without one.",
    args: { contribution: t.arg.id({ required: true }), reason: t.arg.string() },
    errors: {},
    authScopes: { may: "hostMeetings" },
    resolve: (_root, { contribution, reason }, context) =>
      context.steps.meeting.hideContribution(signedIn(context), contribution, reason ?? null),
  }),

  moveMeetingPromise: t.field({
    type: MeetingType,
    description: "Promises another day, with an explanation that everybody who was there reads.",
    args: {
      meeting: t.arg.id({ required: true }),
      to: t.arg({ type: "Date", required: true }),
      explanation: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "hostMeetings" },
    resolve: (_root, { meeting, to, explanation }, context) =>
      context.steps.meeting.movePromiseOf(signedIn(context), meeting, to, explanation),
  }),

  endMeeting: t.field({
    type: MeetingType,
    args: { id: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "hostMeetings" },
    resolve: (_root, { id }, context) => context.steps.meeting.endMeeting(signedIn(context), id),
  }),
}));
