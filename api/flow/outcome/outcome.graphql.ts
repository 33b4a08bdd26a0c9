import DataLoader from "dataloader";
import { OUTCOME_KINDS, OUTCOME_STATUSES, PICTURES } from "../../../schema/outcome.ts";
import { builder } from "../../graphql/builder.ts";
import type { Context } from "../../graphql/context.ts";
import { signedIn } from "../../graphql/errors.ts";
import { TextInput, TextType } from "../../graphql/text.graphql.ts";
import { WorkplaceType } from "../../people/people.graphql.ts";
import type { WorkplaceRecord } from "../../people/people.ts";
import { ResultType } from "../result/result.graphql.ts";
import type { StoredResult } from "../result/result.ts";
import { StudyType } from "../study/study.graphql.ts";
import type { Study } from "../study/study.ts";
import { MeetingThemeType } from "../survey/meeting/meeting.graphql.ts";
import { OwnThemeType } from "../survey/meeting/own-meeting.graphql.ts";
import type { DiscussedTheme } from "../survey/survey.ts";
import type { Finding, Outcome } from "./outcome.ts";
import { mayEditFinding, mayEditOutcome } from "./outcome.policy.ts";

const PictureType = builder.enumType("Picture", { values: PICTURES });
const OutcomeKindType = builder.enumType("OutcomeKind", { values: OUTCOME_KINDS });
const OutcomeStatusType = builder.enumType("OutcomeStatus", { values: OUTCOME_STATUSES });

interface Around {
  themes: DataLoader<string, DiscussedTheme>;
  studies: DataLoader<string, Study>;
  workplaces: DataLoader<string, WorkplaceRecord>;
  results: DataLoader<string, StoredResult>;
}

const there = <T>(found: T | null | undefined, what: string): T | Error => found ?? new Error(`${what} is not there`);

/** What findings and outcomes point at, fetched once a request. */
const loadersOf = ({ steps }: Context): Around => ({
  themes: new DataLoader(async (ids) => {
    const found = await steps.meeting.themes(ids);
    return ids.map((id) => there(found.get(id), "the theme of an outcome"));
  }),
  studies: new DataLoader((ids) =>
    Promise.all(ids.map(async (id) => there(await steps.study.studyById(id), "the study of a finding"))),
  ),
  workplaces: new DataLoader(async (ids) => {
    const found = new Map((await steps.people.workplaces(ids)).map((each) => [each.id, each]));
    return ids.map((id) => there(found.get(id), "the workplace of an outcome"));
  }),
  results: new DataLoader((ids) =>
    Promise.all(ids.map(async (id) => there(await steps.result.stored(id), "the result of a finding"))),
  ),
});

const loaders = new WeakMap<Context, Around>();

const around = (context: Context): Around => {
  const known = loaders.get(context) ?? loadersOf(context);
  loaders.set(context, known);
  return known;
};

export const FindingType = builder.objectRef<Finding>("Finding");
export const OutcomeType = builder.objectRef<Outcome>("Outcome");

const FindingQuoteType = builder.objectRef<{ id: string; words: string | null }>("FindingQuote").implement({
  description: "What somebody wrote, with nothing of the person beside it.",
  fields: (t) => ({
    id: t.exposeID("id"),
    words: t.exposeString("words", {
      nullable: true,
      description: "null: it may not be shown any more, as whoever wrote it took that back.",
    }),
  }),
});

FindingType.implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    study: t.field({
      type: StudyType,
      resolve: ({ studyId }, _args, context) => around(context).studies.load(studyId),
    }),
    title: t.expose("title", { type: TextType }),
    words: t.expose("words", { type: TextType }),
    picture: t.expose("picture", { type: PictureType }),
    result: t.field({
      type: ResultType,
      resolve: ({ resultId }, _args, context) => around(context).results.load(resultId),
    }),
    query: t.field({
      type: "JSON",
      description: "The question behind it as GraphQL input.",
      resolve: async ({ resultId }, _args, context) => (await around(context).results.load(resultId)).query,
    }),
    variables: t.stringList({
      description: "Names of the variables it rests on.",
      resolve: ({ variables }) => [...new Set(variables.map(({ variable }) => variable))],
    }),
    quotes: t.field({
      type: [FindingQuoteType],
      resolve: (finding, _args, { steps }) => steps.outcome.quotesOf(finding),
    }),
    publishedAt: t.expose("publishedAt", { type: "DateTime", nullable: true }),
    outcomes: t.expose("outcomes", { type: [OutcomeType] }),
    canEdit: t.boolean({ resolve: (finding, _args, { viewer }) => mayEditFinding(viewer, finding) }),
  }),
});

const DiscussedThemeType = builder.objectRef<DiscussedTheme>("DiscussedTheme").implement({
  description: "A theme that people spoke about in a meeting, and nothing of what they said.",
  fields: (t) => ({
    id: t.exposeID("id"),
    words: t.expose("words", { type: TextType }),
    meeting: t.field({ type: TextType, description: "Its title.", resolve: ({ title }) => title }),
    study: t.field({
      type: StudyType,
      resolve: ({ studyId }, _args, context) => around(context).studies.load(studyId),
    }),
  }),
});

