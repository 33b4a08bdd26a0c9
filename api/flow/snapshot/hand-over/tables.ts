import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { VARCHAR } from "@duckdb/node-api";
import type { Chance } from "../../../platform/chance.ts";
import { isCoded } from "../codings.ts";
import { NOT_SHARED } from "../../survey/survey.ts";
import type { Manifest } from "../manifest.ts";
import { quoted, type Workshop } from "../workshop.ts";
import type { Carried, Carrying } from "./carried.ts";
import type { SpssVariable } from "./spss-variables.ts";

/*
 * The data as tables of text: everybody under a key of this hand-over alone, which is drawn, belongs to no pseudonym
 * and orders the rows, so that two hand-overs have nothing in common.
 *
 *   persons.csv        key, PERSON columns                 a row a person
 *   rows.csv           key, wave, PERSON_WAVE columns      a row a person and wave in which the person was seen
 *   spss/...           the same two with numbers for codes, and days as SPSS counts them
 */

export const PERSONS_FILE = "persons.csv";
export const ROWS_FILE = "rows.csv";

/** Bytes that a key is drawn from; it begins with a letter, so that no program takes it for a number. */
const KEY_BYTES = 10;
/** Seconds from 1582-10-14, where SPSS begins to count, to 1970-01-01. */
const SPSS_EPOCH_S = 12_219_379_200;

/** What is left out of the data of a snapshot. */
export interface Without {
  /** Pseudonyms of who is not in it */
  withdrawn: readonly string[];
  /** Pseudonyms of who shared a plan when the snapshot was made, and may not do so now */
  keptBack: readonly string[];
  manifest: Manifest;
}

/** Plans that are not shared any more, as if they had not been. */
function withoutPlans({ variables }: Manifest): string {
  const replaced = variables.flatMap(({ categories, missingCodes }, index) => {
    const kind = missingCodes.findIndex(({ code }) => code === NOT_SHARED);
    if (kind < 0) return [];
    const empty = categories.length;
    const value = `v${index}`;
    return [
      `case when ${value} <> ${empty} and person in (from kept_back) then ${empty + 1 + kind} else ${value} end as ${value}`,
    ];
  });
  return replaced.length === 0 ? "" : ` replace (${replaced.join(", ")})`;
}

/** Draws the keys and stages everybody who goes; gives their pseudonyms, in no order that is kept. */
export async function stagePeople(
  workshop: Workshop,
  dataPath: string,
  { withdrawn, keptBack, manifest }: Without,
  chance: Chance = randomBytes,
): Promise<string[]> {
  await workshop.run("create temp table kept_back (person VARCHAR)");
  await workshop.append("kept_back", [VARCHAR], [keptBack], keptBack.length);
  await workshop.run(`create view taken as select *${withoutPlans(manifest)} from read_parquet(${quoted(dataPath)})`);
  await workshop.run("create temp table stopped (person VARCHAR)");
  await workshop.append("stopped", [VARCHAR], [withdrawn], withdrawn.length);
  const people: string[] = [];
  await workshop.read("select distinct person from taken where person not in (from stopped)", (chunk) => {
    for (const person of chunk.getColumnValues(0)) people.push(person as string);
  });
  const keys = new Set<string>();
  while (keys.size < people.length) keys.add(`P${chance(KEY_BYTES).toString("hex")}`);
  await workshop.run("create temp table going (person VARCHAR, key VARCHAR)");
  await workshop.append("going", [VARCHAR, VARCHAR], [people, [...keys]], people.length);
  return people;
}

export async function anyRows(workshop: Workshop): Promise<boolean> {
  const rows = await workshop.rows("select 1 from taken join going using (person) where wave is not null limit 1");
  return rows.length > 0;
}

