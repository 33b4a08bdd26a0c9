import { statSync } from "node:fs";
import { join } from "node:path";
import type { DuckDB } from "../../platform/duckdb.ts";
import { countBad, listBadValues } from "./bad-values.ts";
import { problem, StudyRefused, type ImportProblemCode } from "./import-problems.ts";
import type { PlannedField, PlannedTable } from "./plan-study.ts";
import type { ProblemTable } from "./problem-table.ts";
import { lineStarts } from "./record-lines.ts";
import { type ReadField, toldField } from "./told-types.ts";
import { dialectOf, firstRecord, linesAt, placeColumns, readableFile, type Dialect } from "./table-file.ts";
import { asPlainPath, copyTo, failing, fieldSql, literal, type FieldSql } from "./value-checks.ts";

/**
 * A file in the working database, read in one pass: person, wave, bad (a value of the row does not fit its field),
 * f<i> and m<i> for the value and the declared missing code of field i, and k<i> for a field that is part of a key.
 */
export interface LoadedTable {
  plan: PlannedTable;
  /** Name of the table of values */
  name: string;
  /** Lists rows once something is wrong: makes, once, the table `<name>_lines` with row, person, wave and the cells. */
  withLines(): Promise<string>;
  fields: FieldSql[];
  /** Whether its lines could be read as records; then its rows can be compared. */
  whole: boolean;
  /** Where its rows were written while they were read: then `name` is a view of these. */
  written?: string;
}

/** How a good file's rows are written while they are read, where that is all that they are needed for. */
export interface WrittenRows {
  path: string;
  /** In SQL, over a relation as LoadedTable says. */
  select(relation: string, fields: readonly FieldSql[]): string;
  /** The relation again, of what was written. */
  back(fields: readonly FieldSql[]): string;
}

/** Fields whose values must be looked at together with other rows of the file. */
export const keyFields = ({ resource, fields, person, wave }: PlannedTable): number[] => {
  const primary = new Set(resource.schema.primaryKey ?? []);
  return [...fields.keys()].filter(
    (i) =>
      i !== person && i !== wave && (primary.has(fields[i]?.field.name ?? "") || fields[i]?.field.constraints?.unique),
  );
};

interface Loading {
  db: DuckDB;
  problems: ProblemTable;
  /** Folder for what is needed while reading */
  work: string;
  onProgress(done: number): void;
  rows: WrittenRows | null;
}

export async function loadTable(table: PlannedTable, index: number, loading: Loading): Promise<LoadedTable> {
  const { db, problems, work } = loading;
  const { resource, file } = table;
  const dialect = dialectOf(resource);
  const { path, underscores } = await readableFile(resource, table.path, join(work, `${index}.utf8.csv`));
  const header = await firstRecord(path, dialect);
  const positions = placeColumns(resource, header, dialect);
  const columns = dialect.header ? header.length : table.fields.length;

  const fields: FieldSql[] = [];
  const asText: ReadField[] = [];
  const asTold: ReadField[] = [];
  for (const [i, planned] of table.fields.entries()) {
    const at = positions[i] ?? null;
    const cell = at === null ? "null::varchar" : `c${at}`;
    const own = await enumOf(db, planned);
    const required = i === table.person || i === table.wave ? { required: true } : {};
    const sql = { ...fieldSql(planned, cell, own), ...required };
    fields.push(sql);
    const text = {
      type: "VARCHAR",
      sql: sql.parsed === null ? sql : { ...fieldSql(planned, cell, own, `p${i}`), ...required },
    };
    asText.push(text);
    const told = at === null ? null : toldField(planned, cell, own, { underscores });
    asTold.push(told === null ? text : { ...told, sql: { ...told.sql, ...required } });
  }
  await tryPatterns(db, table);

  const name = `table${index}`;
  let numbered: Promise<string> | undefined;
  const loaded: LoadedTable = {
    plan: table,
    name,
    fields,
    whole: true,
    withLines: () => (numbered ??= numberLines(db, loaded, path, dialect, columns)),
  };
  const read = (
    how: readonly ReadField[],
    kept: { rejects: string; limit: number },
    make = (select: string): string => `create table ${name} as ${select}`,
  ): Promise<Rejected[]> => {
    const types = Array.from({ length: columns }, (_, column) => how[positions.indexOf(column)]?.type ?? "VARCHAR");
    const parsed = how.flatMap(({ sql }, i) => (sql.parsed === null ? [] : [`, ${sql.parsed} as p${i}`]));
    const select = `select ${typedColumns(
      table,
      how.map(({ sql }) => sql),
    )} from (select *${parsed.join("")} from ${readCsv(path, dialect, types, kept)})`;
    return readFollowed(db, make(select), kept.rejects, loading.onProgress).catch((error: unknown) => {
      throw unreadable(error, file);
    });
  };
  // A good file is read so; of any other it is then found out what is wrong with it.
  if (asTold.some(({ type }) => type !== "VARCHAR")) {
    const { rows } = loading;
    const how = asTold.map(({ sql }) => sql);
    const left = await read(
      asTold,
      { rejects: `${name}_left`, limit: 1 },
      rows === null
        ? undefined
        : (select) => copyTo(rows.select(`(from (${select}) where ${NONE_BAD})`, how), rows.path),
    ).catch((error: unknown) => {
      if (!(error instanceof StudyRefused) && !isBad(error)) throw error;
      return null;
    });
    if (left?.length === 0 && rows !== null) {
      await db.run(`create view ${name} as ${rows.back(how)}`);
      return { ...loaded, written: rows.path };
    }
    if (left?.length === 0 && (await countBad(db, name)) === 0) return loaded;
    await db.run(`drop table if exists ${name}`);
  }

  const rejected = await read(asText, { rejects: `${name}_rejected`, limit: 0 });
  const lines = await linesAt(
    path,
    rejected.map(({ byte }) => byte),
  );
  await problems.add(rejected.map(({ kind }, i) => problem(BROKEN[kind] ?? "BROKEN_LINE", { file, row: lines[i] })));
  loaded.whole = rejected.length === 0;
  if (loaded.whole) await listBadValues(db, problems, loaded);
  return loaded;
}

