import { builder } from "../../../graphql/builder.ts";
import { linkNeeded } from "../../../graphql/errors.ts";
import type { Context } from "../../../graphql/context.ts";
import { TextType } from "../../../graphql/text.graphql.ts";
import { RespondentType } from "../survey.graphql.ts";
import type { OwnMeeting, OwnTheme, RespondentHolder } from "../survey.ts";
import { ThemeStageType } from "./meeting.graphql.ts";

/** What somebody in a meeting sees and gives. */

const OwnContributionType = builder.objectRef<OwnTheme["own"][number]>("OwnContribution").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    text: t.exposeString("text"),
    hiddenBecause: t.exposeString("hiddenBecause", {
      nullable: true,
      description: "Why the host keeps it from the group.",
    }),
  }),
});

const SharedContributionType = builder.objectRef<OwnTheme["shown"][number]>("SharedContribution").implement({
  description: "What somebody in the room wrote, without a name, to everybody in the room.",
  fields: (t) => ({
    id: t.exposeID("id"),
    text: t.exposeString("text"),
    own: t.exposeBoolean("own"),
  }),
});

export const OwnThemeType = builder.objectRef<OwnTheme>("OwnTheme").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    words: t.expose("words", { type: TextType }),
    stage: t.expose("stage", { type: ThemeStageType }),
    own: t.expose("own", { type: [OwnContributionType] }),
    shown: t.expose("shown", {
      type: [SharedContributionType],
      description: "Once the host lets the group read, and enough people wrote; until the meeting is over.",
    }),
  }),
});

export const OwnMeetingType = builder.objectRef<OwnMeeting>("OwnMeeting").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    title: t.expose("title", { type: TextType }),
    over: t.exposeBoolean("over"),
    themes: t.field({
      type: [OwnThemeType],
      resolve: ({ holder }, _args, { steps }) => steps.meeting.ownThemes(holder),
    }),
  }),
});

/** The permission "answer" has looked already; this says it to the compiler. */
const holderIn = (context: Context): RespondentHolder => {
  if (context.respondent === null) throw linkNeeded(context);
  return context.respondent;
};

builder.objectField(RespondentType, "meeting", (t) =>
  t.field({
    type: OwnMeetingType,
    nullable: true,
    description: "Where the link leads to a meeting: its questions are themes to contribute to.",
    resolve: ({ holder }, _args, { steps }) => steps.meeting.ownMeeting(holder),
  }),
);

builder.mutationFields((t) => ({
  contribute: t.field({
    type: OwnMeetingType,
    description: "One thing said on a theme. Sent twice under the same name it counts once.",
    args: {
      theme: t.arg.id({ required: true }),
      name: t.arg.string({ required: true, description: "16 to 64 letters and digits, drawn at random." }),
      text: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "answer" },
    resolve: (_root, { theme, name, text }, context) =>
      context.steps.meeting.contribute(holderIn(context), theme, name, text),
  }),

  takeContributionBack: t.field({
    type: OwnMeetingType,
    description: "Its words are gone at once.",
    args: { contribution: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "answer" },
    resolve: (_root, { contribution }, context) => context.steps.meeting.takeBack(holderIn(context), contribution),
  }),
}));
