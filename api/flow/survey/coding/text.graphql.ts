import { builder } from "../../../graphql/builder.ts";
import { signedIn } from "../../../graphql/errors.ts";
import type { Difference, Go, OpenedText, Progress } from "./coding.ts";

/*
 * Where what people wrote is read. A text comes alone: no person, no wave, no other answer. It is opened by a mutation,
 * because every opening is recorded, and so stands in no address and no cache.
 */

export const OpenedTextType = builder.objectRef<OpenedText>("OpenedText").implement({
  fields: (t) => ({
    id: t.exposeID("id", { description: "Says nothing of who wrote it, or when." }),
    words: t.exposeString("words"),
    themes: t.exposeStringList("themes", {
      nullable: true,
      description: "What the viewer found; none fits where empty, not coded yet where null.",
    }),
    revision: t.exposeInt("revision", { description: "To be sent with a save that changes it." }),
    compared: t.exposeBoolean("compared", { description: "It was laid beside another's, and stands." }),
    quotable: t.exposeBoolean("quotable", { description: "Whoever wrote it agrees to being quoted." }),
    place: t.exposeInt("place", { description: "From 1, in an order of the viewer's own." }),
  }),
});

const OpenedTextsType = builder.objectRef<{ text: OpenedText | null } & Progress>("TextOpened").implement({
  fields: (t) => ({
    text: t.expose("text", { type: OpenedTextType, nullable: true, description: "null: there is none." }),
    total: t.exposeInt("total"),
    done: t.exposeInt("done"),
  }),
});

const TextCodedType = builder.objectRef<{ revision: number } & Progress>("TextCoded").implement({
  fields: (t) => ({
    revision: t.exposeInt("revision"),
    total: t.exposeInt("total"),
    done: t.exposeInt("done"),
  }),
});

const DifferenceType = builder.objectRef<Difference>("CodingDifference").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    words: t.exposeString("words"),
    codings: t.field({
      type: [
        builder.objectRef<Difference["codings"][number]>("ComparedCoding").implement({
          fields: (c) => ({ coder: c.exposeString("coder"), themes: c.exposeStringList("themes") }),
        }),
      ],
      resolve: ({ codings }) => codings,
    }),
    left: t.exposeInt("left", { description: "Differences there are, this one with them." }),
  }),
});

const DifferenceOpenedType = builder
  .objectRef<{ difference: Difference | null }>("DifferenceOpened")
  .implement({ fields: (t) => ({ difference: t.expose("difference", { type: DifferenceType, nullable: true }) }) });

const TextSettledType = builder
  .objectRef<{ left: number }>("TextSettled")
  .implement({ fields: (t) => ({ left: t.exposeInt("left") }) });

const GoType = builder.enumType("GoToText", {
  description: "NEXT: one that the viewer has not coded. The others: the text itself, or the one beside it.",
  values: ["NEXT", "BEFORE", "AFTER", "THIS"] as const,
});

const CodeTextInput = builder.inputType("CodeTextInput", {
  fields: (t) => ({
    text: t.id({ required: true }),
    themes: t.stringList({ required: true, description: "Codes; none of them fits where empty." }),
    version: t.int({ required: true, description: "Of the codebook, as it was read." }),
    revision: t.int({ required: true, description: "Of the coding that this changes; 0 where there is none." }),
  }),
});

const SettleTextInput = builder.inputType("SettleTextInput", {
  fields: (t) => ({
    text: t.id({ required: true }),
    themes: t.stringList({ required: true }),
    version: t.int({ required: true }),
  }),
});

builder.mutationFields((t) => ({
  openText: t.field({
    type: OpenedTextsType,
    description: "One text to be coded; that it was opened is recorded.",
    args: {
      codebook: t.arg.id({ required: true }),
      go: t.arg({ type: GoType, required: true }),
      text: t.arg.id({ description: "From where; not for NEXT." }),
    },
    errors: {},
    authScopes: { may: "readTexts" },
    resolve: (_root, { codebook, go, text }, context) => {
      const where: Go = go === "NEXT" || !text ? { to: "NEXT" } : { to: go, text };
      return context.steps.survey.coding.openText(signedIn(context), codebook, where);
    },
  }),
  codeText: t.field({
    type: TextCodedType,
    args: { codebook: t.arg.id({ required: true }), input: t.arg({ type: CodeTextInput, required: true }) },
    errors: {},
    authScopes: { may: "readTexts" },
    resolve: (_root, { codebook, input }, context) =>
      context.steps.survey.coding.codeText(signedIn(context), codebook, input),
  }),
  openDifference: t.field({
    type: DifferenceOpenedType,
    description: "One text that the viewer and another coded differently. From then on both codings stand.",
    args: { codebook: t.arg.id({ required: true }), after: t.arg.id() },
    errors: {},
    authScopes: { may: "readTexts" },
    resolve: async (_root, { codebook, after }, context) => ({
      difference: await context.steps.survey.coding.openDifference(signedIn(context), codebook, after ?? null),
    }),
  }),
  settleText: t.field({
    type: TextSettledType,
    description: "What counts for a text that was compared.",
    args: { codebook: t.arg.id({ required: true }), input: t.arg({ type: SettleTextInput, required: true }) },
    errors: {},
    authScopes: { may: "readTexts" },
    resolve: (_root, { codebook, input }, context) =>
      context.steps.survey.coding.settleText(signedIn(context), codebook, input),
  }),
}));
