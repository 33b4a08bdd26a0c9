import { builder } from "../../../graphql/builder.ts";
import type { Context } from "../../../graphql/context.ts";
import { TextInput, TextType } from "../../../graphql/text.graphql.ts";
import { Problem } from "../../../../schema/problem.ts";
import { StudyType } from "../../study/study.graphql.ts";
import { sessionEnded } from "../answering/problems.ts";
import { QuestionType } from "../questionnaire/question.graphql.ts";
import { OwnAnswerType, RespondentType } from "../answering/respondent.graphql.ts";
import type { ConsentEntry, OwnQuestionnaire, PurposeChoice, StudyPurpose } from "../survey.ts";
import { CONSENT_PURPOSES, CONSENT_SOURCES, CONSENT_STATES, GUARDIAN_STATES, isOptional } from "./consent.ts";
import { consentPolicy } from "./consent.policy.ts";

export const ConsentPurposeType = builder.enumType("ConsentPurpose", {
  description: "What somebody may agree to, each by itself; only TAKE_PART is needed to answer.",
  values: CONSENT_PURPOSES,
});
const ConsentSourceType = builder.enumType("ConsentSource", {
  description: "SELF: 16 or older, or of an age that nobody told. YOUNG: the person, under 16.",
  values: CONSENT_SOURCES,
});
const ConsentStateType = builder.enumType("ConsentState", {
  description: "OPEN: not asked yet, or to be asked anew: other words, or 16 since.",
  values: CONSENT_STATES,
});
const GuardianStateType = builder.enumType("GuardianState", { values: GUARDIAN_STATES });

export const ConsentChoiceInput = builder.inputType("ConsentChoiceInput", {
  fields: (t) => ({
    purpose: t.field({ type: ConsentPurposeType, required: true }),
    text: t.id({ description: "Names the words that were read; needed for a yes." }),
    given: t.boolean({ required: true }),
  }),
});

const PurposeChoiceType = builder.objectRef<PurposeChoice>("PurposeChoice").implement({
  description: "A purpose that a person may choose, now and at any time.",
  fields: (t) => ({
    purpose: t.expose("purpose", { type: ConsentPurposeType }),
    text: t.id({ description: "Names the words.", resolve: ({ text }) => text.id }),
    words: t.field({ type: TextType, resolve: ({ text }) => text.words }),
    state: t.expose("state", { type: ConsentStateType }),
    ask: t.exposeBoolean("ask", { description: "It has to be asked now." }),
  }),
});

const ConsentEntryType = builder.objectRef<ConsentEntry>("ConsentEntry").implement({
  description: "One yes or no, with the words as they were then.",
  fields: (t) => ({
    purpose: t.expose("purpose", { type: ConsentPurposeType }),
    given: t.exposeBoolean("given"),
    source: t.expose("source", { type: ConsentSourceType }),
    at: t.expose("at", { type: "DateTime" }),
    words: t.expose("words", { type: TextType }),
    questionnaire: t.expose("questionnaire", { type: TextType, nullable: true, description: "With TAKE_PART." }),
    receipt: t.exposeString("receipt", { nullable: true, description: "Of what was taken back, to refer to it." }),
  }),
});

const OwnQuestionnaireType = builder.objectRef<OwnQuestionnaire>("OwnQuestionnaire").implement({
  description: "A questionnaire that the holder answered, sent or not.",
  fields: (t) => ({
    title: t.expose("title", { type: TextType }),
    wave: t.exposeString("wave"),
    startedAt: t.expose("startedAt", { type: "DateTime" }),
    sentAt: t.expose("sentAt", { type: "DateTime", nullable: true }),
    questions: t.expose("questions", { type: [QuestionType] }),
    answers: t.expose("answers", { type: [OwnAnswerType] }),
  }),
});

