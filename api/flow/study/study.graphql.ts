import { builder } from "../../graphql/builder.ts";
import { say } from "../../graphql/errors.ts";
import { TextType } from "../../graphql/text.graphql.ts";
import { studyCursor, type StudyPage } from "./find-studies.ts";
import { mayImport } from "./study.policy.ts";
import {
  type Banding,
  type Category,
  type Derivation,
  impliedBandings,
  labelIn,
  type Study,
  unitIn,
  type Variable,
  VARIABLE_LEVELS,
  VARIABLE_ROLES,
  VARIABLE_TYPES,
  type Wave,
} from "./study.ts";

export const VariableTypeType = builder.enumType("VariableType", { values: VARIABLE_TYPES });
export const VariableLevelType = builder.enumType("VariableLevel", { values: VARIABLE_LEVELS });
export const VariableRoleType = builder.enumType("VariableRole", {
  description:
    "BACKGROUND: others may know it of a person (sex, region, cohort); a key variable. ANSWER: only the person or\nthe study knows it; a sensitive variable. WEIGHT: never splits, narrows or is measured.",
  values: VARIABLE_ROLES,
});

const CategoryType = builder.objectRef<Category>("Category").implement({
  fields: (t) => ({
    code: t.exposeString("code"),
    label: t.string({ resolve: (category, _args, { locale }) => labelIn(category, locale) }),
  }),
});

const BandingType = builder.objectRef<Banding>("Banding").implement({
  description:
    'Bands from one limit up to, not including, the next; limits [0, 10, 20] make the codes "(,0)", "[0,10)",\n"[10,20)", "[20,)". Dates count in days since 1970-01-01. Always declared with the study, never taken from its data.',
  fields: (t) => ({ name: t.exposeString("name"), limits: t.exposeFloatList("limits") }),
});

export const WaveType = builder.objectRef<Wave>("Wave").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    ordinal: t.exposeInt("ordinal", { description: "Position in the study's own order, from 0." }),
    code: t.exposeString("code", {
      description: "The value that the data carry for this wave, such as 3, 1993-09 or 17.",
    }),
    label: t.exposeString("label"),
  }),
});

const DerivationType = builder.objectRef<Derivation>("Derivation").implement({
  description: "A variable made of others: declared by a steward, computed when a snapshot is made.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    sentence: t.expose("sentence", { type: TextType, description: "What it is, in words." }),
    inputs: t.exposeStringList("inputs", { description: "Names of the variables it is made of." }),
    definition: t.field({ type: "JSON", resolve: ({ definition }) => definition }),
  }),
});

export const VariableRef = builder.objectRef<Variable>("Variable").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name", { description: "Name within the study." }),
    label: t.string({ resolve: (variable, _args, { locale }) => labelIn(variable, locale) }),
    type: t.expose("type", { type: VariableTypeType }),
    level: t.expose("level", {
      type: VariableLevelType,
      description: "PERSON: one value a person. PERSON_WAVE: one value a person and wave.",
    }),
    categories: t.expose("categories", { type: [CategoryType] }),
    unit: t.string({ nullable: true, resolve: (variable, _args, { locale }) => unitIn(variable, locale) }),
    concept: t.exposeString("concept", {
      nullable: true,
      description: "Life domain or other concept it speaks about, such as housing.",
    }),
    role: t.expose("role", {
      type: VariableRoleType,
      description: "What protection takes it for; see disclosure-control.md.",
    }),
    bandings: t.field({
      type: [BandingType],
      description: "The declared ways to cut a number or date into bands; the only ways it can split or narrow.",
      resolve: impliedBandings,
    }),
  }),
});

export const StudyType = builder.objectRef<Study>("Study").implement({
  description: "A research project that follows people, or asks them, over one or more waves.",
  fields: (t) => ({
    id: t.exposeID("id"),
    slug: t.exposeString("slug"),
    title: t.exposeString("title"),
    description: t.exposeString("description", { nullable: true }),
    waves: t.field({ type: [WaveType], resolve: ({ id }, _args, { steps }) => steps.study.waves(id) }),
    variables: t.field({
      type: [VariableRef],
      args: { search: t.arg.string(), concept: t.arg.string() },
      resolve: ({ id }, args, { steps }) => steps.study.variables(id, args),
    }),
    synthetic: t.exposeBoolean("synthetic", { description: "Made by a program, not by people." }),
    citation: t.string({
      nullable: true,
      resolve: ({ title, slug }, _args, context) =>
        say({ nl: `${title}. Studie “${slug}” in Weerklank.`, en: `${title}. Study “${slug}” in Weerklank.` }, context),
    }),
    canImport: t.boolean({ resolve: (_study, _args, { viewer }) => mayImport(viewer) }),
  }),
});

builder.objectField(VariableRef, "derived", (t) =>
  t.field({
    type: DerivationType,
    nullable: true,
    description: "How it is made of other variables; null where it was asked or brought in.",
    resolve: ({ derived }) => derived,
  }),
);

const StartStudyInput = builder.inputType("StartStudyInput", {
  fields: (t) => ({
    slug: t.string({ required: true, description: "For addresses: small letters, digits and hyphens." }),
    title: t.string({ required: true }),
    description: t.string(),
  }),
});

const StudyEdgeType = builder.objectRef<Study>("StudyEdge").implement({
  fields: (t) => ({
    cursor: t.string({ resolve: studyCursor }),
    node: t.field({ type: StudyType, resolve: (study) => study }),
  }),
});

const StudyConnectionType = builder.objectRef<StudyPage>("StudyConnection").implement({
  fields: (t) => ({
    // How many there are is counted where the connection is asked for.
    edges: t.field({
      type: [StudyEdgeType],
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ studies }) => studies,
    }),
    nodes: t.field({ type: [StudyType], complexity: { field: 1, multiplier: 1 }, resolve: ({ studies }) => studies }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      resolve: ({ studies, hasNextPage, hasPreviousPage }) => {
        const [first] = studies;
        const last = studies.at(-1);
        return {
          hasNextPage,
          hasPreviousPage,
          startCursor: first ? studyCursor(first) : null,
          endCursor: last ? studyCursor(last) : null,
        };
      },
    }),
    totalCount: t.exposeInt("totalCount"),
  }),
});

builder.queryFields((t) => ({
  studies: t.field({
    type: StudyConnectionType,
    description: "Studies that may be asked about, newest first. Open to everyone.",
    authScopes: { may: "seeStudies" },
    args: {
      search: t.arg.string(),
      concept: t.arg.string(),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(Math.max(first ?? 20, 1), 100) }),
    resolve: (_root, { first, after, ...search }, { steps }) => steps.study.studies(search, { first, after }),
  }),
  study: t.field({
    type: StudyType,
    nullable: true,
    description: "One study by its slug; null where there is none or the viewer may not know of it.",
    authScopes: { may: "seeStudies" },
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_root, { slug }, { steps }) => steps.study.studyBySlug(slug),
  }),
}));

builder.mutationField("startStudy", (t) =>
  t.field({
    type: StudyType,
    description:
      "A study that begins here, with nothing yet: write a survey for it, or bring data in under the same slug.",
    args: { input: t.arg({ type: StartStudyInput, required: true }) },
    errors: {},
    authScopes: { may: "startStudies" },
    resolve: (_root, { input: { slug, title, description } }, { steps }) =>
      steps.study.startStudy({ slug, title, description: description ?? "" }),
  }),
);
