import { Problem } from "../../../../schema/problem.ts";
import { builder } from "../../../graphql/builder.ts";
import type { Context } from "../../../graphql/context.ts";
import { say } from "../../../graphql/errors.ts";
import { TextType } from "../../../graphql/text.graphql.ts";
import { StudyType } from "../../study/study.graphql.ts";
import { deviceInvalid } from "../problems.ts";
import { sessionEnded } from "./problems.ts";
import { QuestionType } from "../questionnaire/question.graphql.ts";
import {
  type LastAnswer,
  OWN_CODE_STATES,
  type OwnAnswer,
  RESPONDENT_COOKIE,
  type SavedAnswer,
  type Respondent,
  type RespondentHolder,
  whatStays,
  type Withdrawal,
} from "../survey.ts";

/** What a device may call itself: kept with each answer, and nothing to write a letter in. */
const DEVICE = /^[\w-]{1,64}$/;

const isProblem = (error: unknown, code: string): boolean => error instanceof Problem && error.code === code;

/** The only way in which an answer leaves the house: to whoever gave it. */
export const OwnAnswerType = builder.objectRef<OwnAnswer & { elsewhere?: boolean }>("OwnAnswer").implement({
  fields: (t) => ({
    question: t.exposeID("question"),
    value: t.field({ type: "JSON", nullable: true, resolve: ({ value }) => value }),
    savedAt: t.expose("savedAt", { type: "DateTime" }),
    elsewhere: t.boolean({
      description: "After saving: this was answered later, on another device, and stands.",
      resolve: (answer) => answer.elsewhere ?? false,
    }),
  }),
});

const OwnCodeStateType = builder.enumType("OwnCodeState", {
  description: "NEEDED: earlier answers are shown once the person's own code was given on this device.",
  values: OWN_CODE_STATES,
});

const AnsweredAtInput = builder.inputType("AnsweredAtInput", {
  description: "When and where something was answered; what was answered last counts, in whichever order saves come.",
  fields: (t) => ({
    at: t.field({ type: "DateTime", required: true, description: "By the clock of Respondent.now." }),
    device: t.string({
      required: true,
      description: "A name that the device gave itself, of 1 to 64 letters, digits, _ and -; says nothing else.",
    }),
    turn: t.int({ required: true, description: "Counts what was answered on the device." }),
  }),
});

const LastAnswerType = builder.objectRef<LastAnswer>("LastAnswer").implement({
  fields: (t) => ({
    variable: t.exposeString("variable"),
    question: t.expose("question", { type: QuestionType, description: "As it was asked then." }),
    value: t.field({ type: "JSON", resolve: ({ value }) => value }),
  }),
});

const WithdrawalType = builder.objectRef<Withdrawal>("Withdrawal").implement({
  description: "The receipt of somebody who stopped taking part.",
  fields: (t) => ({
    receipt: t.exposeString("receipt", { description: "To refer to it." }),
    stoppedAt: t.expose("stoppedAt", { type: "DateTime" }),
    deletedAt: t.expose("deletedAt", {
      type: "DateTime",
      nullable: true,
      description: "Null where the answers that were sent stay.",
    }),
    questionnaires: t.exposeInt("questionnaires", { description: "How many questionnaires answers were deleted of." }),
    whatStays: t.stringList({
      description: "What of it can no longer be undone, in plain sentences.",
      resolve: (withdrawal, _args, context) => whatStays(withdrawal).map((text) => say(text, context)),
    }),
  }),
});

export const RespondentType = builder.objectRef<Respondent>("Respondent").implement({
  fields: (t) => ({
    study: t.field({
      type: StudyType,
      resolve: async ({ holder }, _args, { steps }) => {
        const study = await steps.study.studyById(holder.studyId);
        if (study === null) throw new Error("An invitation names a study that is not there");
        return study;
      },
    }),
    title: t.field({ type: TextType, resolve: ({ definition }) => definition.title }),
    consentText: t.field({ type: TextType, resolve: ({ definition }) => definition.consent }),
    consent: t.exposeBoolean("consent", {
      nullable: true,
      description:
        "Whether the questions may be answered. Null while nothing was said, or a guardian has to say yes first.",
    }),
    questions: t.field({ type: [QuestionType], resolve: ({ definition }) => definition.questions }),
    answers: t.expose("answers", { type: [OwnAnswerType] }),
    last: t.expose("last", {
      type: [LastAnswerType],
      description: "What the questionnaire uses of what this person said before; while they answer.",
    }),
    now: t.expose("now", { type: "DateTime", description: "The clock that answers are put in order by." }),
    ownCode: t.expose("ownCode", { type: OwnCodeStateType }),
    today: t.exposeString("today", { description: "The day that the questionnaire counts with." }),
    sentAt: t.expose("sentAt", { type: "DateTime", nullable: true }),
    withdrawal: t.expose("withdrawal", {
      type: WithdrawalType,
      nullable: true,
      description: "That the person stopped taking part; null where not.",
    }),
    closedAt: t.expose("closedAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when nothing can be filled in or sent any more; null while it can.",
    }),
    promisedOn: t.expose("promisedOn", { type: "Date" }),
    movedFrom: t.expose("movedFrom", { type: "Date", nullable: true }),
    movedBecause: t.exposeString("movedBecause", { nullable: true }),
  }),
});

