import { builder } from "../../graphql/builder.ts";
import type { Context } from "../../graphql/context.ts";
import { say } from "../../graphql/errors.ts";
import { PLAIN_LIST } from "../../graphql/plain-lists.ts";
import type { Text } from "../../../schema/text.ts";
import { SnapshotStateType, SnapshotType } from "../snapshot/snapshot.graphql.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { noticesOf } from "./notices.ts";
import { citationOf, labelOf } from "./wording.ts";
import { ResultQueryInput } from "./result-query.graphql.ts";
import { REFUSAL_CODES, type Refusal } from "./refusal.ts";
import { type ProtectedCell, Released, type StoredResult } from "./result.ts";

const RefusalCodeType = builder.enumType("RefusalCode", { values: REFUSAL_CODES });

const CellKeyType = builder.objectRef<ProtectedCell["keys"][number]>("CellKey").implement({
  description:
    'Codes are strings as the data have them; a band\'s code is as Banding says; BOOLEAN has "true" and "false".\nFor missing values code is null and missing says the kind: NOT_IN_WAVE, NO_SUCH_WAVE, EMPTY, or the declared missing code.',
  fields: (t) => ({
    dimension: t.exposeString("dimension"),
    code: t.exposeString("code", { nullable: true }),
    label: t.string({ resolve: (key, _args, { locale }) => labelOf(key, locale) }),
    missing: t.exposeString("missing", { nullable: true }),
  }),
});

const CellType = builder.objectRef<ProtectedCell>("Cell").implement({
  fields: (t) => ({
    keys: t.expose("keys", { type: [CellKeyType], description: "One key a dimension, in the order asked." }),
    count: t.exposeInt("count", {
      nullable: true,
      description:
        "What the measure rests on, protected and rounded: persons (or person-waves) for whom it can be told; null where withheld.",
    }),
    missing: t.exposeInt("missing", {
      nullable: true,
      description:
        "Persons (or person-waves) in the cell for whom it cannot be told, protected and rounded; null where withheld.",
    }),
    value: t.exposeFloat("value", {
      nullable: true,
      description: "The measure, protected; for count the same as count; null where withheld.",
    }),
    low: t.exposeFloat("low", {
      nullable: true,
      description: "Limits of the 95% interval, protection included; null where there is none.",
    }),
    high: t.exposeFloat("high", { nullable: true }),
    withheld: t.exposeBoolean("withheld", {
      description: "One mark for every reason: which rule withheld a cell would itself tell something.",
    }),
    notAsked: t.boolean({
      description:
        "A dash: nobody here can have been asked, as the study or its questionnaires declare; never from the data. Not withheld.",
      resolve: ({ notAsked = false }) => notAsked,
    }),
    asOf: t.field({
      type: "DateTime",
      description: "The moment the cell speaks of; older than the snapshot's where too few persons changed since.",
      resolve: ({ asOf }) => new Date(asOf),
    }),
  }),
});

const WithheldSummaryType = builder.objectRef<Released["withheld"]>("WithheldSummary").implement({
  description: "How many of the cells are withheld, and the nearest questions that would show more.",
  fields: (t) => ({
    cells: t.exposeInt("cells"),
    total: t.exposeInt("total"),
    advice: t.stringList({ resolve: ({ advice }, _args, context) => advice.map((text: Text) => say(text, context)) }),
  }),
});

const snapshotsOf = ({ snapshots }: StoredResult, { steps }: Context): Promise<Snapshot[]> =>
  Promise.all(
    snapshots.map(async (id) => {
      const found = await steps.snapshot.byId(id);
      if (!found) throw new Error("the snapshot of a result is not there");
      return found;
    }),
  );

const noticesIn = async (result: StoredResult, context: Context): Promise<string[]> =>
  noticesOf(result, await snapshotsOf(result, context)).map((notice) => say(notice, context));

export const ResultType = builder.objectRef<StoredResult>("Result").implement({
  // Looked at for every result that leaves: what was not sealed by release does not, whatever its type says.
  isTypeOf: (value) =>
    typeof value === "object" && value !== null && "released" in value && Released.isSealed(value.released),
  fields: (t) => ({
    id: t.exposeID("id", {
      description: "Stable and citable: the query, the snapshots and the rules decide it.",
    }),
    state: t.field({ type: SnapshotStateType, resolve: ({ released }) => released.state }),
    asOf: t.field({ type: "DateTime", resolve: ({ released }) => new Date(released.asOf) }),
    snapshots: t.field({
      type: [SnapshotType],
      resolve: (result, _args, context) => snapshotsOf(result, context),
    }),
    cells: t.field({
      type: [CellType],
      extensions: { [PLAIN_LIST]: true },
      resolve: ({ released }) => [...released.cells],
    }),
    withheld: t.field({ type: WithheldSummaryType, resolve: ({ released }) => released.withheld }),
    query: t.field({
      type: "JSON",
      description: "What it answers: a ResultQuery in its one wording. Names and codes, nothing about anybody.",
      resolve: ({ query }) => query,
    }),
    givenAt: t.field({ type: "DateTime", resolve: ({ givenAt }) => givenAt }),
    rules: t.exposeString("rules", { description: "Name and version of the protection rules that were applied." }),
    citation: t.string({
      description: "How to cite it, in words.",
      resolve: async (result, _args, context) =>
        [citationOf(result, context.locale), ...(await noticesIn(result, context))].join(" "),
    }),
    notices: t.stringList({
      description:
        "What became of its snapshots after it was given, such as that they were withdrawn: shown wherever it is.",
      resolve: (result, _args, context) => noticesIn(result, context),
    }),
  }),
});

const RefusalType = builder.objectRef<Refusal>("Refusal").implement({
  description: "The question is not answered. Not an error: a normal answer that says what would be.",
  fields: (t) => ({
    code: t.field({ type: RefusalCodeType, resolve: ({ code }) => code }),
    rule: t.exposeString("rule"),
    message: t.string({ resolve: ({ message }, _args, context) => say(message, context) }),
    advice: t.stringList({ resolve: ({ advice }, _args, context) => advice.map((text) => say(text, context)) }),
  }),
});

export const ResultOrRefusalType = builder.unionType("ResultOrRefusal", {
  types: [ResultType, RefusalType],
  resolveType: (given) => (given.kind === "refusal" ? RefusalType : ResultType),
});

builder.queryField("result", (t) =>
  t.field({
    type: ResultOrRefusalType,
    authScopes: { may: "tryResult" },
    description:
      "Answers one question about the data, protected against disclosure.\nFor researchers, workplace members and data stewards. The same query on the same\nsnapshots gives the same answer, always.",
    args: { query: t.arg({ type: ResultQueryInput, required: true }) },
    resolve: (_root, { query }, { steps, viewer, left }) => steps.result.ask(viewer, query, left),
  }),
);

builder.queryField("releasedResult", (t) =>
  t.field({
    type: ResultType,
    nullable: true,
    authScopes: { may: "askResult" },
    description: "A result that was given before, by its citable id, exactly as it was given.",
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { steps }) => steps.result.stored(id),
  }),
);
