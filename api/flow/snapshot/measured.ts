import { codingSize, positionType } from "./codings.ts";
import { codeColumn, type Coding, type ManifestVariable, OTHER_CODE, seenColumn, valueColumn } from "./manifest.ts";
import type { Workshop } from "./workshop.ts";

/** Makes the table `person` (manifest.ts) from the staged sources: a row a person, the waves side by side. */
export async function writeMeasured(
  workshop: Workshop,
  variables: readonly ManifestVariable[],
  waves: number,
): Promise<void> {
  const ofPerson: string[] = [];
  const ofWave: Column[] = [];
  variables.forEach((variable, index) => {
    const columns = variableColumns(variable, index);
    if (variable.level === "PERSON") ofPerson.push(...columns.map(({ value, name }) => `${value} as ${name()}`));
    else ofWave.push(...columns);
  });
  const selected = [...ofPerson];
  const joins: string[] = [];
  for (let wave = 0; wave < waves; wave++) {
    const row = `w${wave}`;
    const inner = ofWave.map(({ value, name }) => `, ${value} as ${name(wave)}`).join("");
    joins.push(`left join (select p${inner} from seen where w = ${wave}) ${row} on ${row}.p = member.p`);
    selected.push(`(${row}.p is not null)::UTINYINT as ${seenColumn(wave)}`);
    for (const { name, unseen } of ofWave) {
      const column = `${row}.${name(wave)}`;
      selected.push(unseen === null ? column : `coalesce(${column}, ${unseen}) as ${name(wave)}`);
    }
  }
  // A table needs a column; a study without variables and waves still has persons.
  if (selected.length === 0) selected.push("0::UTINYINT as nothing");
  await workshop.run(
    `create table person as select ${selected.join(",\n")} from member ${joins.join("\n")} order by member.p`,
  );
}

interface Column {
  name: (wave?: number) => string;
  value: string;
  /** What a person without a row in the wave has; null for NULL. */
  unseen: string | null;
}

function variableColumns(variable: ManifestVariable, index: number): Column[] {
  const columns = variable.codings.map((coding, place): Column => {
    const type = positionType(codingSize(coding));
    return {
      name: (wave) => codeColumn(index, place, wave),
      value: `(${variable.measured ? bandPosition(coding, index) : mergedPosition(variable, coding, index)})::${type}`,
      // NOT_IN_WAVE is the last kind of missing.
      unseen: `${codingSize(coding) - 1}::${type}`,
    };
  });
  if (variable.measured) columns.push({ name: (wave) => valueColumn(index, wave), value: `v${index}`, unseen: null });
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