const BAD = "a row is bad";
/** Breaks the statement off at the first bad row. */
const NONE_BAD = `case when bad then error(${literal(BAD)}) else true end`;
const isBad = (error: unknown): boolean => error instanceof Error && error.message.includes(BAD);

/** What DuckDB says of a line that it cannot read. */
const BROKEN: Record<string, ImportProblemCode> = {
  "MISSING COLUMNS": "TOO_FEW_COLUMNS",
  "TOO MANY COLUMNS": "TOO_MANY_COLUMNS",
  "UNQUOTED VALUE": "BROKEN_QUOTES",
};

/** A file whose lines cannot be told apart at all is refused; anything else is not the file's fault. */
function unreadable(error: unknown, file: string): unknown {
  const reads = error instanceof Error && /CSV (Error|Parser)/.test(error.message);
  return reads ? new StudyRefused([problem("BROKEN_LINE", { file })]) : error;
}

/** The field's categories as a type of the working database; fields with the same categories share it. */
async function enumOf(db: DuckDB, { categories, type }: PlannedField): Promise<string | null> {
  if (type !== "CATEGORICAL" && type !== "ORDINAL") return null;
  const codes = JSON.stringify(categories.map(({ code }) => code));
  await db.run("create table if not exists category_list (codes varchar, name varchar)");
  const [known] = await db.rows<{ name: string }>("select name from category_list where codes = $1", [codes]);
  if (known) return known.name;
  const [{ n } = { n: 0n }] = await db.rows<{ n: bigint }>("select count(*) as n from category_list");
  const name = `categories${n}`;
  await db.run("insert into category_list values ($1, $2)", [codes, name]);
  const literals = categories.map(({ code }) => literal(code));
  await db.run(`create type ${name} as enum (${literals.join(", ")})`);
  return name;
}

/** A pattern that cannot be used is the description's fault, and is said before anything is read. */
async function tryPatterns(db: DuckDB, { fields, file }: PlannedTable): Promise<void> {
  for (const { field } of fields) {
    const pattern = field.constraints?.pattern;
    if (pattern === undefined) continue;
    await db.rows("select regexp_full_match('', $1)", [pattern]).catch(() => {
      throw new StudyRefused([
        problem("PACKAGE_INVALID", { file, field: field.name, detail: `${field.name}: constraints.pattern` }),
      ]);
    });
  }
}

