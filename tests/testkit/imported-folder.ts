import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { VariableDeclaration, WaveDeclaration } from "../../api/flow/study/study.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";

/** A value as data have it: a code, a number, `true`; null where nothing is; `{ missing }` for a declared missing code. */
export type Value = string | number | boolean | null | { missing: string };

export interface ImportedPerson {
  person: string;
  values?: Record<string, Value>;
  /** By wave code. */
  waves: Record<string, Record<string, Value>>;
}

/** A declaration with what most of them leave out. */
export const declare = (
  name: string,
  of: Partial<VariableDeclaration> & Pick<VariableDeclaration, "type" | "level" | "role">,
): VariableDeclaration => ({
  name,
  label: name,
  origin: "IMPORT",
  concept: null,
  unit: null,
  sensitive: false,
  minimum: null,
  maximum: null,
  categories: [],
  missingCodes: [],
  bandings: [],
  ...of,
});

export const codes = (...all: string[]) => all.map((code) => ({ code, label: `label of ${code}` }));

/** Writes checked data as an import leaves them behind: persons.parquet, rows.parquet, dictionary.json. */
export async function writeImported(
  folder: string,
  waves: readonly WaveDeclaration[],
  variables: readonly VariableDeclaration[],
  persons: readonly ImportedPerson[],
  askedIn: Readonly<Record<string, readonly string[]>> = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const table = (level: VariableDeclaration["level"]) =>
    variables.map((variable, k) => ({ variable, k })).filter(({ variable }) => variable.level === level);
  const rowsOf = (level: VariableDeclaration["level"], values: Record<string, Value>) =>
    Object.fromEntries(
      table(level).flatMap(({ variable, k }) => {
        const value = values[variable.name] ?? null;
        const missing = typeof value === "object" && value !== null ? value.missing : null;
        const plain = typeof value === "object" ? null : value;
        return [
          [`v${k}`, numeric(variable) || plain === null ? plain : String(plain)],
          ...(variable.missingCodes.length > 0 ? [[`m${k}`, missing]] : []),
        ];
      }),
    ) as Record<string, unknown>;

  await write(
    join(folder, "persons.parquet"),
    { person: "VARCHAR", ...columns(table("PERSON")) },
    persons.map(({ person, values }) => ({ person, ...rowsOf("PERSON", values ?? {}) })),
  );
  await write(
    join(folder, "rows.parquet"),
    { person: "VARCHAR", wave: "VARCHAR", ...columns(table("PERSON_WAVE")) },
    persons.flatMap(({ person, waves: seen }) =>
      Object.entries(seen).map(([wave, values]) => ({ person, wave, ...rowsOf("PERSON_WAVE", values) })),
    ),
  );
  await writeFile(join(folder, "dictionary.json"), JSON.stringify({ waves, variables, askedIn }));
}

const numeric = ({ type }: VariableDeclaration): boolean => ["INTEGER", "NUMBER", "DATE"].includes(type);

const columns = (table: { variable: VariableDeclaration; k: number }[]): Record<string, string> =>
  Object.fromEntries(
    table.flatMap(({ variable, k }) => [
      [`v${k}`, numeric(variable) ? "DOUBLE" : "VARCHAR"],
      ...(variable.missingCodes.length > 0 ? [[`m${k}`, "VARCHAR"]] : []),
    ]),
  );

async function write(path: string, types: Record<string, string>, rows: Record<string, unknown>[]): Promise<void> {
  const duckdb = await openDuckDB(":memory:", { readOnly: false });
  const json = `${path}.json`;
  await writeFile(json, rows.map((row) => JSON.stringify(row)).join("\n"));
  const declared = Object.entries(types).map(([name, type]) => `${name}: '${type}'`);
  await duckdb.run(
    `copy (select * from read_json('${json}', format = 'newline_delimited', columns = {${declared.join(", ")}}))
      to '${path}' (format parquet)`,
  );
  duckdb.close();
  await rm(json);
}
