import { builder } from "../../graphql/builder.ts";
import { say, signedIn } from "../../graphql/errors.ts";
import { StudyType } from "../study/study.graphql.ts";
import { BLOCKED_KINDS, type Blocked } from "./blocked.ts";
import type {
  AskerName,
  AskerUse,
  NamedVariable,
  ShapeAlert,
  ShapeBudget,
  ShapeGrant,
  ShapeRequest,
  StudyProtection,
} from "./result.ts";
import { RULE_GROUPS, type RuleInWords } from "./rules-in-words.ts";

/** How people are protected, who asked how much, and a steward's yes to more. No figure of any answer is in here. */

const RuleGroupType = builder.enumType("ProtectionRuleGroup", {
  description:
    "SHOWN: what is shown at all. DISTURBED: how figures are changed. QUESTION: what fits in one. ASKING: how much may be asked.",
  values: RULE_GROUPS,
});

const ProtectionRuleType = builder.objectRef<RuleInWords>("ProtectionRule").implement({
  fields: (t) => ({
    group: t.expose("group", { type: RuleGroupType }),
    words: t.string({ resolve: ({ words }, _args, context) => say(words, context) }),
  }),
});

const ProtectionRulesType = builder.objectRef<{ name: string; rules: RuleInWords[] }>("ProtectionRules").implement({
  description: "The rules in force, with their numbers.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name and version, as results have it." }),
    rules: t.expose("rules", { type: [ProtectionRuleType] }),
  }),
});

const NamedVariableType = builder.objectRef<NamedVariable>("CountedVariable").implement({
  description: "What shapes are counted on: an ANSWER variable, or ~seen for taking part in a wave.",
  fields: (t) => ({
    name: t.exposeString("name"),
    label: t.string({ resolve: ({ label }, _args, context) => say(label, context) }),
  }),
});

const AskerType = builder.objectRef<AskerName>("Asker").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name"),
    isWorkplace: t.exposeBoolean("isWorkplace"),
    mayGetMore: t.exposeBoolean("mayGetMore", { description: "Whether a steward may let them ask more." }),
  }),
});

const AskerUseType = builder.objectRef<AskerUse>("AskerUse").implement({
  description: "How many shapes of questions somebody asked on a variable; never what came out.",
  fields: (t) => ({
    asker: t.expose("asker", { type: AskerType }),
    variable: t.expose("variable", { type: NamedVariableType }),
    used: t.exposeInt("used"),
    most: t.exposeInt("most"),
    lastAskedAt: t.expose("lastAskedAt", { type: "DateTime", description: "When the newest shape came." }),
  }),
});

const ShapeAlertType = builder.objectRef<ShapeAlert>("ShapeAlert").implement({
  description: "All askers together asked so many shapes on a variable that stewards are told.",
  fields: (t) => ({
    study: t.expose("study", { type: StudyType }),
    variable: t.expose("variable", { type: NamedVariableType }),
    shapes: t.exposeInt("shapes"),
    since: t.expose("since", { type: "DateTime" }),
  }),
});

const ShapeGrantType = builder.objectRef<ShapeGrant>("ShapeGrant").implement({
  description: "A steward's yes to more shapes; without a variable on all of the study's.",
  fields: (t) => ({
    id: t.exposeID("id"),
    asker: t.expose("asker", { type: AskerType }),
    variable: t.expose("variable", { type: NamedVariableType, nullable: true }),
    most: t.exposeInt("most"),
    reason: t.exposeString("reason"),
    grantedBy: t.exposeString("grantedBy", { description: "Name of the steward." }),
    grantedAt: t.expose("grantedAt", { type: "DateTime" }),
  }),
});

const ShapeRequestType = builder.objectRef<ShapeRequest>("ShapeRequest").implement({
  description: "Somebody asks stewards for more shapes on a variable, and what they answered.",
  fields: (t) => ({
    id: t.exposeID("id"),
    study: t.expose("study", { type: StudyType }),
    asker: t.expose("asker", { type: AskerType }),
    variable: t.expose("variable", { type: NamedVariableType }),
    reason: t.exposeString("reason"),
    askedAt: t.expose("askedAt", { type: "DateTime" }),
    granted: t.exposeBoolean("granted", { nullable: true, description: "Null while it waits." }),
    answer: t.exposeString("answer", { nullable: true, description: "The steward's reason." }),
    answeredBy: t.exposeString("answeredBy", { nullable: true, description: "Name of the steward." }),
    answeredAt: t.expose("answeredAt", { type: "DateTime", nullable: true }),
  }),
});

const BlockedKindType = builder.enumType("BlockedKind", {
  description:
    "SNAPSHOT: kept but not asked. GROUPS: fewer background variables together. CODES: rare codes that were merged.\nLIMITS: no mean without declared limits. DERIVED: declared but left out.",
  values: BLOCKED_KINDS,
});

const BlockedType = builder.objectRef<Blocked>("Blocked").implement({
  description: "What protection keeps from being asked, and why.",
  fields: (t) => ({
    kind: t.expose("kind", { type: BlockedKindType }),
    snapshot: t.exposeInt("snapshot", { description: "Number of the snapshot that it holds for." }),
    variables: t.exposeStringList("variables"),
    why: t.string({ resolve: ({ why }, _args, context) => say(why, context) }),
  }),
});

