import { codingSize, positionType } from "./codings.ts";
import { type LaidColumn, laySideBySide } from "./lay-waves.ts";
import { codeColumn, type Coding, type ManifestVariable, OTHER_CODE, seenColumn, valueColumn } from "./manifest.ts";
import type { Workshop } from "./workshop.ts";

/**
 * Makes the table `person` (manifest.ts), or one like it, from the staged sources: a row a person, the waves side by side. The staged rows
 * are gone afterwards, to make room.
 */
export async function writeMeasured(
  workshop: Workshop,
  variables: readonly ManifestVariable[],
  waves: number,
  persons: number,
  { table = "person", meanwhile }: { table?: string; meanwhile?: () => Promise<void> } = {},
): Promise<void> {
  const of = (level: ManifestVariable["level"]): Column[] =>
    variables.flatMap((variable, index) => (variable.level === level ? variableColumns(variable, index) : []));
  const ofWave = of("PERSON_WAVE");
  const eachWave = Array.from({ length: waves }, (_, wave) => wave);
  const columns: LaidColumn[] = [
    ...of("PERSON").map(({ name, ...column }) => ({ ...column, from: "member" as const, names: [name()] })),
    {
      from: "seen",
      names: eachWave.map(seenColumn),
      type: "UTINYINT",
      value: "1::UTINYINT",
      unseen: 0,
    },
    ...ofWave.map(({ name, ...column }) => ({ ...column, from: "seen" as const, names: eachWave.map(name) })),
  ];
  await workshop.together(() => laySideBySide(workshop, columns, table, persons, meanwhile));
  await workshop.run("drop table seen");
}

interface Column {
  name: (wave?: number) => string;
  type: LaidColumn["type"];
  value: string;
  /** What a person without a row in the wave has; null for NULL. */
  unseen: number | null;
}

function variableColumns(variable: ManifestVariable, index: number): Column[] {
  const columns = variable.codings.map((coding, place): Column => {
    const type = positionType(codingSize(coding));
    return {
      name: (wave) => codeColumn(index, place, wave),
      type,
      value: `(${variable.measured ? bandPosition(coding, index) : mergedPosition(variable, coding, index)})::${type}`,
      // NOT_IN_WAVE is the last kind of missing.
      unseen: codingSize(coding) - 1,
    };
  });
  if (variable.measured)
    columns.push({ name: (wave) => valueColumn(index, wave), type: "DOUBLE", value: `v${index}`, unseen: null });
  return columns;
}

/** The band a number falls in: how many limits it reaches. */
function bandPosition({ limits, valid }: Coding, index: number): string {
  const reached = limits.map((limit) => `(v${index} >= ${limit}::DOUBLE)::USMALLINT`).join(" + ");
  return `case when v${index} is null then ${valid.length} + m${index} else ${reached || "0"} end`;
}

/** From the position among the declared categories to the one after merging. */
function mergedPosition({ categories }: ManifestVariable, coding: Coding, index: number): string {
  if (coding.merged.length === 0) return `v${index}`;
  const positions = new Map(coding.valid.map(({ code }, position) => [code, position]));
  const other = positions.get(OTHER_CODE);
  const table = [
    ...categories.map(({ code }) => (coding.merged.includes(code) ? other : positions.get(code))),
    ...coding.missing.map((_, kind) => coding.valid.length + kind),
  ];
  return `[${table.join(", ")}][v${index} + 1]`;
}
