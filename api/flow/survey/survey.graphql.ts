import { builder } from "../../graphql/builder.ts";
import { TextInput, TextType } from "../../graphql/text.graphql.ts";
import { StudyType, WaveType } from "../study/study.graphql.ts";
import { questionFrom, QuestionInput, QuestionType } from "./questionnaire/question.graphql.ts";
import { surveyPolicy } from "./survey.policy.ts";
import {
  type CreatedInvitation,
  type Fielding,
  type Invitation,
  INVITATION_STATUSES,
  revisionOf,
  type Survey,
  type SurveyVersion,
} from "./survey.ts";

export { QuestionType } from "./questionnaire/question.graphql.ts";
export { RespondentType } from "./answering/respondent.graphql.ts";

export const SurveyVersionType = builder.objectRef<SurveyVersion>("SurveyVersion").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    number: t.exposeInt("number"),
    publishedAt: t.expose("publishedAt", { type: "DateTime" }),
    questions: t.field({ type: [QuestionType], resolve: ({ definition }) => definition.questions }),
    consent: t.field({ type: TextType, resolve: ({ definition }) => definition.consent }),
  }),
});

export const InvitationStatusType = builder.enumType("InvitationStatus", { values: INVITATION_STATUSES });

/** How far somebody is, never what was answered. */
export const InvitationType = builder.objectRef<Invitation>("Invitation").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    participant: t.exposeString("participant"),
    status: t.expose("status", { type: InvitationStatusType }),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    openedAt: t.expose("openedAt", { type: "DateTime", nullable: true }),
    validFrom: t.expose("validFrom", { type: "DateTime", nullable: true }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", nullable: true }),
    renewedAt: t.expose("renewedAt", {
      type: "DateTime",
      nullable: true,
      description: "Every link before it is dead.",
    }),
    usesLeft: t.exposeInt("usesLeft", {
      nullable: true,
      description: "How often it may still be opened; null: without limit.",
    }),
  }),
});

export const FieldingType = builder.objectRef<Fielding>("Fielding").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    wave: t.expose("wave", { type: WaveType }),
    version: t.field({
      type: SurveyVersionType,
      resolve: ({ versionId }, _args, { steps }) => steps.survey.version(versionId),
    }),
    promisedOn: t.expose("promisedOn", { type: "Date" }),
    movedFrom: t.expose("movedFrom", { type: "Date", nullable: true }),
    movedBecause: t.exposeString("movedBecause", { nullable: true }),
    invited: t.exposeInt("invited"),
    sent: t.exposeInt("sent"),
    invitations: t.field({
      type: [InvitationType],
      resolve: ({ id }, _args, { steps }) => steps.survey.invitationsOf(id),
    }),
  }),
});

export const SurveyType = builder.objectRef<Survey>("Survey").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    study: t.field({
      type: StudyType,
      resolve: async ({ studyId }, _args, { steps }) => {
        const study = await steps.study.studyById(studyId);
        if (study === null) throw new Error("A survey names a study that is not there");
        return study;
      },
    }),
    slug: t.exposeString("slug"),
    title: t.field({ type: TextType, resolve: ({ draft }) => draft.title }),
    consent: t.field({ type: TextType, resolve: ({ draft }) => draft.consent }),
    revision: t.string({
      description: "Names the draft as it is: another draft has another one.",
      resolve: ({ draft }) => revisionOf(draft),
    }),
    draft: t.field({ type: [QuestionType], resolve: ({ draft }) => draft.questions }),
    versions: t.field({
      type: [SurveyVersionType],
      resolve: ({ id }, _args, { steps }) => steps.survey.versionsOf([id]),
    }),
    fieldings: t.field({
      type: [FieldingType],
      resolve: ({ id }, _args, { steps }) => steps.survey.fieldingsOf(id),
    }),
  }),
});

const CreatedInvitationType = builder.objectRef<CreatedInvitation>("CreatedInvitation").implement({
  fields: (t) => ({
    invitation: t.expose("invitation", { type: InvitationType }),
    link: t.exposeString("link"),
  }),
});

const CreatedInvitationsType = builder
  .objectRef<{ invitations: CreatedInvitation[] }>("CreatedInvitations")
  .implement({ fields: (t) => ({ invitations: t.expose("invitations", { type: [CreatedInvitationType] }) }) });

const CreateSurveyInput = builder.inputType("CreateSurveyInput", {
  fields: (t) => ({
    study: t.string({ required: true }),
    slug: t.string({ required: true }),
    title: t.field({ type: TextInput, required: true }),
    consent: t.field({ type: TextInput, required: true }),
    questions: t.field({ type: [QuestionInput], required: true }),
  }),
});

const UpdateSurveyInput = builder.inputType("UpdateSurveyInput", {
  fields: (t) => ({
    title: t.field({ type: TextInput }),
    consent: t.field({ type: TextInput }),
    questions: t.field({ type: [QuestionInput] }),
    revision: t.string({
      description: "Of the draft that this was written on: refused where somebody changed it since.",
    }),
  }),
});

const FieldSurveyInput = builder.inputType("FieldSurveyInput", {
  fields: (t) => ({
    survey: t.id({ required: true }),
    wave: t.string({ required: true }),
    waveLabel: t.string({ description: "Needed where the study has no such wave yet." }),
    promisedOn: t.field({ type: "Date", required: true }),
  }),
});

