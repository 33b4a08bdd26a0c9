import { CODER_DECISIONS, THEME_DECISIONS } from "../../../../schema/coding.ts";
import { builder } from "../../../graphql/builder.ts";
import { signedIn } from "../../../graphql/errors.ts";
import { TextInput } from "../../../graphql/text.graphql.ts";
import { CodebookType } from "./coding.graphql.ts";

const CoderDecisionType = builder.enumType("CoderDecision", { values: CODER_DECISIONS });
const ThemeDecisionType = builder.enumType("ThemeDecision", { values: THEME_DECISIONS });

interface ThemeWish {
  code: string;
  label: { nl: string; en?: string | null };
  when?: { nl: string; en?: string | null } | null;
}

const ThemeInput = builder.inputRef<ThemeWish>("ThemeInput").implement({
  fields: (t) => ({
    code: t.string({ required: true, description: "Small letters, digits and _; ends in the name of the variable." }),
    label: t.field({ type: TextInput, required: true }),
    when: t.field({ type: TextInput }),
  }),
});

const MergeThemesInput = builder.inputRef<{ from: string; into: string }>("MergeThemesInput").implement({
  fields: (t) => ({
    from: t.string({ required: true, description: "Is no theme any more; texts that had it get the other." }),
    into: t.string({ required: true }),
  }),
});

const CodebookChangeInput = builder
  .inputRef<{
    add?: ThemeWish | null;
    word?: ThemeWish | null;
    merge?: { from: string; into: string } | null;
    remove?: string | null;
    order?: string[] | null;
  }>("CodebookChangeInput")
  .implement({
    isOneOf: true,
    fields: (t) => ({
      add: t.field({ type: ThemeInput }),
      word: t.field({ type: ThemeInput, description: "Other words for a theme, which keeps its code." }),
      merge: t.field({ type: MergeThemesInput }),
      remove: t.string({ description: "Code of a theme that no text has." }),
      order: t.stringList({ description: "Every code once." }),
    }),
  });

builder.mutationFields((t) => ({
  makeCodebook: t.field({
    type: CodebookType,
    description: "For an open question of a survey, by its variable; the one that is there where it has one.",
    args: { survey: t.arg.id({ required: true }), variable: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "makeCodebooks" },
    resolve: (_root, { survey, variable }, context) =>
      context.steps.survey.coding.makeCodebook(signedIn(context), survey, variable),
  }),
  changeCodebook: t.field({
    type: CodebookType,
    description: "Makes the next version of its themes; refused where there is a newer one than was read.",
    args: {
      id: t.arg.id({ required: true }),
      version: t.arg.int({ required: true }),
      change: t.arg({ type: CodebookChangeInput, required: true }),
    },
    errors: {},
    authScopes: { may: "makeCodebooks" },
    resolve: (_root, { id, version, change }, context) =>
      context.steps.survey.coding.changeCodebook(signedIn(context), id, version, change),
  }),
  askToCode: t.field({
    type: CodebookType,
    description: "Asks a steward for the right to read what people wrote.",
    args: { codebook: t.arg.id({ required: true }), purpose: t.arg.string({ required: true }) },
    errors: {},
    authScopes: { may: "makeCodebooks" },
    resolve: (_root, { codebook, purpose }, context) =>
      context.steps.survey.coding.askToCode(signedIn(context), codebook, purpose),
  }),
  decideCoder: t.field({
    type: CodebookType,
    description: "Gives the right to read, does not give it, or takes it back.",
    args: {
      coder: t.arg.id({ required: true }),
      decision: t.arg({ type: CoderDecisionType, required: true }),
      reason: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "decideCoding" },
    resolve: (_root, { coder, decision, reason }, context) =>
      context.steps.survey.coding.decideCoder(signedIn(context), coder, decision, reason),
  }),
  proposeThemes: t.field({
    type: CodebookType,
    description: "Puts the newest version's themes before a steward, as variables of the study.",
    args: {
      codebook: t.arg.id({ required: true }),
      version: t.arg.int({ required: true }),
      purpose: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "makeCodebooks" },
    resolve: (_root, { codebook, version, purpose }, context) =>
      context.steps.survey.coding.proposeThemes(signedIn(context), codebook, version, purpose),
  }),
  decideThemes: t.field({
    type: CodebookType,
    description: "Declares themes as variables, which the next snapshot has, or turns the proposal down.",
    args: {
      codebook: t.arg.id({ required: true }),
      version: t.arg.int({ required: true }),
      decision: t.arg({ type: ThemeDecisionType, required: true }),
      reason: t.arg.string({ required: true }),
    },
    errors: {},
    authScopes: { may: "decideCoding" },
    resolve: (_root, { codebook, version, decision, reason }, context) =>
      context.steps.survey.coding.decideThemes(signedIn(context), codebook, version, decision, reason),
  }),
}));
