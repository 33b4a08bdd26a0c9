import { CHANGE_FROM, DERIVED_DECISIONS, type DerivedDraft, inputsOf } from "../../../schema/derived.ts";
import { builder } from "../../graphql/builder.ts";
import { signedIn } from "../../graphql/errors.ts";
import { TextType } from "../../graphql/text.graphql.ts";
import { StudyType } from "./study.graphql.ts";
import { mayDecideDerived, mayProposeDerived, studyPolicy } from "./study.policy.ts";
import { type Banding, type Category, DERIVED_STATUSES, type DerivedVariable } from "./study.ts";

const DerivedStatusType = builder.enumType("DerivedStatus", {
  description: "REPLACED: another version took its place. WITHDRAWN: it is no longer computed.",
  values: DERIVED_STATUSES,
});
const DerivedDecisionType = builder.enumType("DerivedDecision", { values: DERIVED_DECISIONS });
const ChangeFromType = builder.enumType("ChangeFrom", {
  description: "FIRST: the person's first valid value. PREVIOUS: the study's wave just before.",
  values: CHANGE_FROM,
});

export const DerivedVariableType = builder.objectRef<DerivedVariable>("DerivedVariable").implement({
  description:
    "One version of a variable made of others, with what was decided on it. For a study's researchers and stewards.",
  fields: (t) => ({
    id: t.exposeID("id"),
    study: t.field({
      type: StudyType,
      resolve: async ({ studyId }, _args, { steps }) => {
        const study = await steps.study.studyById(studyId);
        if (study === null) throw new Error("a derived variable names a study that is not there");
        return study;
      },
    }),
    name: t.exposeString("name"),
    version: t.exposeInt("version", { description: "1, 2, 3 ... within the name." }),
    label: t.exposeString("label"),
    concept: t.exposeString("concept", { nullable: true }),
    definition: t.field({ type: "JSON", resolve: ({ definition }) => definition }),
    sentence: t.expose("sentence", { type: TextType, description: "What it is, in words." }),
    inputs: t.stringList({
      description: "Names of the variables it is made of.",
      resolve: ({ definition }) => inputsOf(definition),
    }),
    purpose: t.exposeString("purpose", { description: "What the researcher wants it for." }),
    status: t.expose("status", { type: DerivedStatusType }),
    proposedAt: t.expose("proposedAt", { type: "DateTime" }),
    decidedAt: t.expose("decidedAt", { type: "DateTime", nullable: true }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it was decided so." }),
    canDecide: t.boolean({
      description: "Waits for the viewer, or may be withdrawn by them.",
      resolve: ({ status, proposedById }, _args, { viewer }) =>
        mayDecideDerived(viewer) &&
        (status === "DECLARED" || (status === "PROPOSED" && proposedById !== viewer?.userId)),
    }),
  }),
});

type ConditionDraft = Extract<DerivedDraft["definition"], { kind: "ALL" }>["conditions"][number];

const DerivedConditionInput = builder.inputRef<ConditionDraft>("DerivedConditionInput").implement({
  description:
    "True where the variable has one of the codes, or lies from min up to, not including, max, which are declared\nlimits. Missing values are neither true nor false.",
  fields: (t) => ({
    variable: t.string({ required: true }),
    wave: t.string({ description: "Look at this wave, by its code, whatever wave is counted." }),
    in: t.stringList(),
    min: t.float(),
    max: t.float(),
  }),
});

const CategoryInput = builder.inputRef<Category>("CategoryInput").implement({
  fields: (t) => ({ code: t.string({ required: true }), label: t.string({ required: true }) }),
});

const BandingInput = builder.inputRef<Banding>("DerivedBandingInput").implement({
  fields: (t) => ({ name: t.string({ required: true }), limits: t.floatList({ required: true }) }),
});

interface RecodeDraft {
  cases: (Category & { when: ConditionDraft[] })[];
  otherwise?: Category | null;
  ordered?: boolean | null;
}

const RecodeCaseInput = builder.inputRef<RecodeDraft["cases"][number]>("RecodeCaseInput").implement({
  fields: (t) => ({
    code: t.string({ required: true }),
    label: t.string({ required: true }),
    when: t.field({ type: [DerivedConditionInput], required: true, description: "All of them hold." }),
  }),
});

const RecodeInput = builder.inputRef<RecodeDraft>("RecodeInput").implement({
  description: "The first case that holds gives the code; otherwise where none does.",
  fields: (t) => ({
    cases: t.field({ type: [RecodeCaseInput], required: true }),
    otherwise: t.field({ type: CategoryInput, description: "Empty where left out." }),
    ordered: t.boolean({ defaultValue: false, description: "The codes stand from low to high." }),
  }),
});

interface CountDraft {
  conditions: ConditionDraft[];
  bandings?: Banding[] | null;
}

const CountInput = builder.inputRef<CountDraft>("DerivedCountInput").implement({
  fields: (t) => ({
    conditions: t.field({ type: [DerivedConditionInput], required: true }),
    bandings: t.field({ type: [BandingInput] }),
  }),
});

interface ChangeDraft {
  variable: string;
  from: (typeof CHANGE_FROM)[number];
  minimum?: number | null;
  maximum?: number | null;
  bandings?: Banding[] | null;
}

const ChangeInput = builder.inputRef<ChangeDraft>("ChangeInput").implement({
  description: "Numbers: the difference. Codes: the same or changed; with an order: down, same or up.",
  fields: (t) => ({
    variable: t.string({ required: true }),
    from: t.field({ type: ChangeFromType, required: true }),
    minimum: t.float({ description: "Of the difference; what the variable's own limits allow where left out." }),
    maximum: t.float(),
    bandings: t.field({ type: [BandingInput] }),
  }),
});

interface TimeSinceDraft {
  event: ConditionDraft[];
  atMost: number;
  bandings?: Banding[] | null;
}

const TimeSinceInput = builder.inputRef<TimeSinceDraft>("TimeSinceInput").implement({
  description:
    "Waves since all of the event first held together, as far as that was seen. NOT_YET, a kind of missing, before it.",
  fields: (t) => ({
    event: t.field({ type: [DerivedConditionInput], required: true }),
    atMost: t.int({ required: true, description: "Stands for so many and more." }),
    bandings: t.field({ type: [BandingInput] }),
  }),
});

interface DefinitionDraft {
  recode?: RecodeDraft | null;
  count?: CountDraft | null;
  all?: ConditionDraft[] | null;
  any?: ConditionDraft[] | null;
  change?: ChangeDraft | null;
  timeSince?: TimeSinceDraft | null;
}

const DefinitionInput = builder.inputRef<DefinitionDraft>("DerivedDefinitionInput").implement({
  isOneOf: true,
  fields: (t) => ({
    recode: t.field({ type: RecodeInput }),
    count: t.field({ type: CountInput, description: "How many of the conditions hold." }),
    all: t.field({ type: [DerivedConditionInput], description: "Whether all hold: false as soon as one is false." }),
    any: t.field({ type: [DerivedConditionInput], description: "Whether one holds: true as soon as one is true." }),
    change: t.field({ type: ChangeInput }),
    timeSince: t.field({ type: TimeSinceInput }),
  }),
});

/** As it is kept: by its kind. */
function definitionFrom({ recode, count, all, any, change, timeSince }: DefinitionDraft): DerivedDraft["definition"] {
  if (recode) return { kind: "RECODE", ...recode };
  if (count) return { kind: "COUNT", ...count };
  if (all) return { kind: "ALL", conditions: all };
  if (any) return { kind: "ANY", conditions: any };
  if (change) return { kind: "CHANGE", ...change };
  if (timeSince) return { kind: "TIME_SINCE", ...timeSince };
  throw new Error("a definition without a kind passed the schema");
}

const ProposeDerivedInput = builder.inputType("ProposeDerivedVariableInput", {
  fields: (t) => ({
    name: t.string({
      required: true,
      description: "Of a derived variable that is in force: this will be its next version.",
    }),
    label: t.string({ required: true }),
    concept: t.string({ description: "That of its inputs where they share one and it is left out." }),
    purpose: t.string({ required: true, description: "What it is for, so that a steward can judge it." }),
    definition: t.field({ type: DefinitionInput, required: true }),
  }),
});

builder.objectField(StudyType, "derivedVariables", (t) =>
  t.field({
    type: [DerivedVariableType],
    nullable: true,
    description: "Every version that was proposed, newest first; null for who may not see them.",
    resolve: ({ slug }, _args, { viewer, respondent, steps }) =>
      studyPolicy.seeDerivedVariables({ viewer, respondent }) ? steps.study.derivedVariables(slug, null) : null,
  }),
);

builder.objectField(StudyType, "canProposeDerived", (t) =>
  t.boolean({ resolve: (_study, _args, { viewer }) => mayProposeDerived(viewer) }),
);

builder.queryFields((t) => ({
  derivedVariables: t.field({
    type: [DerivedVariableType],
    description: "Versions of derived variables, newest first: of one study or all, with one status or any.",
    args: { study: t.arg.string(), status: t.arg({ type: DerivedStatusType }) },
    authScopes: { may: "seeDerivedVariables" },
    resolve: (_root, { study, status }, { steps }) => steps.study.derivedVariables(study ?? null, status ?? null),
  }),
}));

builder.mutationFields((t) => ({
  proposeDerivedVariable: t.field({
    type: DerivedVariableType,
    description: "Puts a variable made of others before a steward.",
    args: {
      study: t.arg.string({ required: true }),
      input: t.arg({ type: ProposeDerivedInput, required: true }),
    },
    errors: {},
    authScopes: { may: "proposeDerivedVariables" },
    resolve: (_root, { study, input: { definition, ...proposal } }, context) =>
      context.steps.study.proposeDerived(signedIn(context), study, {
        ...proposal,
        definition: definitionFrom(definition),
      }),
  }),

  decideDerivedVariable: t.field({
    type: DerivedVariableType,
    description:
      "Declares a proposal, turns it down, or withdraws what is in force. What is declared is computed in the next snapshot.",
    args: {
      id: t.arg.id({ required: true }),
      decision: t.arg({ type: DerivedDecisionType, required: true }),
      reason: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "decideDerivedVariables" },
    resolve: (_root, { id, ...decided }, context) => context.steps.study.decideDerived(signedIn(context), id, decided),
  }),
}));
