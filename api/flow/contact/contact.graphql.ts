import { builder } from "../../graphql/builder.ts";
import { say } from "../../graphql/errors.ts";
import { StudyType } from "../study/study.graphql.ts";
import { FieldingType, InvitationStatusType, InvitationType } from "../survey/survey.graphql.ts";
import { contactPolicy } from "./contact.policy.ts";
import {
  BASELINES,
  BOUNCE_REASONS,
  type BroughtIn,
  type GuardianRow,
  type InvitationTable,
  MAIL_STATES,
  type MailRound,
  type Plan,
  type ReportReading,
  type TableRow,
} from "./contact.ts";

const MailStateType = builder.enumType("MailState", {
  description: "How far the newest message to somebody is; NONE: nothing was ever mailed.",
  values: MAIL_STATES,
});

const BounceReasonType = builder.enumType("BounceReason", {
  description: "Why a message came back, as far as a mail server told.",
  values: BOUNCE_REASONS,
});

const MailRoundType = builder.objectRef<MailRound>("MailRound").implement({
  description: "People who are invited by mail in one go, and how far that is.",
  fields: (t) => ({
    id: t.exposeID("id"),
    startedAt: t.expose("startedAt", { type: "DateTime" }),
    people: t.exposeInt("people"),
    waiting: t.exposeInt("waiting"),
    mailed: t.exposeInt("mailed"),
    bounced: t.exposeInt("bounced"),
    optedOut: t.exposeInt("optedOut"),
    failed: t.exposeInt("failed", { description: "Not known to have gone out, or no longer to be sent." }),
  }),
});

const InvitationCountType = builder.objectRef<InvitationTable["counts"][number]>("InvitationCount").implement({
  fields: (t) => ({
    status: t.expose("status", { type: InvitationStatusType }),
    mail: t.expose("mail", { type: MailStateType }),
    count: t.exposeInt("count"),
  }),
});

const InvitationRowType = builder.objectRef<TableRow>("InvitationRow").implement({
  fields: (t) => ({
    invitation: t.expose("invitation", { type: InvitationType }),
    mail: t.expose("mail", { type: MailStateType }),
    mailSince: t.expose("mailSince", { type: "DateTime", nullable: true }),
    bounced: t.expose("bounced", {
      type: BounceReasonType,
      nullable: true,
      description: "With BOUNCED; null where somebody said by hand that it came back.",
    }),
    delays: t.exposeInt("delays", { description: "How often a mail server told that it could not deliver for now." }),
    newAddress: t.exposeBoolean("newAddress", { description: "It came back, and the address is another one since." }),
  }),
});

const GuardianRowType = builder.objectRef<GuardianRow>("GuardianRow").implement({
  description: "The guardian of somebody under 16, as far as mail goes; not what the guardian said.",
  fields: (t) => ({
    invitation: t.id({ resolve: ({ invitationId }) => invitationId }),
    participant: t.exposeString("participant"),
    canBeMailed: t.exposeBoolean("canBeMailed"),
    mail: t.expose("mail", { type: MailStateType }),
    mailSince: t.expose("mailSince", { type: "DateTime", nullable: true }),
    bounced: t.expose("bounced", { type: BounceReasonType, nullable: true }),
  }),
});

const ReportReadingType = builder.objectRef<ReportReading>("ReportReading").implement({
  description: "Reports of mail servers that a message did not arrive.",
  fields: (t) => ({
    on: t.exposeBoolean("on", { description: "Whether they are read at all." }),
    failing: t.exposeBoolean("failing", { description: "The mailbox could not be read the last time." }),
    lastReadAt: t.expose("lastReadAt", { type: "DateTime", nullable: true, description: "Since the server started." }),
  }),
});

const MailedGuardianType = builder.objectRef<{ mailed: boolean }>("MailedGuardian").implement({
  fields: (t) => ({ mailed: t.exposeBoolean("mailed") }),
});

const InvitationTableType = builder.objectRef<InvitationTable>("InvitationTable").implement({
  fields: (t) => ({
    counts: t.expose("counts", { type: [InvitationCountType], description: "Of everybody, whatever is asked for." }),
    total: t.exposeInt("total", { description: "How many are as asked for." }),
    rows: t.expose("rows", { type: [InvitationRowType], description: "At most 200 at once." }),
  }),
});

