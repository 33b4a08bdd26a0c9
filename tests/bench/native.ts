import { join } from "node:path";
import { type DuckDB, openDuckDB } from "../../api/platform/duckdb.ts";
import { DOMAINS, type Panel, SCORES, SURVEY } from "./panel.ts";

/** DuckDB by itself on the same files: what everything is held against. */

const small = (names: readonly string[]): string[] => names.map((name) => `'${name}': 'UTINYINT'`);
const COLUMNS = [
  "'id': 'VARCHAR'",
  ...small(["wave", ...DOMAINS]),
  ...SCORES.map((name) => `'${name}': 'DOUBLE'`),
  ...small(SURVEY),
];
const PERSON_COLUMNS = ["'id': 'VARCHAR'", ...small(["region", "sex", "cohort", "care"])];

const read = (path: string, columns: readonly string[]): string =>
  `read_csv('${path}', header = true, auto_detect = false, columns = {${columns.join(", ")}})`;

/** The file as Parquet, with types that were told and nothing checked beside them. */
export async function csvToParquet({ csv }: Panel, folder: string): Promise<void> {
  const database = await openDuckDB(":memory:", { readOnly: false });
  try {
    await database.run(`copy (from ${read(csv, COLUMNS)}) to '${join(folder, "panel.parquet")}' (format parquet)`);
  } finally {
    database.close();
  }
}

/** The file as a table in a database file, until it is on disk. */
export async function csvToTable({ csv }: Panel, path: string): Promise<void> {
  const database = await openDuckDB(path, { readOnly: false });
  try {
    await database.run(`create table panel as from ${read(csv, COLUMNS)}`);
    await database.run("checkpoint");
  } finally {
    database.close();
  }
}

/**
 * The wide person-wave table that a researcher with DuckDB would ask: narrow codes, persons as numbers, background beside
 * every row, sorted by person and wave.
 */
export async function openLongTable({ csv, personsCsv }: Panel, path: string): Promise<DuckDB> {
  const database = await openDuckDB(path, { readOnly: false });
  await database.run(
    `create table panel as
     select substr(id, 2)::integer as person, wave, region, sex, cohort, care, ${[...DOMAINS, ...SCORES, ...SURVEY].join(", ")}
     from ${read(csv, COLUMNS)} seen join ${read(personsCsv, PERSON_COLUMNS)} persons using (id) order by person, wave`,
  );
  await database.run("checkpoint");
  return database;
}
