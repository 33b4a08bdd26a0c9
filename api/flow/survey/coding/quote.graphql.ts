import { REMOVAL_KINDS, type Removal } from "../../../../schema/coding.ts";
import { builder } from "../../../graphql/builder.ts";
import { signedIn } from "../../../graphql/errors.ts";
import { StudyType } from "../../study/study.graphql.ts";
import { CodebookType } from "./coding.graphql.ts";
import { mayMakeCodebooks } from "./coding.policy.ts";
import type { CheckedQuote, Quote, QuoteToCheck } from "./coding.ts";

const RemovalKindType = builder.enumType("RemovalKind", { values: REMOVAL_KINDS });
const QuoteStateType = builder.enumType("QuoteState", { values: ["WAITING", "CONFIRMED", "TURNED_DOWN"] as const });

const QuoteType = builder.objectRef<Quote>("Quote").implement({
  description: "A part of what somebody wrote, without what gives them away; nothing of the person beside it.",
  fields: (t) => ({ id: t.exposeID("id"), words: t.exposeString("words") }),
});

const CheckedQuoteType = builder.objectRef<CheckedQuote>("CheckedQuote").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    words: t.exposeString("words"),
    state: t.expose("state", { type: QuoteStateType }),
    madeBy: t.exposeString("madeBy"),
    decidedBy: t.exposeString("decidedBy", { nullable: true }),
    usable: t.exposeBoolean("usable", { description: "Confirmed, and whoever wrote it agrees to it now." }),
  }),
});

const RemovalType = builder.objectRef<Removal>("Removal").implement({
  fields: (t) => ({
    start: t.exposeInt("start"),
    end: t.exposeInt("end"),
    kind: t.expose("kind", { type: RemovalKindType }),
  }),
});

const QuoteToCheckType = builder.objectRef<QuoteToCheck>("QuoteToCheck").implement({
  description: "A quote beside the text that it comes from.",
  fields: (t) => ({
    id: t.exposeID("id"),
    words: t.exposeString("words"),
    text: t.exposeString("text"),
    start: t.exposeInt("start"),
    end: t.exposeInt("end"),
    removed: t.expose("removed", { type: [RemovalType] }),
    madeBy: t.exposeString("madeBy"),
  }),
});

const QuoteOpenedType = builder
  .objectRef<{ quote: QuoteToCheck | null }>("QuoteOpened")
  .implement({ fields: (t) => ({ quote: t.expose("quote", { type: QuoteToCheckType, nullable: true }) }) });

builder.objectField(CodebookType, "quotes", (t) =>
  t.field({
    type: [CheckedQuoteType],
    nullable: true,
    description: "Oldest first, for who may read the texts; null for everybody else.",
    resolve: ({ id }, _args, { viewer, steps }) =>
      viewer && viewer.scopes === null && mayMakeCodebooks(viewer)
        ? steps.survey.coding.quotesOfCodebook(id, viewer.userId)
        : null,
  }),
);

builder.objectField(StudyType, "usableQuotes", (t) =>
  t.field({
    type: [QuoteType],
    nullable: true,
    description: "What may be quoted now, for who writes findings; null for everybody else.",
    resolve: ({ id }, _args, { viewer, steps }) =>
      mayMakeCodebooks(viewer) ? steps.survey.coding.usableQuotes(id) : null,
  }),
);

const RemovalInput = builder.inputRef<Removal>("RemovalInput").implement({
  fields: (t) => ({
    start: t.int({ required: true }),
    end: t.int({ required: true }),
    kind: t.field({ type: RemovalKindType, required: true }),
  }),
});

const MakeQuoteInput = builder.inputType("MakeQuoteInput", {
  description: "Places count UTF-16 units of the text.",
  fields: (t) => ({
    start: t.int({ required: true }),
    end: t.int({ required: true }),
    removed: t.field({ type: [RemovalInput], required: true, description: "Brackets come in their place." }),
  }),
});

builder.mutationFields((t) => ({
  makeQuote: t.field({
    type: QuoteType,
    description: "A part of a text to be quoted; somebody else looks at it before it may be used.",
    args: {
      codebook: t.arg.id({ required: true }),
      text: t.arg.id({ required: true }),
      input: t.arg({ type: MakeQuoteInput, required: true }),
    },
    errors: {},
    authScopes: { may: "readTexts" },
    resolve: (_root, { codebook, text, input }, context) =>
      context.steps.survey.coding.makeQuote(signedIn(context), codebook, text, input),
  }),
  openQuote: t.field({
    type: QuoteOpenedType,
    description: "The next quote that somebody else made; that the text was opened is recorded.",
    args: { codebook: t.arg.id({ required: true }) },
    errors: {},
    authScopes: { may: "readTexts" },
    resolve: async (_root, { codebook }, context) => ({
      quote: await context.steps.survey.coding.openQuote(signedIn(context), codebook),
    }),
  }),
  decideQuote: t.field({
    type: QuoteType,
    description: "A second person says whether nothing in it gives somebody away.",
    args: { quote: t.arg.id({ required: true }), confirmed: t.arg.boolean({ required: true }) },
    errors: {},
    authScopes: { may: "readTexts" },
    resolve: (_root, { quote, confirmed }, context) =>
      context.steps.survey.coding.decideQuote(signedIn(context), quote, confirmed),
  }),
}));
