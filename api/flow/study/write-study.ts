import { join } from "node:path";
import type { DuckDB } from "../../platform/duckdb.ts";
import { keyFields, type LoadedTable, type WrittenRows } from "./load-table.ts";
import type { PlannedTable, StudyPlan } from "./plan-study.ts";
import { asPlainPath, copyTo, type FieldSql, literal } from "./value-checks.ts";

/*
 * The checked data as they are kept: persons.parquet, a row a person with v<k> and m<k> of the variables that a person
 * has one of; rows.parquet, a row a person and wave seen with those of the others. k is the variable's index.
 */

interface Writing {
  db: DuckDB;
  plan: StudyPlan;
  tables: readonly LoadedTable[];
  folder: string;
}

/** Variables of one level that a table carries, each once: in a wide table a variable has a field for each wave. */
const carriedBy = ({ plan: table }: LoadedTable, plan: StudyPlan, level: "PERSON" | "PERSON_WAVE"): number[] => [
  ...new Set(table.carried.map(({ variable }) => variable).filter((k) => plan.variables[k]?.level === level)),
];

const hasCodes = (plan: StudyPlan, k: number): boolean => (plan.variables[k]?.missingCodes.length ?? 0) > 0;

/** A variable as it is written: codes as text, numbers and days as numbers. */
const written = (plan: StudyPlan, k: number, value: string): string => {
  const type = plan.variables[k]?.type;
  return type === "INTEGER" || type === "NUMBER" || type === "DATE" ? `${value}::double` : `${value}::varchar`;
};

export const ROWS_FILE = "rows.parquet";

/**
 * How a file's rows are written while they are read, instead of being kept in memory until they were compared: one file
 * holds all of them, a row a person and wave, and nothing else is made of it. Null where that is not so.
 */
export function whileRead(table: PlannedTable, plan: StudyPlan, folder: string): WrittenRows | null {
  const others = plan.tables.some((one) => one !== table && one.resource.panel.shape !== "person");
  const ofWaves = table.carried.every(({ variable }) => plan.variables[variable]?.level === "PERSON_WAVE");
  if (others || table.resource.panel.shape !== "long" || !ofWaves || keyFields(table).length > 0) return null;
  const path = join(folder, ROWS_FILE);
  return {
    path,
    select: (relation, fields) => rowsOf({ name: relation, plan: table, fields }, plan, { alone: true }),
    back(fields) {
      const columns = table.carried.flatMap(({ field, variable: k }) => [
        `v${k} as f${field}`,
        ...(fields[field]?.missingCode === null
          ? []
          : [`${hasCodes(plan, k) ? `m${k}` : "null::varchar"} as m${field}`]),
      ]);
      return `select ${["person", "wave", "false as bad", ...columns].join(", ")} from read_parquet(${literal(asPlainPath(path))})`;
    },
  };
}

export async function writePersons({ db, plan, tables, folder }: Writing): Promise<number> {
  const everyone = tables.map(({ name }) => `select person from ${name}`).join(" union all ");
  const roster = `select distinct person from (${everyone})`;
  const carriers = tables.map((table) => ({ table, ks: carriedBy(table, plan, "PERSON") }));
  const joins = carriers.flatMap(({ table, ks }, t) =>
    ks.length === 0 ? [] : [`left join (${personValues(table, plan, ks)}) t${t} on t${t}.person = roster.person`],
  );
  const columns = ofLevel(plan, "PERSON").flatMap((k) =>
    merged(
      plan,
      k,
      carriers.map(({ ks }, t) => (ks.includes(k) ? `t${t}` : null)),
    ),
  );
  const path = join(folder, "persons.parquet");
  await db.run(
    copyTo(`select ${["roster.person", ...columns].join(", ")} from (${roster}) roster ${joins.join(" ")}`, path),
  );
  return countRows(db, path);
}

