import { builder } from "../../../graphql/builder.ts";
import { TextType } from "../../../graphql/text.graphql.ts";
import { StudyType } from "../../study/study.graphql.ts";
import { FieldingType } from "../survey.graphql.ts";
import type { GuardianChoice, Guardianship } from "../survey.ts";
import { ConsentChoiceInput, ConsentPurposeType } from "./consent.graphql.ts";

const GuardianChoiceType = builder.objectRef<GuardianChoice>("GuardianChoice").implement({
  fields: (t) => ({
    purpose: t.expose("purpose", { type: ConsentPurposeType }),
    text: t.exposeID("text"),
    words: t.expose("words", { type: TextType }),
    given: t.exposeBoolean("given", {
      nullable: true,
      description: "What the guardian said; null: nothing yet, or to other words.",
    }),
  }),
});

const GuardianshipType = builder.objectRef<Guardianship>("Guardianship").implement({
  description:
    "What the guardian of somebody under 16 is asked. Never an answer, nor what the young person chose themselves.",
  fields: (t) => ({
    study: t.field({
      type: StudyType,
      resolve: async ({ studyId }, _args, { steps }) => {
        const study = await steps.study.studyById(studyId);
        if (study === null) throw new Error("An invitation names a study that is not there");
        return study;
      },
    }),
    title: t.expose("title", { type: TextType }),
    questions: t.exposeInt("questions", { description: "How many questions there are." }),
    revision: t.exposeInt("revision"),
    choices: t.expose("choices", { type: [GuardianChoiceType] }),
  }),
});

const GuardianLinkType = builder.objectRef<{ link: string }>("GuardianLink").implement({
  description: "Shown this once.",
  fields: (t) => ({ link: t.exposeString("link") }),
});

builder.objectField(FieldingType, "underSixteen", (t) =>
  t.stringList({
    description: "Who of the participants is under 16, as far as it was told: a guardian is asked as well.",
    resolve: async ({ id }, _args, { steps }) => {
      const invited = (await steps.survey.invitationsOf(id)).map(({ participant }) => participant);
      const fielding = invited.length === 0 ? null : await steps.survey.fielding(id);
      return fielding === null ? [] : [...(await steps.survey.consent.youngOf(fielding.studyId, invited))];
    },
  }),
);

builder.mutationFields((t) => ({
  createGuardianLink: t.field({
    type: GuardianLinkType,
    description: "A link for the guardian of somebody under 16; the one before it is dead.",
    args: { invitation: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "invite" },
    resolve: async (_root, { invitation }, { steps }) => ({
      link: await steps.survey.consent.createGuardianLink(invitation),
    }),
  }),

  openGuardianLink: t.field({
    type: GuardianshipType,
    description: "What the holder of a guardian's link is asked.",
    args: { secret: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "openGuardianLink" },
    resolve: async (_root, { secret }, { steps, countTry }) => {
      await countTry("openInvitation");
      return steps.survey.consent.guardianship(secret);
    },
  }),

  giveGuardianConsents: t.field({
    type: GuardianshipType,
    description: "Says yes or no as a guardian, to the words of now.",
    args: {
      secret: t.arg.string({ required: true }),
      choices: t.arg({ type: [ConsentChoiceInput], required: true }),
      revision: t.arg.int({ required: true }),
    },
    errors: {},
    authScopes: { may: "openGuardianLink" },
    resolve: async (_root, { secret, choices, revision }, { steps, countTry }) => {
      await countTry("openInvitation");
      return steps.survey.consent.guardianChooses(secret, choices, revision);
    },
  }),
}));
