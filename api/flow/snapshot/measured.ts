import { codingSize, positionType } from "./codings.ts";
import { codeColumn, type Coding, type ManifestVariable, OTHER_CODE, seenColumn, valueColumn } from "./manifest.ts";
import type { Workshop } from "./workshop.ts";

/** So many waves are joined in one statement: the time of a statement grows faster than its joins. */
const WAVES_AT_ONCE = 6;

/**
 * Makes the table `person` (manifest.ts) from the staged sources: a row a person, the waves side by side. The staged rows
 * are gone afterwards, to make room.
 */
export async function writeMeasured(
  workshop: Workshop,
  variables: readonly ManifestVariable[],
  waves: number,
): Promise<void> {
  const columns = variables.flatMap((variable, index) =>
    variableColumns(variable, index).map((column) => ({ ...column, level: variable.level })),
  );
  const ofWave = columns.filter(({ level }) => level === "PERSON_WAVE");
  const ofPerson = columns.filter(({ level }) => level === "PERSON");
  const tables: string[] = [];
  for (let from = 0; from < waves; from += WAVES_AT_ONCE) {
    const together = Array.from({ length: Math.min(WAVES_AT_ONCE, waves - from) }, (_, wave) => from + wave);
    const table = `waves_from_${from}`;
    await workshop.run(`create temp table ${table} as ${sideBySide(ofWave, together)}`);
    tables.push(table);
  }
  await workshop.run("drop table seen");
  const selected = [
    ...ofPerson.map(({ value, name }) => `${value} as ${name()}`),
    ...tables.map((table) => `${table}.*`),
  ];
  // A table needs a column; a study without variables and waves still has persons.
  if (selected.length === 0) selected.push("0::UTINYINT as nothing");
  // All of them have a row a person, in the same order.
  await workshop.run(
    `create table person as select ${selected.join(", ")} from ${["member", ...tables].join(" positional join ")}`,
  );
  for (const table of tables) await workshop.run(`drop table ${table}`);
}

function sideBySide(columns: readonly Column[], waves: readonly number[]): string {
  const selected = waves.flatMap((wave) => [
    `(w${wave}.p is not null)::UTINYINT as ${seenColumn(wave)}`,
    ...columns.map(({ name, unseen }) => {
      const column = `w${wave}.${name(wave)}`;
      return unseen === null ? column : `coalesce(${column}, ${unseen}) as ${name(wave)}`;
    }),
  ]);
  const joins = waves.map((wave) => {
    const row = columns.map(({ value, name }) => `, ${value} as ${name(wave)}`).join("");
    return `left join (select p${row} from seen where w = ${wave}) w${wave} on w${wave}.p = member.p`;
  });
  return `select ${selected.join(", ")} from member ${joins.join(" ")} order by member.p`;
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
