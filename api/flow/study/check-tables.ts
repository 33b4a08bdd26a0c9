import type { DuckDB } from "../../platform/duckdb.ts";
import { keyFields, type LoadedTable } from "./load-table.ts";
import type { StudyPlan } from "./plan-study.ts";
import type { ProblemTable } from "./problem-table.ts";
import type { WaveDeclaration } from "./study.ts";
import { literal, text } from "./value-checks.ts";

/*
 * What can only be seen with several rows side by side: rows that occur twice, waves that nobody declared, persons who
 * are nowhere introduced, and values of a person that contradict each other. Each check first asks whether there is
 * anything at all, and lists lines only then.
 */

interface Checking {
  db: DuckDB;
  plan: StudyPlan;
  tables: readonly LoadedTable[];
  problems: ProblemTable;
}

const any = async (db: DuckDB, select: string): Promise<boolean> => (await db.rows(`${select} limit 1`)).length > 0;

const isLong = ({ plan }: LoadedTable): boolean => plan.resource.panel.shape === "long";

/** Gives the waves in study order; those of the data where the description has none. */
export async function checkTables(checking: Checking): Promise<WaveDeclaration[]> {
  for (const table of checking.tables) {
    await checkDuplicates(checking, table);
    await checkKeys(checking, table);
    await checkSteady(checking, table);
  }
  await checkRoster(checking);
  await checkAgreement(checking);
  return checkWaves(checking);
}

/** A person has one row, or in a long file one row a wave. */
async function checkDuplicates({ db, problems }: Checking, table: LoadedTable): Promise<void> {
  const { plan, name } = table;
  const key = isLong(table) ? "person, wave" : "person";
  const complete = isLong(table) ? "person is not null and wave is not null" : "person is not null";
  if (!(await any(db, `select 1 from ${name} where ${complete} group by ${key} having count(*) > 1`))) return;
  const { panel } = plan.resource;
  const detail = [panel.person, ...(isLong(table) && panel.wave ? [panel.wave] : [])].join(" + ");
  await problems.addSelected(
    `select 'DUPLICATE_ROW', ${literal(plan.file)}, row, ${literal(panel.person)}, ${literal(detail)}
     from ${await table.withLines()} where ${complete}
     qualify row_number() over (partition by ${key} order by row) > 1`,
  );
}

/** The declared primary key, where it is not the panel's own, and fields that are declared unique. */
async function checkKeys({ db, problems }: Checking, table: LoadedTable): Promise<void> {
  const { plan, name } = table;
  const declared = plan.resource.schema.primaryKey ?? [];
  const position = (field: string) => plan.fields.findIndex((one) => one.field.name === field);
  const column = (i: number) => (i === plan.person ? "person" : i === plan.wave ? "wave" : `k${i}`);
  const panelKey = isLong(table) ? [plan.person, plan.wave] : [plan.person];
  const primary = declared.map(position);
  const unique = keyFields(plan).filter((i) => plan.fields[i]?.field.constraints?.unique);
  const keys = [
    ...(primary.length > 0 && !panelKey.every((i) => i !== null && primary.includes(i))
      ? [{ columns: primary, code: "DUPLICATE_ROW", detail: declared.join(" + ") }]
      : []),
    ...unique.map((i) => ({ columns: [i], code: "NOT_UNIQUE", detail: null })),
  ];
  for (const { columns, code, detail } of keys) {
    const names = columns.map(column);
    const complete = names.map((one) => `${one} is not null`).join(" and ");
    const grouped = names.join(", ");
    if (!(await any(db, `select 1 from ${name} where ${complete} group by ${grouped} having count(*) > 1`))) continue;
    await problems.addSelected(
      `select ${literal(code)}, ${literal(plan.file)}, row, ${text(plan.fields[columns[0] ?? -1]?.field.name ?? null)}, ${text(detail)}
       from ${await table.withLines()} where ${complete}
       qualify row_number() over (partition by ${grouped} order by row) > 1`,
    );
  }
}

/** The cells of a field once more, as values with their lines. */
const valuesWithLines = async (table: LoadedTable, field: number): Promise<string> => {
  const sql = table.fields[field];
  return `(select row, person, wave, case when not ${sql?.isMissing} then (${sql?.value})::varchar end as v from ${await table.withLines()})`;
};