/** Smallest values of measured variables, by index; null where none has a value. */
export async function smallestValues(
  workshop: Workshop,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, number | null>> {
  if (indexes.length === 0) return new Map();
  const [row] = await workshop.rows<Record<string, number | null>>(
    `select ${indexes.map((index) => `min(v${index}) as v${index}`).join(", ")} from taken`,
  );
  return new Map(indexes.map((index) => [index, row?.[`v${index}`] ?? null]));
}

/** Writes the two files with the study's own codes. `folder`/rows.csv only where anybody was seen in a wave. */
export const writeTables = (workshop: Workshop, carrying: Carrying, folder: string, rows: boolean): Promise<void> =>
  writeBoth(
    workshop,
    carrying,
    folder,
    rows,
    (carried) => codeCell(carried),
    (name) => name,
  );

export const writeSpssTables = (
  workshop: Workshop,
  carrying: Carrying,
  folder: string,
  rows: boolean,
  variables: ReadonlyMap<number, SpssVariable>,
): Promise<void> => {
  const of = (index: number): SpssVariable => {
    const found = variables.get(index);
    if (found === undefined) throw new Error("a variable goes that SPSS was not told of");
    return found;
  };
  return writeBoth(
    workshop,
    carrying,
    folder,
    rows,
    (carried) => numberCell(carried, of(carried.index)),
    (_name, { index }) => of(index).name,
  );
};

async function writeBoth(
  workshop: Workshop,
  { ofPerson, ofWave, personKey, waveKey, manifest }: Carrying,
  folder: string,
  rows: boolean,
  cell: (carried: Carried) => string,
  nameOf: (name: string, carried: Carried) => string,
): Promise<void> {
  const columns = (those: readonly Carried[], from: (carried: Carried) => string) =>
    those.map((carried) => `, ${from(carried)} as ${named(nameOf(carried.variable.name, carried))}`).join("");
  const oneEach = ofPerson.flatMap(({ index, variable }) =>
    variable.measured
      ? [`any_value(v${index}) as v${index}`, `any_value(m${index}) as m${index}`]
      : [`any_value(v${index}) as v${index}`],
  );
  await writeCsv(
    workshop,
    `select key as ${named(personKey)}${columns(ofPerson, cell)}
     from going ${oneEach.length > 0 ? `join (select person, ${oneEach.join(", ")} from taken group by person) using (person)` : ""}
     order by key`,
    join(folder, PERSONS_FILE),
  );
  if (!rows) return;
  const waves = manifest.waves.map(({ code }, ordinal) => `(${ordinal}, ${quoted(code)})`).join(", ");
  await writeCsv(
    workshop,
    `select key as ${named(personKey)}, wave as ${named(waveKey)}${columns(ofWave, cell)}
     from taken join going using (person) join (values ${waves}) in_order(ordinal, wave) using (wave)
     order by key, ordinal`,
    join(folder, ROWS_FILE),
  );
}

const writeCsv = (workshop: Workshop, select: string, path: string): Promise<void> =>
  workshop.run(`copy (${select}) to ${quoted(path)} (format csv, header true, nullstr '')`);

const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const listOf = (entries: readonly (string | null)[]): string =>
  `[${entries.map((entry) => (entry === null ? "NULL" : quoted(entry))).join(", ")}]::VARCHAR[]`;

/** As the study writes it: a code, a number, a day, or the code that says why there is none. */
function codeCell({ index, variable }: Carried): string {
  const missing = variable.missingCodes.map(({ code }) => code);
  if (isCoded(variable.type))
    return `(${listOf([...variable.categories.map(({ code }) => code), null, ...missing])})[v${index}::INTEGER + 1]`;
  return `coalesce(${valueText(variable.type, `v${index}`)}, (${listOf(missing)})[m${index}::INTEGER])`;
}

function numberCell({ index, variable }: Carried, { valid, missing }: SpssVariable): string {
  const missingNumbers = missing.map(String);
  if (isCoded(variable.type))
    return `(${listOf([...valid.map(String), null, ...missingNumbers])})[v${index}::INTEGER + 1]`;
  const value =
    variable.type === "DATE"
      ? `(v${index}::BIGINT * 86400 + ${SPSS_EPOCH_S})::VARCHAR`
      : valueText(variable.type, `v${index}`);
  return `coalesce(${value}, (${listOf(missingNumbers)})[m${index}::INTEGER])`;
}

const valueText = (type: Carried["variable"]["type"], value: string): string => {
  if (type === "DATE") return `(date '1970-01-01' + ${value}::INTEGER)::VARCHAR`;
  if (type === "INTEGER") return `${value}::BIGINT::VARCHAR`;
  return `${value}::VARCHAR`;
};