const TakenBackType = builder.objectRef<SavedAnswer>("TakenBack").implement({
  description: "The answer is gone.",
  fields: (t) => ({
    question: t.exposeID("question"),
    elsewhere: t.exposeBoolean("elsewhere", { description: "It was taken back later, on another device." }),
  }),
});

/** The permission "answer" has looked already; this says it to the compiler. */
const holderIn = ({ respondent }: Context): RespondentHolder => {
  if (respondent === null) throw sessionEnded();
  return respondent;
};

const asTheyAre = async (holder: RespondentHolder, { steps }: Context): Promise<Respondent> => {
  const respondent = await steps.survey.respondent(holder);
  if (respondent === null) throw sessionEnded();
  return respondent;
};

builder.queryField("respondent", (t) =>
  t.field({
    type: RespondentType,
    nullable: true,
    description: "The holder of a personal link: own questions, answers and what came back. Null without one.",
    authScopes: { may: "seeOwnAnswers" },
    resolve: (_root, _args, { respondent, steps }) => respondent && steps.survey.respondent(respondent),
  }),
);

builder.mutationFields((t) => ({
  openInvitation: t.field({
    type: RespondentType,
    description: "Exchanges the secret of a personal link for a short session in an HttpOnly cookie.",
    args: { secret: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "openInvitation" },
    resolve: async (_root, { secret }, context) => {
      // Only links that nobody has are counted, and only they refused: a school may share its address with who guesses.
      const opening = context.steps.survey.openInvitation(secret, context.fromThisMachine);
      const { cookie, endsAt, holder } = await opening.catch(async (error: unknown) => {
        if (isProblem(error, "INVITATION_UNKNOWN")) await context.countTry("openInvitation");
        throw error;
      });
      context.reply.setCookie(RESPONDENT_COOKIE, cookie, endsAt);
      return asTheyAre(holder, context);
    },
  }),

  giveConsent: t.field({
    type: RespondentType,
    description:
      "Says yes or no to the consent text. A no removes the answers; what was sent is not in the next snapshot. Figures that were made before stay as they are.",
    args: { agreed: t.arg.boolean({ required: true }) },
    errors: {},
    authScopes: { may: "answer" },
    resolve: async (_root, { agreed }, context) => {
      await context.steps.survey.giveConsent(holderIn(context), agreed);
      return asTheyAre(holderIn(context), context);
    },
  }),

  saveAnswer: t.errorUnionField({
    types: [OwnAnswerType, TakenBackType],
    union: { resolveType: ({ value }) => (value === null ? TakenBackType : OwnAnswerType) },
    description:
      "Keeps one answer; null takes it back. The value is a code, a list of codes, a number or a text, as the question asks.",
    args: {
      question: t.arg.id({ required: true }),
      value: t.arg({ type: "JSON" }),
      given: t.arg({ type: AnsweredAtInput }),
    },
    authScopes: { may: "answer" },
    resolve: (_root, { question, value, given }, context) => {
      if (given && !DEVICE.test(given.device)) throw deviceInvalid();
      return context.steps.survey.saveAnswer(holderIn(context), question, value, given);
    },
  }),

  sendResponse: t.field({
    type: RespondentType,
    errors: {},
    authScopes: { may: "answer" },
    resolve: async (_root, _args, context) => {
      await context.steps.survey.sendResponse(holderIn(context));
      return asTheyAre(holderIn(context), context);
    },
  }),

  setOwnCode: t.field({
    type: RespondentType,
    description: "Sets a code that another device has to give before earlier answers are shown; null takes it away.",
    args: { code: t.arg.string() },
    errors: {},
    authScopes: { may: "answer" },
    resolve: async (_root, { code }, context) => {
      await context.steps.survey.setOwnCode(holderIn(context), code ?? null);
      return asTheyAre(holderIn(context), context);
    },
  }),

  giveOwnCode: t.field({
    type: RespondentType,
    args: { code: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "answer" },
    resolve: async (_root, { code }, context) => {
      const holder = holderIn(context);
      await context.steps.survey.giveOwnCode(holder, code).catch(async (error: unknown) => {
        const { people } = context.steps;
        if (isProblem(error, "OWN_CODE_TOO_OFTEN"))
          await people.countTry("ownCodeTooOften", holder.participantId).catch(() => undefined);
        throw error;
      });
      return asTheyAre(holderIn(context), context);
    },
  }),

  stopTakingPart: t.field({
    type: RespondentType,
    description:
      "Stops, over all questionnaires of the study. With deleteAnswers every answer is deleted and nothing of the person is in a later snapshot, imported data included; figures that were given stay.",
    args: { deleteAnswers: t.arg.boolean({ required: true }) },
    errors: {},
    authScopes: { may: "answer" },
    resolve: async (_root, { deleteAnswers }, context) => {
      await context.steps.survey.stopTakingPart(holderIn(context), deleteAnswers);
      return asTheyAre(holderIn(context), context);
    },
  }),

  closeRespondentSession: t.boolean({
    authScopes: { may: "closeRespondentSession" },
    resolve: async (_root, _args, { respondent, steps, reply }) => {
      if (respondent !== null) await steps.survey.closeSession(respondent);
      reply.clearCookie(RESPONDENT_COOKIE);
      return respondent !== null;
    },
  }),
}));