builder.objectFields(RespondentType, (t) => ({
  saidYes: t.exposeBoolean("saidYes", {
    nullable: true,
    description: "What the person said themselves; under 16 a guardian's yes has to come to it.",
  }),
  guardian: t.expose("guardian", { type: GuardianStateType }),
  consentRevision: t.int({
    description: "Names the state that a choice is made on.",
    resolve: ({ revision }) => revision,
  }),
  choices: t.expose("choices", { type: [PurposeChoiceType] }),
  takePartText: t.id({ description: "Names the words of TAKE_PART.", resolve: ({ holder }) => holder.versionId }),
  knownAs: t.exposeString("knownAs", { description: "The pseudonym within the study." }),
  consentHistory: t.field({
    type: [ConsentEntryType],
    description: "Everything that was said, oldest first.",
    resolve: (respondent, _args, { steps }) => steps.survey.consent.entriesOf(respondent),
  }),
  questionnaires: t.field({
    type: [OwnQuestionnaireType],
    description: "Everything that the holder said in the study; none while a code of their own has to be given first.",
    resolve: (respondent, _args, { steps }) => steps.survey.consent.questionnairesOf(respondent),
  }),
}));

const StudyPurposeType = builder.objectRef<StudyPurpose>("StudyPurpose").implement({
  description: "What a study asks people to agree to beside taking part: the words of now.",
  fields: (t) => ({
    purpose: t.expose("purpose", { type: ConsentPurposeType }),
    words: t.expose("words", { type: TextType }),
    asked: t.exposeBoolean("asked", { description: "Whether people are asked for it." }),
    number: t.exposeInt("number", { description: "0: the words that come with the house." }),
    writtenAt: t.expose("writtenAt", { type: "DateTime", nullable: true }),
    writtenByName: t.exposeString("writtenByName", { nullable: true }),
    givenBy: t.exposeInt("givenBy", {
      nullable: true,
      description: "How many people agree to it now, down to a multiple of ten; null where that are fewer than ten.",
    }),
  }),
});

builder.objectField(StudyType, "consentPurposes", (t) =>
  t.field({
    type: [StudyPurposeType],
    nullable: true,
    description: "For its researchers; null for everybody else.",
    resolve: ({ id }, _args, { viewer, respondent, steps }) =>
      consentPolicy.seeConsentTexts({ viewer, respondent }) ? steps.survey.consent.purposesOf(id) : null,
  }),
);

const WriteConsentTextInput = builder.inputType("WriteConsentTextInput", {
  fields: (t) => ({
    study: t.string({ required: true }),
    purpose: t.field({ type: ConsentPurposeType, required: true }),
    words: t.field({ type: TextInput, required: true }),
    asked: t.boolean({ required: true }),
    instead: t.int({ required: true, description: "Number of the words that these take the place of." }),
  }),
});

const unknownStudy = (): Problem =>
  new Problem("UNKNOWN_STUDY", { nl: "Deze studie bestaat niet.", en: "There is no such study." }, ["study"]);

const purposeInvalid = (): Problem =>
  new Problem(
    "CONSENT_PURPOSE_INVALID",
    {
      nl: "De tekst bij meedoen hoort bij de vragenlijst. Verander hem daar.",
      en: "The words of taking part belong to the questionnaire. Change them there.",
    },
    ["purpose"],
  );

builder.mutationFields((t) => ({
  giveConsents: t.field({
    type: RespondentType,
    description:
      "Says yes or no to purposes, all at once. A yes is taken only to the words of now, and only where nothing was said since `revision`; a no is always taken, and takes effect at once.",
    args: {
      choices: t.arg({ type: [ConsentChoiceInput], required: true }),
      revision: t.arg.int({ required: true }),
    },
    errors: {},
    authScopes: { may: "answer" },
    resolve: async (_root, { choices, revision }, { respondent, steps }: Context) => {
      if (respondent === null) throw sessionEnded();
      await steps.survey.giveConsents(respondent, choices, revision);
      const now = await steps.survey.respondent(respondent);
      if (now === null) throw sessionEnded();
      return now;
    },
  }),

  writeConsentText: t.field({
    type: StudyType,
    description: "Other words for a purpose: a version of its own. Whoever said yes to the ones before is asked again.",
    args: { input: t.arg({ type: WriteConsentTextInput, required: true }) },
    errors: {},
    authScopes: { may: "writeConsentTexts" },
    resolve: async (_root, { input: { study: slug, purpose, ...words } }, { viewer, steps }) => {
      const study = await steps.study.studyBySlug(slug);
      if (study === null) throw unknownStudy();
      if (!isOptional(purpose)) throw purposeInvalid();
      await steps.survey.consent.writeWords(study.id, { purpose, ...words }, viewer?.name ?? "");
      return study;
    },
  }),
}));