/** What a person has one of is the same in all rows of the person; a missing value contradicts nothing. */
async function checkSteady({ db, plan, problems }: Checking, table: LoadedTable): Promise<void> {
  if (!isLong(table)) return;
  const steady = table.plan.carried.filter(({ variable }) => plan.variables[variable]?.level === "PERSON");
  if (steady.length === 0) return;
  const varies = steady.map((_, i) => `bool_or(lowest${i} <> highest${i}) as b${i}`);
  const ends = steady.map(({ field }, i) => `min(f${field}) as lowest${i}, max(f${field}) as highest${i}`);
  const [found] = await db.rows<Record<string, boolean | null>>(
    `select ${varies.join(", ")} from (select ${ends.join(", ")} from ${table.name} where person is not null group by person)`,
  );
  for (const [i, { field, variable }] of steady.entries()) {
    if (found?.[`b${i}`] !== true) continue;
    await problems.addSelected(
      `select 'PERSON_VALUE_VARIES', ${literal(table.plan.file)}, row, ${text(plan.variables[variable]?.name ?? null)}, null
       from (select *, first_value(v) over (partition by person order by row) as before
             from ${await valuesWithLines(table, field)} where v is not null and person is not null)
       where v <> before`,
    );
  }
}

/** Where there is a file of persons, nobody comes from elsewhere. */
async function checkRoster({ db, tables, problems }: Checking): Promise<void> {
  const introduced = tables.filter((table) => !isLong(table));
  if (introduced.length === 0) return;
  const roster = introduced.map(({ name }) => `select person from ${name}`).join(" union all ");
  for (const table of tables.filter(isLong)) {
    const unknown = `person is not null and person not in (select person from (${roster}) where person is not null)`;
    if (!(await any(db, `select 1 from ${table.name} where ${unknown}`))) continue;
    await problems.addSelected(
      `select 'PERSON_WITHOUT_ROW', ${literal(table.plan.file)}, min(row), ${literal(table.plan.resource.panel.person)}, null
       from ${await table.withLines()} where ${unknown} group by person`,
    );
  }
}

/** A variable that several files carry says the same in each, for every person, or person and wave. */
async function checkAgreement({ db, plan, tables, problems }: Checking): Promise<void> {
  for (const [index, variable] of plan.variables.entries()) {
    const perPerson = variable.level === "PERSON";
    const key = perPerson ? "person" : "person, wave";
    const carriers = tables.filter(({ plan: { carried } }) => carried.some((one) => one.variable === index));
    for (const [i, table] of carriers.entries())
      for (const earlier of carriers.slice(0, i)) {
        const other = `(select ${key}, max(v) as v from ${cellsOf(earlier, index)} where v is not null group by ${key})`;
        const clash = `from ${cellsOf(table, index)} mine join ${other} other using (${key}) where mine.v <> other.v`;
        if (!(await any(db, `select 1 ${clash}`))) continue;
        for (const { field, wave } of table.plan.carried.filter((one) => one.variable === index)) {
          const mine = await valuesWithLines(table, field);
          const at = wave === null ? "" : ` and other.wave = ${literal(wave)}`;
          await problems.addSelected(
            `select 'PERSON_VALUE_DIFFERS', ${literal(table.plan.file)}, row, ${literal(variable.name)}, ${literal(earlier.plan.file)}
             from ${mine} mine join ${other} other on mine.person = other.person
               ${perPerson ? "" : wave === null ? "and mine.wave = other.wave" : at}
             where mine.v <> other.v`,
          );
        }
      }
  }
}

/** One variable in one table as rows of person, wave, v and m; v as text, so that any two can be compared. */
export function cellsOf({ name, plan, fields }: LoadedTable, variable: number): string {
  const parts = plan.carried
    .filter((one) => one.variable === variable)
    .map(({ field, wave }) => {
      const missing = fields[field]?.missingCode === null ? "null::varchar" : `m${field}`;
      return `select person, ${wave === null ? "wave" : literal(wave)} as wave, f${field}::varchar as v, ${missing} as m from ${name}`;
    });
  return `(${parts.join(" union all ")})`;
}

async function checkWaves({ db, plan, tables, problems }: Checking): Promise<WaveDeclaration[]> {
  const long = tables.filter(isLong);
  const { waves } = plan;
  if (waves !== null) {
    const known = waves.map(({ code }) => literal(code)).join(", ");
    for (const table of long) {
      const strange = `wave is not null and wave not in (${known})`;
      if (!(await any(db, `select 1 from ${table.name} where ${strange}`))) continue;
      await problems.addSelected(
        `select 'WAVE_UNDECLARED', ${literal(table.plan.file)}, row, ${text(table.plan.resource.panel.wave ?? null)}, null
         from ${await table.withLines()} where ${strange}`,
      );
    }
    return waves;
  }
  const codes = new Set(plan.tables.flatMap(({ carried }) => carried.flatMap(({ wave }) => wave ?? [])));
  for (const { name } of long)
    for (const { wave } of await db.rows<{ wave: string }>(`select distinct wave from ${name} where wave is not null`))
      codes.add(wave);
  return inOrder([...codes]).map((code) => ({ code, label: code }));
}

/** As numbers where all of them are, else as text. */
function inOrder(codes: string[]): string[] {
  const numeric = codes.every((code) => code.trim() !== "" && Number.isFinite(Number(code)));
  return codes.sort(numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1));
}
