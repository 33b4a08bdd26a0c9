import type { VariableDeclaration } from "../study/study.ts";
import { declaredCategories, isCoded } from "./codings.ts";
import type { Manifest, ManifestVariable } from "./manifest.ts";
import type { Workshop } from "./workshop.ts";

/** What the manifest says of a variable's data beside its meaning. */
export type Summary = Pick<ManifestVariable, "withoutGaps" | "meanWeight">;

/**
 * Looks at the staged tables: which variables have a value for everybody in every wave, and the mean of each weight. Both
 * are of all persons together; what once had a gap is never said to have none. `kept`: fewer than 10 persons changed since,
 * so that what it says of its variables stands.
 */
export async function summarise(
  workshop: Workshop,
  declared: readonly VariableDeclaration[],
  {
    waves,
    persons,
    earlier,
    kept,
  }: { waves: number; persons: number; earlier: Manifest | null; kept: Manifest | null },
): Promise<(name: string) => Summary> {
  const placed = declared.map((variable, index) => ({ variable, index }));
  const everyWave = placed.filter(({ variable }) => variable.level === "PERSON_WAVE" && variable.type !== "TEXT");
  const told = await valuesIn(workshop, "seen", everyWave, (each) => `count(*) filter (where ${isValid(each)})`);
  const means = new Map<string, number | null>();
  for (const [table, level] of [
    ["member", "PERSON"],
    ["seen", "PERSON_WAVE"],
  ] as const) {
    const weights = placed.filter(({ variable }) => variable.role === "WEIGHT" && variable.level === level);
    for (const [name, mean] of await valuesIn(workshop, table, weights, ({ index }) => `avg(greatest(v${index}, 0))`))
      means.set(name, mean);
  }
  const hadGaps = new Set(earlier?.variables.flatMap(({ name, withoutGaps }) => (withoutGaps ? [] : [name])));
  const standing = new Map(kept?.variables.map((variable) => [variable.name, variable]));
  return (name) => {
    const before = standing.get(name);
    if (before) {
      const { withoutGaps, meanWeight } = before;
      return { ...(withoutGaps && { withoutGaps }), ...(meanWeight !== undefined && { meanWeight }) };
    }
    const mean = means.get(name) ?? 0;
    return {
      ...(persons > 0 && told.get(name) === persons * waves && !hadGaps.has(name) && { withoutGaps: true as const }),
      // three digits: one person more or less does not show in it
      ...(mean > 0 && { meanWeight: Number(mean.toPrecision(3)) }),
    };
  };
}

interface Placed {
  variable: VariableDeclaration;
  index: number;
}

const isValid = ({ variable, index }: Placed): string =>
  isCoded(variable.type) ? `v${index} < ${declaredCategories(variable).length}` : `v${index} is not null`;

/** One number for each variable, by name. */
async function valuesIn(
  workshop: Workshop,
  table: "member" | "seen",
  placed: readonly Placed[],
  expression: (each: Placed) => string,
): Promise<Map<string, number | null>> {
  if (placed.length === 0) return new Map();
  const columns = placed.map((each) => `(${expression(each)})::double as v${each.index}`);
  const [row] = await workshop.rows<Record<string, number | null>>(`select ${columns.join(", ")} from ${table}`);
  return new Map(placed.map(({ variable, index }) => [variable.name, row?.[`v${index}`] ?? null]));
}
