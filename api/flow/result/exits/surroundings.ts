import type { Locale } from "../../../../schema/text.ts";
import { labelIn, type StudyStep, unitIn, type Variable } from "../../study/study.ts";
import type { SnapshotStep } from "../../snapshot/snapshot.ts";
import { completenessInWords, completenessOf } from "../completeness.ts";
import { noticesOf } from "../notices.ts";
import type { StoredResult } from "../result.ts";
import type { Surroundings } from "./document.ts";

export interface SurroundingSources {
  study: Pick<StudyStep, "studyBySlug" | "variables" | "waves">;
  snapshot: Pick<SnapshotStep, "byId" | "open">;
}

/** The words for a result's question, and what became of its data since. A variable that its study no longer has is called by its name. */
export async function surroundingsOf(
  result: StoredResult,
  { study, snapshot }: SurroundingSources,
  locale: Locale,
): Promise<Surroundings> {
  const carried = await Promise.all(
    result.released.sources.map(async ({ study: slug }) => {
      const found = await study.studyBySlug(slug);
      if (found === null) return { waves: [], variables: [] };
      const [waves, variables] = await Promise.all([study.waves(found.id), study.variables(found.id)]);
      return { waves, variables };
    }),
  );
  const snapshots = await Promise.all(result.snapshots.map((id) => snapshot.byId(id)));
  const waves = new Map(carried.flatMap((each) => each.waves).map((wave) => [wave.code, wave]));
  const variables = new Map<string, Variable>();
  for (const { variables: found } of carried)
    for (const variable of found)
      if (!variables.has(variable.name)) variables.set(variable.name, inLanguage(variable, locale));
  const used = [...new Set(result.variables.map(({ variable }) => variable))];
  return {
    studies: result.released.sources.map(({ study: slug, title }) => ({ slug, title })),
    waves: [...waves.values()],
    variables: used.map(
      (name) =>
        variables.get(name) ?? { name, label: name, type: "CATEGORICAL", unit: null, categories: [], bandings: [] },
    ),
    derived: used.flatMap((name) => {
      const variable = variables.get(name);
      return variable?.derived ? [{ label: variable.label, ...variable.derived }] : [];
    }),
    became: noticesOf(
      result,
      snapshots.flatMap((each) => each ?? []),
    ),
    complete: completenessInWords(await completenessOf(result, snapshot)),
  };
}

const inLanguage = (variable: Variable, locale: Locale): Variable => ({
  ...variable,
  label: labelIn(variable, locale),
  unit: unitIn(variable, locale),
  categories: variable.categories.map((category) => ({ ...category, label: labelIn(category, locale) })),
});