const TurnsSixteenInput = builder.inputType("TurnsSixteenInput", {
  fields: (t) => ({
    participant: t.string({ required: true }),
    on: t.string({ required: true, description: "yyyy-mm-dd" }),
  }),
});

const CreateInvitationsInput = builder.inputType("CreateInvitationsInput", {
  fields: (t) => ({
    fielding: t.id({ required: true }),
    participants: t.stringList({
      required: true,
      description: "Pseudonyms within the study; new ones are enrolled.",
    }),
    validFrom: t.field({ type: "DateTime" }),
    expiresAt: t.field({ type: "DateTime" }),
    uses: t.int({ description: "How often each may be opened; without limit where left out." }),
    turnSixteen: t.field({
      type: [TurnsSixteenInput],
      description: "Of who is under 16: a guardian is asked as well, until that day.",
    }),
  }),
});

builder.objectField(StudyType, "surveys", (t) =>
  t.field({
    type: [SurveyType],
    nullable: true,
    description: "For its researchers; null for everybody else.",
    resolve: ({ id }, _args, { viewer, respondent, steps }) =>
      surveyPolicy.seeSurveys({ viewer, respondent }) ? steps.survey.surveysOf(id) : null,
  }),
);

const DeletedSurveyType = builder.objectRef<{ id: string }>("DeletedSurvey").implement({
  fields: (t) => ({ id: t.exposeID("id") }),
});

builder.queryFields((t) => ({
  surveys: t.field({
    type: [SurveyType],
    description: "Surveys of a study, for its researchers.",
    args: { study: t.arg.string({ required: true }) },
    authScopes: { may: "seeSurveys" },
    resolve: async (_root, { study }, { steps }) => {
      const found = await steps.study.studyBySlug(study);
      return found === null ? [] : steps.survey.surveysOf(found.id);
    },
  }),

  survey: t.field({
    type: SurveyType,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    authScopes: { may: "seeSurveys" },
    resolve: (_root, { id }, { steps }) => steps.survey.survey(id),
  }),
}));

builder.mutationFields((t) => ({
  createSurvey: t.field({
    type: SurveyType,
    args: { input: t.arg({ type: CreateSurveyInput, required: true }) },
    errors: {},
    authScopes: { may: "makeSurveys" },
    resolve: (_root, { input: { questions, ...input } }, { steps }) =>
      steps.survey.createSurvey({ ...input, questions: questions.map(questionFrom) }),
  }),

  updateSurvey: t.field({
    type: SurveyType,
    description: "Changes the draft; versions that were published stay as they are.",
    args: { id: t.arg.id({ required: true }), input: t.arg({ type: UpdateSurveyInput, required: true }) },
    errors: {},
    authScopes: { may: "makeSurveys" },
    resolve: (_root, { id, input: { title, consent, questions, revision } }, { steps }) =>
      steps.survey.updateSurvey(
        id,
        {
          ...(title && { title }),
          ...(consent && { consent }),
          ...(questions && { questions: questions.map(questionFrom) }),
        },
        revision,
      ),
  }),

  deleteSurvey: t.field({
    type: DeletedSurveyType,
    description: "Takes away one that was never published; what was published stays.",
    args: { id: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "makeSurveys" },
    resolve: async (_root, { id }, { steps }) => {
      await steps.survey.deleteSurvey(id);
      return { id };
    },
  }),

  publishSurvey: t.field({
    type: SurveyVersionType,
    description: "Publishes the draft as the next version, which never changes again.",
    args: {
      id: t.arg.id({ required: true }),
      revision: t.arg.string({ description: "Of the draft that was read: refused where it changed since." }),
    },
    errors: {},
    authScopes: { may: "makeSurveys" },
    resolve: (_root, { id, revision }, { steps }) => steps.survey.publishSurvey(id, revision),
  }),

  fieldSurvey: t.field({
    type: FieldingType,
    description: "Puts the newest published version in a wave, with the date on which people will hear something.",
    args: { input: t.arg({ type: FieldSurveyInput, required: true }) },
    errors: {},
    authScopes: { may: "fieldSurveys" },
    resolve: (_root, { input: { survey, ...fielding } }, { steps }) =>
      steps.survey.fieldSurvey({ surveyId: survey, ...fielding }),
  }),

  createInvitations: t.field({
    type: CreatedInvitationsType,
    description: "Personal links, one a participant; each is shown this once and kept only as a hash.",
    args: { input: t.arg({ type: CreateInvitationsInput, required: true }) },
    errors: {},
    authScopes: { may: "invite" },
    resolve: async (_root, { input: { fielding, turnSixteen, ...input } }, { steps }) => ({
      invitations: await steps.survey.createInvitations({
        fieldingId: fielding,
        ...input,
        turnSixteen: turnSixteen?.map(({ participant, on }) => ({ pseudonym: participant, on })),
      }),
    }),
  }),

  revokeInvitation: t.field({
    type: InvitationType,
    args: { id: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "invite" },
    resolve: (_root, { id }, { steps }) => steps.survey.revokeInvitation(id),
  }),

  movePromise: t.field({
    type: FieldingType,
    description: "Keeps, moves (with an explanation) the promise of a fielding.",
    args: {
      fielding: t.arg.id({ required: true }),
      to: t.arg({ type: "Date", required: true }),
      explanation: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "fieldSurveys" },
    resolve: (_root, { fielding, to, explanation }, { steps }) => steps.survey.movePromise(fielding, to, explanation),
  }),
}));