export async function writeRows({ db, plan, tables, folder }: Writing): Promise<number> {
  const sources = tables
    .filter(({ plan: { resource } }) => resource.panel.shape !== "person")
    .map((table, _, { length }) => ({
      select: rowsOf(table, plan, { alone: length === 1 }),
      ks: carriedBy(table, plan, "PERSON_WAVE"),
    }));
  const all = ofLevel(plan, "PERSON_WAVE");
  const path = join(folder, ROWS_FILE);
  if (tables.some(({ written }) => written === path)) return countRows(db, path);
  const [only] = sources;
  if (only && sources.length === 1) await db.run(copyTo(`select * from (${only.select})`, path));
  else if (only) {
    const seen = sources.map(({ select }) => `select person, wave from (${select})`).join(" union ");
    const joins = sources.map(
      ({ select }, t) => `left join (${select}) t${t} on t${t}.person = seen.person and t${t}.wave = seen.wave`,
    );
    const columns = all.flatMap((k) =>
      merged(
        plan,
        k,
        sources.map(({ ks }, t) => (ks.includes(k) ? `t${t}` : null)),
      ),
    );
    await db.run(
      copyTo(
        `select ${["seen.person", "seen.wave", ...columns].join(", ")} from (${seen}) seen ${joins.join(" ")}`,
        path,
      ),
    );
  } else await db.run(copyTo("select null::varchar as person, null::varchar as wave where false", path));
  return countRows(db, path);
}

const ofLevel = (plan: StudyPlan, level: "PERSON" | "PERSON_WAVE"): number[] =>
  [...plan.variables.keys()].filter((k) => plan.variables[k]?.level === level);

/** A variable over the tables that carry it; they agree, so the first that knows it says it. */
function merged(plan: StudyPlan, k: number, carriers: readonly (string | null)[]): string[] {
  const from = carriers.filter((alias) => alias !== null);
  const value = `coalesce(${from.map((alias) => `${alias}.v${k}`).join(", ")})`;
  if (!hasCodes(plan, k)) return [`${value} as v${k}`];
  const missing = `coalesce(${from.map((alias) => `${alias}.m${k}`).join(", ")})`;
  return [`${value} as v${k}`, `case when ${value} is null then ${missing} end as m${k}`];
}

/** One row a person. In a long table a person's rows agree; missing codes count where no row has a value. */
function personValues({ name, plan: table, fields }: LoadedTable, plan: StudyPlan, ks: readonly number[]): string {
  const long = table.resource.panel.shape === "long";
  const columns = ks.flatMap((k) => {
    const field = table.carried.find(({ variable }) => variable === k)?.field ?? -1;
    const value = long ? `max(f${field})` : `f${field}`;
    const code = fields[field]?.missingCode === null ? "null::varchar" : long ? `max(m${field})` : `m${field}`;
    return [
      `${written(plan, k, value)} as v${k}`,
      ...(hasCodes(plan, k) ? [`case when ${value} is null then ${code} end as m${k}`] : []),
    ];
  });
  return `select person, ${columns.join(", ")} from ${name} ${long ? "group by person" : ""}`;
}

/** One row a person and wave. In a wide table a person is seen in a wave in which at least one cell is not empty. */
function rowsOf(
  { name, plan: table, fields }: Pick<LoadedTable, "name" | "plan"> & { fields: readonly FieldSql[] },
  plan: StudyPlan,
  { alone }: { alone: boolean },
): string {
  const ks = ofLevel(plan, "PERSON_WAVE").filter((k) => table.carried.some(({ variable }) => variable === k));
  const columnsAt = (wave: string | null): { select: string[]; seen: string[] } => {
    const seen: string[] = [];
    const select = ks.flatMap((k) => {
      const field = table.carried.find((one) => one.variable === k && one.wave === wave)?.field;
      const code = field === undefined || fields[field]?.missingCode === null ? "null::varchar" : `m${field}`;
      if (field !== undefined)
        seen.push(`f${field} is not null`, ...(code === `m${field}` ? [`${code} is not null`] : []));
      // As it is: codes that are known once for all rows are written as fast as numbers.
      const asItIs = alone && wave === null && field !== undefined;
      return [
        `${asItIs ? `f${field}` : written(plan, k, field === undefined ? "null" : `f${field}`)} as v${k}`,
        ...(hasCodes(plan, k) ? [`${code} as m${k}`] : []),
      ];
    });
    return { select, seen };
  };
  if (table.resource.panel.shape === "long")
    return `select ${["person", "wave", ...columnsAt(null).select].join(", ")} from ${name}`;
  const waves = [...new Set(table.carried.flatMap(({ wave }) => wave ?? []))];
  return waves
    .map((wave) => {
      const { select, seen } = columnsAt(wave);
      return `select ${["person", `${literal(wave)} as wave`, ...select].join(", ")} from ${name} where ${seen.join(" or ")}`;
    })
    .join(" union all ");
}

async function countRows(db: DuckDB, path: string): Promise<number> {
  const [found] = await db.rows<{ n: bigint }>(`select count(*) as n from read_parquet(${literal(asPlainPath(path))})`);
  return Number(found?.n ?? 0);
}