const ListLineType = builder.objectRef<BroughtIn["problems"][number]>("ListLine").implement({
  description: "A line that was not kept. What is in it is not said.",
  fields: (t) => ({
    line: t.exposeInt("line"),
    message: t.string({ resolve: ({ text }, _args, context) => say(text, context) }),
  }),
});

const AddressesBroughtInType = builder.objectRef<BroughtIn>("AddressesBroughtIn").implement({
  fields: (t) => ({
    added: t.exposeInt("added"),
    changed: t.exposeInt("changed"),
    same: t.exposeInt("same"),
    optedOut: t.int({
      description: "People who want no messages: nothing of them is kept.",
      resolve: ({ left }) => left,
    }),
    problems: t.expose("problems", { type: [ListLineType] }),
  }),
});

const LeftMessagesType = builder.objectRef<{ left: boolean }>("LeftMessages").implement({
  description: "No message will follow, and the address is forgotten.",
  fields: (t) => ({ left: t.exposeBoolean("left") }),
});

const BaselineType = builder.enumType("Baseline", {
  description: "A day of somebody's own that a plan counts from.",
  values: BASELINES,
});

const WavePlanType = builder.objectRef<Plan>("WavePlan").implement({
  description: "When people are invited and reminded by themselves.",
  fields: (t) => ({
    baseline: t.expose("baseline", { type: BaselineType }),
    offsetDays: t.exposeInt("offsetDays", { description: "From the baseline to the first day of the window." }),
    windowDays: t.exposeInt("windowDays", { description: "How long the questions can be answered." }),
    reminderDays: t.intList({
      description: "Days from the message before to each reminder; there are no more than these.",
      resolve: ({ reminderDays }) => [...reminderDays],
    }),
  }),
});

const StoppedPlanType = builder.objectRef<{ stopped: boolean }>("StoppedPlan").implement({
  fields: (t) => ({ stopped: t.exposeBoolean("stopped") }),
});

const PausedMessagesType = builder.objectRef<{ until: Date }>("PausedMessages").implement({
  description: "No message until that day.",
  fields: (t) => ({ until: t.expose("until", { type: "Date" }) }),
});

const WavePlanInput = builder.inputType("WavePlanInput", {
  fields: (t) => ({
    fielding: t.id({ required: true }),
    baseline: t.field({ type: BaselineType, required: true }),
    offsetDays: t.int({ required: true }),
    windowDays: t.int({ required: true }),
    reminderDays: t.intList({ required: true }),
  }),
});

const InviteByMailInput = builder.inputType("InviteByMailInput", {
  fields: (t) => ({
    fielding: t.id({ required: true }),
    participants: t.stringList({
      description: "Pseudonyms; everybody who has an address and was not invited yet, where left out.",
    }),
    validFrom: t.field({ type: "DateTime" }),
    expiresAt: t.field({ type: "DateTime" }),
    uses: t.int({ description: "How often each link may be opened; without limit where left out." }),
  }),
});

builder.objectField(StudyType, "reachable", (t) =>
  t.int({
    nullable: true,
    description: "How many people can be written to. For its researchers; null for everybody else.",
    resolve: ({ id }, _args, { viewer, respondent, steps }) =>
      contactPolicy.seeMailing({ viewer, respondent }) ? steps.contact.reachable(id) : null,
  }),
);

