import DataLoader from "dataloader";
import { builder } from "../../graphql/builder.ts";
import type { Context } from "../../graphql/context.ts";
import { TextType } from "../../graphql/text.graphql.ts";
import { DerivedVariableType } from "../study/derived.graphql.ts";
import type { DerivedVariable } from "../study/study.ts";
import type { LeftOut, Manifest } from "./manifest.ts";

/** Manifests of the snapshots that are answered from now, by study, opened once a request. */
const manifests = new WeakMap<Context, DataLoader<string, Manifest | null>>();

function manifestOf(studyId: string, context: Context): Promise<Manifest | null> {
  let loader = manifests.get(context);
  if (loader === undefined) {
    const { snapshot } = context.steps;
    loader = new DataLoader((ids) =>
      Promise.all(
        ids.map(async (id) => {
          const current = await snapshot.current(id);
          return current && (await snapshot.open(current)).manifest;
        }),
      ),
    );
    manifests.set(context, loader);
  }
  return loader.load(studyId);
}

async function leftOut(of: DerivedVariable, context: Context): Promise<LeftOut | null> {
  if (of.status !== "DECLARED") return null;
  const manifest = await manifestOf(of.studyId, context);
  return manifest?.leftOut?.find(({ variable, version }) => variable === of.name && version === of.version) ?? null;
}

builder.objectFields(DerivedVariableType, (t) => ({
  computed: t.boolean({
    description: "Whether the snapshot that is answered from now has this version.",
    resolve: async ({ studyId, name, version }, _args, context) => {
      const manifest = await manifestOf(studyId, context);
      return manifest?.variables.some((each) => each.name === name && each.derived?.version === version) ?? false;
    },
  }),
  leftOut: t.field({
    type: TextType,
    nullable: true,
    description: "Why the snapshot that is answered from now does not have it.",
    resolve: async (of, _args, context) => (await leftOut(of, context))?.reason ?? null,
  }),
}));