OutcomeType.implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    finding: t.expose("finding", {
      type: FindingType,
      nullable: true,
      description: "What it rests on; null where that is a theme of a meeting.",
    }),
    theme: t.field({
      type: DiscussedThemeType,
      nullable: true,
      description: "What it rests on; null where that is a finding.",
      resolve: ({ themeId }, _args, context) => (themeId === null ? null : around(context).themes.load(themeId)),
    }),
    workplace: t.field({
      type: WorkplaceType,
      resolve: ({ workplaceId }, _args, context) => around(context).workplaces.load(workplaceId),
    }),
    kind: t.expose("kind", { type: OutcomeKindType }),
    what: t.expose("what", { type: TextType }),
    who: t.exposeString("who"),
    status: t.expose("status", { type: OutcomeStatusType }),
    reason: t.expose("reason", { type: TextType, nullable: true }),
    on: t.expose("on", {
      type: "Date",
      description: "When it was done or decided; when it will be, where it is planned.",
    }),
    updatedAt: t.expose("updatedAt", { type: "DateTime" }),
    canEdit: t.boolean({ resolve: (outcome, _args, { viewer }) => mayEditOutcome(viewer, outcome) }),
  }),
});

builder.objectField(StudyType, "findings", (t) =>
  t.field({
    type: [FindingType],
    resolve: ({ id }, _args, { steps, viewer }) => steps.outcome.findingsOfStudy(viewer, id),
  }),
);

builder.objectField(OwnThemeType, "outcomes", (t) =>
  t.field({
    type: [OutcomeType],
    description: "What was done with what was said on it.",
    resolve: ({ id }, _args, { steps }) => steps.outcome.outcomesOnTheme(id),
  }),
);

builder.objectField(MeetingThemeType, "outcomes", (t) =>
  t.field({ type: [OutcomeType], resolve: ({ id }, _args, { steps }) => steps.outcome.outcomesOnTheme(id) }),
);

const CreateFindingInput = builder.inputType("CreateFindingInput", {
  fields: (t) => ({
    result: t.id({ required: true }),
    title: t.field({ type: TextInput, required: true }),
    words: t.field({ type: TextInput, required: true }),
    picture: t.field({ type: PictureType, required: true }),
    quotes: t.idList({ description: "Ids of usable quotes of the study." }),
  }),
});

const UpdateFindingInput = builder.inputType("UpdateFindingInput", {
  fields: (t) => ({
    title: t.field({ type: TextInput }),
    words: t.field({ type: TextInput }),
    picture: t.field({ type: PictureType }),
    quotes: t.idList(),
  }),
});

const RecordOutcomeInput = builder.inputType("RecordOutcomeInput", {
  fields: (t) => ({
    finding: t.id({ description: "It rests on this, or on a theme." }),
    theme: t.id({ description: "Of a meeting that the viewer hosts, once the group has read it." }),
    workplace: t.id({ required: true }),
    kind: t.field({ type: OutcomeKindType, required: true }),
    what: t.field({ type: TextInput, required: true }),
    who: t.string({ required: true }),
    status: t.field({ type: OutcomeStatusType, required: true }),
    reason: t.field({ type: TextInput }),
    on: t.field({ type: "Date", required: true }),
  }),
});

const UpdateOutcomeInput = builder.inputType("UpdateOutcomeInput", {
  fields: (t) => ({
    what: t.field({ type: TextInput }),
    who: t.string(),
    status: t.field({ type: OutcomeStatusType }),
    reason: t.field({ type: TextInput }),
    on: t.field({ type: "Date" }),
  }),
});

builder.queryFields((t) => ({
  findings: t.field({
    type: [FindingType],
    description: "Findings of a study; drafts only for those who may edit them.",
    args: { study: t.arg.string({ required: true }) },
    authScopes: { may: "readFindings" },
    resolve: (_root, { study }, { steps, viewer }) => steps.outcome.findings(viewer, study),
  }),
  finding: t.field({
    type: FindingType,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    authScopes: { may: "readFindings" },
    resolve: (_root, { id }, { steps, viewer }) => steps.outcome.finding(viewer, id),
  }),
  outcomes: t.field({
    type: [OutcomeType],
    description: "Outcomes of the viewer's workplaces.",
    authScopes: { may: "readOwnOutcomes" },
    resolve: (_root, _args, context) => context.steps.outcome.outcomes(signedIn(context)),
  }),
}));

builder.mutationFields((t) => ({
  createFinding: t.field({
    type: FindingType,
    description: "Turns a released result into a finding, as a draft.",
    args: { input: t.arg({ type: CreateFindingInput, required: true }) },
    errors: {},
    authScopes: { may: "writeFindings" },
    resolve: (_root, { input }, context) => context.steps.outcome.createFinding(signedIn(context), input),
  }),
  updateFinding: t.field({
    type: FindingType,
    args: { id: t.arg.id({ required: true }), input: t.arg({ type: UpdateFindingInput, required: true }) },
    errors: {},
    authScopes: { may: "writeFindings" },
    resolve: (_root, { id, input }, { steps }) => steps.outcome.updateFinding(id, input),
  }),
  publishFinding: t.field({
    type: FindingType,
    args: { id: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "writeFindings" },
    resolve: (_root, { id }, { steps }) => steps.outcome.publishFinding(id),
  }),
  recordOutcome: t.field({
    type: OutcomeType,
    description:
      "Records what somebody does, decides, advises, or decides not to do because of a finding or of what was said in a meeting.",
    args: { input: t.arg({ type: RecordOutcomeInput, required: true }) },
    errors: {},
    authScopes: { may: "recordOutcomes" },
    resolve: (_root, { input }, context) => context.steps.outcome.recordOutcome(signedIn(context), input),
  }),
  updateOutcome: t.field({
    type: OutcomeType,
    args: { id: t.arg.id({ required: true }), input: t.arg({ type: UpdateOutcomeInput, required: true }) },
    errors: {},
    authScopes: { may: "recordOutcomes" },
    resolve: (_root, { id, input }, context) => context.steps.outcome.updateOutcome(signedIn(context), id, input),
  }),
}));
