import { isMissing, MISSING_LABELS } from "../../../../schema/missing.ts";
import type { AnswerValue } from "../../../../schema/answer.ts";
import type { Question } from "../../../../schema/survey.ts";
import { builder } from "../../../graphql/builder.ts";
import { signedIn } from "../../../graphql/errors.ts";
import { TextType, type WrittenText } from "../../../graphql/text.graphql.ts";
import { QuestionType } from "../questionnaire/question.graphql.ts";
import {
  type Alarm,
  ALARM_STATES,
  type AlarmForm,
  type AlarmRoute,
  type AlarmStep,
  HANDLER_STEPS,
  type ListedAlarm,
} from "./alarm.ts";

const AlarmStateType = builder.enumType("AlarmState", {
  description: "WAITING: nobody has said yet that they take it up.",
  values: ALARM_STATES,
});

const AlarmStepKindType = builder.enumType("AlarmStepKind", {
  values: [
    ...(["SENT", "ROUTED", "MAILED", "NOT_MAILED", "SEEN", "ACKNOWLEDGED", "ESCALATED", "UNANSWERED"] as const),
    ...(["WROTE", "ADDED", "ACTION", "CLOSED"] as const),
  ],
});

const HandlerStepType = builder.enumType("AlarmHandlerStep", { values: HANDLER_STEPS });

/** In words, whatever kind of question it was. */
function saidTo({ options }: Question, value: AnswerValue): WrittenText {
  if (isMissing(value)) return MISSING_LABELS[value.missing];
  const code = String(value);
  return options.find((option) => option.code === code)?.label ?? { nl: code, en: code };
}

const AlarmAnswerType = builder.objectRef<Alarm["answers"][number]>("AlarmAnswer").implement({
  fields: (t) => ({
    question: t.expose("question", { type: QuestionType }),
    said: t.field({ type: TextType, resolve: ({ question, value }) => saidTo(question, value) }),
  }),
});

const AlarmStepType = builder.objectRef<AlarmStep>("AlarmStep").implement({
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime" }),
    kind: t.expose("kind", { type: AlarmStepKindType }),
    name: t.exposeString("name", { nullable: true, description: "Who did it, or whom it was given to." }),
    words: t.exposeString("words", { nullable: true }),
  }),
});

const AlarmType = builder.objectRef<Alarm>("Alarm").implement({
  description: "To whoever sent it, by the secret of their link, and to those whom it was given to.",
  fields: (t) => ({
    id: t.exposeID("id"),
    region: t.expose("region", { type: TextType, nullable: true, description: "Null where the sender does not know." }),
    state: t.expose("state", { type: AlarmStateType }),
    sentAt: t.expose("sentAt", { type: "DateTime" }),
    dueAt: t.expose("dueAt", {
      type: "DateTime",
      nullable: true,
      description: "When it goes to the next person if nobody acknowledges.",
    }),
    closedAt: t.expose("closedAt", { type: "DateTime", nullable: true }),
    clearedOn: t.expose("clearedOn", {
      type: "DateTime",
      nullable: true,
      description: "When everything about it is deleted.",
    }),
    answers: t.expose("answers", { type: [AlarmAnswerType] }),
    steps: t.expose("steps", { type: [AlarmStepType] }),
  }),
});

const ListedAlarmType = builder.objectRef<ListedAlarm>("ListedAlarm").implement({
  description: "That there is one, and nothing of what was said.",
  fields: (t) => ({
    id: t.exposeID("id"),
    region: t.expose("region", { type: TextType, nullable: true }),
    state: t.expose("state", { type: AlarmStateType }),
    sentAt: t.expose("sentAt", { type: "DateTime" }),
    dueAt: t.expose("dueAt", { type: "DateTime", nullable: true }),
    closedAt: t.expose("closedAt", { type: "DateTime", nullable: true }),
  }),
});

const AlarmFormType = builder.objectRef<AlarmForm>("AlarmForm").implement({
  fields: (t) => ({
    inUse: t.exposeBoolean("inUse", { description: "Somebody reads along; without that nothing is taken in." }),
    hours: t.exposeInt("hours", { description: "The longest that anybody has to acknowledge." }),
    questions: t.expose("questions", { type: [QuestionType] }),
  }),
});