builder.objectFields(FieldingType, (t) => ({
  plan: t.field({
    type: WavePlanType,
    nullable: true,
    resolve: ({ id }, _args, { steps }) => steps.contact.planOf(id),
  }),
  mailRounds: t.field({
    type: [MailRoundType],
    description: "Newest first.",
    resolve: ({ id }, _args, { steps }) => steps.contact.roundsOf(id),
  }),
  reports: t.field({ type: ReportReadingType, resolve: (_fielding, _args, { steps }) => steps.contact.reading() }),
  guardians: t.field({
    type: [GuardianRowType],
    description: "Of everybody invited who is under 16, as far as it was told.",
    resolve: ({ id }, _args, { steps }) => steps.contact.guardiansOf(id),
  }),
  invitationTable: t.field({
    type: InvitationTableType,
    description: "How far everybody is, link and mail side by side; never what was answered.",
    args: {
      status: t.arg({ type: [InvitationStatusType] }),
      mail: t.arg({ type: [MailStateType] }),
      first: t.arg.int(),
      after: t.arg.int({ description: "How many to pass over." }),
    },
    resolve: ({ id }, wish, { steps }) => steps.contact.tableOf(id, wish),
  }),
}));

builder.mutationFields((t) => ({
  bringInAddresses: t.field({
    type: AddressesBroughtInType,
    description:
      "Mail addresses of participants, as a list in CSV: pseudonym, address, nl or en where somebody prefers one, and where known the days of enrolment, eighteenth birthday and end of care, and under 16 the address of a guardian. They are sealed, written to, and never shown.",
    args: { study: t.arg.string({ required: true }), list: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "bringInAddresses" },
    resolve: (_root, { study, list }, { steps }) => steps.contact.bringIn(study, list),
  }),

  inviteByMail: t.field({
    type: MailRoundType,
    description: "Mails everybody a link of their own, which nobody else sees. Goes on in the background.",
    args: { input: t.arg({ type: InviteByMailInput, required: true }) },
    errors: {},
    authScopes: { may: "inviteByMail" },
    resolve: (_root, { input: { fielding, ...wish } }, { steps }) =>
      steps.contact.inviteByMail({ fieldingId: fielding, ...wish }),
  }),

  renewInvitation: t.field({
    type: InvitationType,
    description: "Mails a new link; every link before it is dead, what was answered stays.",
    args: { id: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "inviteByMail" },
    resolve: (_root, { id }, { steps }) => steps.contact.renewInvitation(id),
  }),

  mailGuardian: t.field({
    type: MailedGuardianType,
    description:
      "Mails the guardian of somebody under 16 a link of their own, which nobody else sees; the one before it is dead.",
    args: { invitation: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "inviteByMail" },
    resolve: async (_root, { invitation }, { steps }) => {
      await steps.contact.mailGuardian(invitation);
      return { mailed: true };
    },
  }),

  reportBounce: t.field({
    type: InvitationType,
    description: "Says that the newest message to this person came back.",
    args: { id: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "inviteByMail" },
    resolve: async (_root, { id }, { steps }) => {
      await steps.contact.reportBounce(id);
      const known = await steps.survey.invitation(id);
      if (known === null) throw new Error("An invitation that was mailed is gone");
      return known.invitation;
    },
  }),

  planWave: t.field({
    type: WavePlanType,
    description: "Invites and reminds by itself from now, in place of the plan that was there.",
    args: { input: t.arg({ type: WavePlanInput, required: true }) },
    errors: {},
    authScopes: { may: "inviteByMail" },
    resolve: (_root, { input: { fielding, ...plan } }, { steps }) => steps.contact.keepPlan(fielding, plan),
  }),

  stopWavePlan: t.field({
    type: StoppedPlanType,
    args: { fielding: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "inviteByMail" },
    resolve: async (_root, { fielding }, { steps }) => {
      await steps.contact.stopPlan(fielding);
      return { stopped: true };
    },
  }),

  pauseMessages: t.field({
    type: PausedMessagesType,
    description: "For whoever holds the link at the end of a message: no messages until a day.",
    args: { secret: t.arg.string({ required: true }), until: t.arg({ type: "Date", required: true }) },
    errors: {},
    authScopes: { may: "leaveMessages" },
    resolve: async (_root, { secret, until }, { steps }) => {
      await steps.contact.pause(secret, until);
      return { until };
    },
  }),

  leaveMessages: t.field({
    type: LeftMessagesType,
    description: "For whoever holds the link at the end of a message: no more messages.",
    args: { secret: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "leaveMessages" },
    resolve: async (_root, { secret }, { steps }) => {
      await steps.contact.leave(secret);
      return { left: true };
    },
  }),
}));