/** The file itself, as c0, c1 ...; lines that are no records of these types are kept apart, `limit` of them, 0 for all. */
function readCsv(
  path: string,
  dialect: Dialect,
  types: readonly string[],
  { rejects, limit }: { rejects: string; limit: number },
): string {
  const options = [
    "auto_detect = false",
    `header = ${dialect.header}`,
    `delim = ${literal(dialect.delimiter)}`,
    `quote = ${literal(dialect.quote)}`,
    `escape = ${literal(dialect.escape)}`,
    ...(dialect.comment === null ? [] : [`comment = ${literal(dialect.comment)}`]),
    `columns = {${types.map((type, i) => `'c${i}': '${type}'`).join(", ")}}`,
    "store_rejects = true",
    `rejects_table = '${rejects}'`,
    `rejects_scan = '${rejects}_scans'`,
    `rejects_limit = ${limit}`,
  ];
  return `read_csv(${literal(asPlainPath(path))}, ${options.join(", ")})`;
}

function typedColumns(table: PlannedTable, fields: readonly FieldSql[]): string {
  const bad = fields.flatMap((sql) => [
    ...(sql.required ? [sql.isMissing] : []),
    ...(sql.checks.length > 0 ? [failing(sql, sql.checks.map(({ when }) => `(${when})`).join(" or "))] : []),
  ]);
  const carried = [...new Set(table.carried.map(({ field }) => field))].flatMap((i) => {
    const sql = fields[i];
    if (!sql) return [];
    return [`${sql.value} as f${i}`, ...(sql.missingCode === null ? [] : [`${sql.missingCode} as m${i}`])];
  });
  return [
    `${keyOf(fields[table.person])} as person`,
    `${table.wave === null ? "null::varchar" : keyOf(fields[table.wave])} as wave`,
    `${bad.length > 0 ? bad.join(" or ") : "false"} as bad`,
    ...carried,
    ...keyFields(table).map((i) => `${keyOf(fields[i])} as k${i}`),
  ].join(", ");
}

const keyOf = (sql: FieldSql | undefined): string =>
  sql ? `case when not ${sql.isMissing} then ${sql.key} end` : "null::varchar";

/** The records once more, with the line of the file that each stands on. */
async function numberLines(
  db: DuckDB,
  { name, plan, fields }: LoadedTable,
  path: string,
  dialect: Dialect,
  columns: number,
): Promise<string> {
  const numbered = `${name}_lines`;
  await db.run(`create table ${name}_starts (record bigint, line bigint)`);
  for (const { record, line } of await lineStarts(path, dialect, columns))
    await db.run(`insert into ${name}_starts values ($1, $2)`, [record, line]);
  const types = Array.from({ length: columns }, () => "VARCHAR");
  const source = readCsv(path, dialect, types, { rejects: `${numbered}_rejected`, limit: 0 });
  const keys = keyFields(plan).map((i) => `, ${keyOf(fields[i])} as k${i}`);
  await db.run(
    `create table ${numbered} as
       select s.line + (r.record - s.record) as row, ${keyOf(fields[plan.person])} as person,
         ${plan.wave === null ? "null::varchar" : keyOf(fields[plan.wave])} as wave ${keys.join("")}, r.* exclude (record)
       from (select row_number() over () as record, * from ${source}) r
       asof join ${name}_starts s on r.record >= s.record`,
  );
  return numbered;
}

/** A line that is no record: what is wrong with it, and the byte of the file at which it starts. */
interface Rejected {
  kind: string;
  byte: number;
}

/** Reads on a connection of its own: it can say how far it is, and only it knows the lines that were rejected. */
async function readFollowed(
  db: DuckDB,
  sql: string,
  rejectedTable: string,
  onProgress: (share: number) => void,
): Promise<Rejected[]> {
  const connection = await db.instance.connect();
  const asking = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage > 0) onProgress(Math.min(percentage / 100, 1));
  }, 200);
  try {
    await connection.run("set enable_progress_bar = true");
    await connection.run("set enable_progress_bar_print = false");
    await connection.run(sql);
    const reader = await connection.runAndReadAll(
      `select error_type::varchar as kind, min(line_byte_position)::double as byte
       from ${rejectedTable} group by line, error_type order by byte`,
    );
    return reader.getRowObjectsJS() as unknown as Rejected[];
  } finally {
    clearInterval(asking);
    connection.closeSync();
  }
}

/** Bytes of a file, to know how much of the work it is. */
export const weightOf = ({ path }: PlannedTable): number => statSync(path).size + 1;