const AlarmHandlerType = builder.objectRef<AlarmRoute["handlers"][number]>("AlarmHandler").implement({
  fields: (t) => ({ id: t.exposeID("id"), name: t.exposeString("name") }),
});

const AlarmRouteType = builder.objectRef<AlarmRoute>("AlarmRoute").implement({
  description: "Who is asked in a region, in order; after them whoever is asked everywhere else.",
  fields: (t) => ({
    region: t.exposeID("region", { description: "Empty for everywhere else." }),
    name: t.expose("name", { type: TextType, nullable: true }),
    hours: t.exposeInt("hours", { description: "That each of them has to acknowledge." }),
    handlers: t.expose("handlers", { type: [AlarmHandlerType] }),
  }),
});

const AlarmAnswerInput = builder.inputType("AlarmAnswerInput", {
  fields: (t) => ({
    question: t.id({ required: true }),
    value: t.field({ type: "JSON" }),
  }),
});

builder.queryFields((t) => ({
  alarmForm: t.field({
    type: AlarmFormType,
    description: "What is asked of whoever sounds an alarm.",
    authScopes: { may: "soundAlarm" },
    resolve: (_root, _args, { steps }) => steps.alarms.form(),
  }),

  alarmsForMe: t.field({
    type: [ListedAlarmType],
    authScopes: { may: "handleAlarms" },
    resolve: (_root, _args, context) => context.steps.alarms.handledBy(signedIn(context)),
  }),

  alarmRoutes: t.field({
    type: [AlarmRouteType],
    authScopes: { may: "seeAlarmRoutes" },
    resolve: (_root, _args, { steps }) => steps.alarms.routes(),
  }),
}));

builder.mutationFields((t) => ({
  soundAlarm: t.field({
    type: AlarmType,
    description: "Sends it once, however often it is sent with the same secret.",
    args: {
      secret: t.arg.string({
        required: true,
        description: "Made by the sender's own device: 32 random bytes in base64url. Whoever has it reads on.",
      }),
      answers: t.arg({ type: [AlarmAnswerInput], required: true }),
    },
    errors: {},
    authScopes: { may: "soundAlarm" },
    resolve: async (_root, { secret, answers }, { steps, countTry }) => {
      await countTry("soundAlarm");
      return steps.alarms.sound(secret, answers);
    },
  }),

  openAlarm: t.field({
    type: AlarmType,
    args: { secret: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "soundAlarm" },
    resolve: (_root, { secret }, { steps }) => steps.alarms.open(secret),
  }),

  addToAlarm: t.field({
    type: AlarmType,
    args: { secret: t.arg.string({ required: true }), words: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "soundAlarm" },
    resolve: (_root, { secret, words }, { steps }) => steps.alarms.add(secret, words),
  }),

  readAlarm: t.field({
    type: AlarmType,
    description: "Every reading is a step that the sender sees.",
    args: { id: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "handleAlarms" },
    resolve: (_root, { id }, context) => context.steps.alarms.read(signedIn(context), id),
  }),

  stepInAlarm: t.field({
    type: AlarmType,
    args: {
      id: t.arg.id({ required: true }),
      step: t.arg({ type: HandlerStepType, required: true }),
      words: t.arg.string({ required: true, description: "The sender reads them." }),
    },
    errors: {},
    authScopes: { may: "handleAlarms" },
    resolve: (_root, { id, step, words }, context) => context.steps.alarms.step(signedIn(context), id, step, words),
  }),

  routeAlarms: t.field({
    type: AlarmRouteType,
    description: "Names who is asked in a region, in place of who was. Those who were given an alarm keep it.",
    args: {
      region: t.arg.id({ required: true, description: "Empty for everywhere else." }),
      handlers: t.arg.stringList({
        required: true,
        description: "Ids of accounts, or addresses that people sign in with, in the order in which they are asked.",
      }),
      hours: t.arg.int({ required: true }),
    },
    errors: {},
    authScopes: { may: "routeAlarms" },
    resolve: (_root, { region, handlers, hours }, { steps }) => steps.alarms.route(region, handlers, hours),
  }),
}));