const StudyProtectionType = builder.objectRef<StudyProtection>("StudyProtection").implement({
  fields: (t) => ({
    study: t.expose("study", { type: StudyType }),
    blocked: t.expose("blocked", { type: [BlockedType] }),
    uses: t.expose("uses", { type: [AskerUseType], description: "Most used first." }),
    alerts: t.expose("alerts", { type: [ShapeAlertType] }),
    grants: t.expose("grants", { type: [ShapeGrantType], description: "Newest first." }),
    requests: t.expose("requests", { type: [ShapeRequestType], description: "Newest first." }),
  }),
});

const ShapeBudgetType = builder.objectRef<ShapeBudget>("ShapeBudget").implement({
  description: "How many more shapes of questions the viewer may ask on a variable.",
  fields: (t) => ({
    variable: t.expose("variable", { type: NamedVariableType }),
    used: t.exposeInt("used"),
    most: t.exposeInt("most"),
    left: t.exposeInt("left"),
    forWorkplace: t.exposeBoolean("forWorkplace", { description: "Counted for all members of a workplace together." }),
    mayGetMore: t.exposeBoolean("mayGetMore", { description: "Whether a steward could let them ask more." }),
    request: t.expose("request", {
      type: ShapeRequestType,
      nullable: true,
      description: "The newest that the viewer asked of stewards.",
    }),
  }),
});

const GrantMoreShapesInput = builder.inputType("GrantMoreShapesInput", {
  fields: (t) => ({
    asker: t.id({ required: true }),
    study: t.string({ required: true, description: "Slug" }),
    variable: t.string({ description: "On all variables of the study where left out." }),
    reason: t.string({ required: true }),
  }),
});

const AskForMoreShapesInput = builder.inputType("AskForMoreShapesInput", {
  fields: (t) => ({
    study: t.string({ required: true, description: "Slug" }),
    variable: t.string({ required: true }),
    reason: t.string({ required: true }),
  }),
});

const AnswerShapeRequestInput = builder.inputType("AnswerShapeRequestInput", {
  fields: (t) => ({
    id: t.id({ required: true }),
    granted: t.boolean({ required: true }),
    reason: t.string({ required: true, description: "The asker reads it." }),
  }),
});

builder.queryFields((t) => ({
  protectionRules: t.field({
    type: ProtectionRulesType,
    authScopes: { may: "readProtectionRules" },
    resolve: (_root, _args, { steps }) => steps.result.oversight.rules(),
  }),
  shapeBudgets: t.field({
    type: [ShapeBudgetType],
    description: "How much the viewer may still ask of a study; on these variables only, where they are named.",
    args: { study: t.arg.string({ required: true }), variables: t.arg.stringList() },
    authScopes: { may: "readOwnBudget" },
    resolve: (_root, { study, variables }, context) =>
      context.steps.result.oversight.budgets(signedIn(context), study, variables ?? null),
  }),
  studyProtection: t.field({
    type: StudyProtectionType,
    nullable: true,
    description: "What was blocked in a study and why, and who asked how much. For stewards.",
    args: { study: t.arg.string({ required: true }) },
    authScopes: { may: "overseeAsking" },
    resolve: (_root, { study }, { steps }) => steps.result.oversight.ofStudy(study),
  }),
  shapeAlerts: t.field({
    type: [ShapeAlertType],
    description: "Of all studies, newest first. For stewards.",
    authScopes: { may: "overseeAsking" },
    resolve: (_root, _args, { steps }) => steps.result.oversight.alerts(),
  }),
}));

builder.queryField("waitingShapeRequests", (t) =>
  t.field({
    type: [ShapeRequestType],
    description: "Of all studies, oldest first. For stewards.",
    authScopes: { may: "overseeAsking" },
    resolve: (_root, _args, { steps }) => steps.result.oversight.waitingRequests(),
  }),
);

builder.mutationFields((t) => ({
  askForMoreShapes: t.field({
    type: ShapeRequestType,
    description: "Asks stewards for more shapes of questions on a variable.",
    args: { input: t.arg({ type: AskForMoreShapesInput, required: true }) },
    errors: {},
    authScopes: { may: "requestShapes" },
    resolve: (_root, { input }, context) => context.steps.result.oversight.askForMore(signedIn(context), input),
  }),
  answerShapeRequest: t.field({
    type: ShapeRequestType,
    description: "A steward grants or declines it, with a reason.",
    args: { input: t.arg({ type: AnswerShapeRequestInput, required: true }) },
    errors: {},
    authScopes: { may: "grantShapes" },
    resolve: (_root, { input }, context) => context.steps.result.oversight.answerRequest(signedIn(context), input),
  }),
  grantMoreShapes: t.field({
    type: ShapeGrantType,
    description: "A steward agrees that somebody asks more shapes of questions.",
    args: { input: t.arg({ type: GrantMoreShapesInput, required: true }) },
    errors: {},
    authScopes: { may: "grantShapes" },
    resolve: (_root, { input }, context) => context.steps.result.oversight.grant(signedIn(context), input),
  }),
}));
