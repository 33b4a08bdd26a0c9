import { createHash } from "node:crypto";
import { join } from "node:path";
import { INTEGER, VARCHAR } from "@duckdb/node-api";
import { NO_ROUND_NEAR, NOT_SHARED } from "../survey/survey.ts";
import { DATA_FILE, type ManifestVariable } from "./manifest.ts";
import { type Earlier, hasFrozen } from "./earlier-frames.ts";
import { quoted, type Workshop } from "./workshop.ts";

/** Who changed since an earlier snapshot. */
export interface Changes {
  /** By person in the order of pseudonyms: 1 where anything but text is new or different. */
  changed: Uint8Array;
  /** By person: the place in the earlier snapshot; -1 where the person came since. */
  before: Int32Array;
  /** Places in the earlier snapshot of those who are in the study no more. */
  gone: Int32Array;
  /** By past row of the earlier snapshot: whether that person is now as they are in it. */
  back: ReadonlySet<number>;
  /** By person: who gave an answer here before that is not there any more. Nothing of them of then is kept. */
  tookBack: ReadonlySet<number>;
  /** Of people who may stand under two names, a number that is the same for both: by person, and by earlier place. */
  oneByPerson: ReadonlyMap<number, number>;
  oneByPlace: ReadonlyMap<number, number>;
  /** Changed, come and gone together: people, not names. */
  persons: number;
}

/** For a first snapshot: everybody is new. */
export const allNew = (persons: number): Changes => ({
  changed: new Uint8Array(persons).fill(1),
  before: new Int32Array(persons).fill(-1),
  gone: new Int32Array(0),
  back: new Set(),
  tookBack: new Set(),
  oneByPerson: new Map(),
  oneByPlace: new Map(),
  persons,
});

export interface ChangedInput {
  /** The take-away file of now */
  path: string;
  variables: readonly ManifestVariable[];
  persons: number;
  /** Names of variables that were answered here */
  answered: ReadonlySet<string>;
  /** Names apart, with the name that the same person is known by */
  apart: ReadonlyMap<string, string>;
}

/**
 * Compares all that is known of each person, by meaning: the order of variables, and variables that hold nothing yet,
 * make no difference. Text is not measured, and makes none either. Both sides are summed up in the same run, so that
 * another version of DuckDB does not. Needs the earlier snapshot attached, and leaves `earlier_person (person, place)`.
 */
export async function findChanges(workshop: Workshop, now: ChangedInput, earlier: Earlier): Promise<Changes> {
  const [path, before] = [now.path, join(earlier.folder, DATA_FILE)].map((file) => `read_parquet(${quoted(file)})`);
  await workshop.run(`create temp table earlier_person as
    select person, (row_number() over (order by person) - 1)::INTEGER as place, hash
    from (${hashes(before as string, "person", earlier.manifest.variables)})`);
  await workshop.run(`create temp table person_change as
    select person, now.p as p, earlier_person.place as place, now.hash as hash,
      coalesce(now.hash <> earlier_person.hash, true) as changed
    from (select p, person, hash from (${hashes(path as string, "person", now.variables)}) join member using (person)) now
    full join earlier_person using (person)`);
  const changes = {
    changed: new Uint8Array(now.persons),
    before: new Int32Array(now.persons).fill(-1),
    gone: [] as number[],
    back: new Set<number>(),
    tookBack: await findTookBack(workshop, now, earlier),
    ...(await findDoubles(workshop, now.apart)),
  };
  await workshop.read("select p, place, changed from person_change", (chunk) => {
    for (const [p, place, changed] of chunk.getRows() as [number | null, number | null, boolean][]) {
      if (p === null) changes.gone.push(place as number);
      else {
        changes.changed[p] = changed ? 1 : 0;
        changes.before[p] = place ?? -1;
      }
    }
  });
  if (hasFrozen(earlier))
    await workshop.read(
      `select row from (${hashes("earlier.past_row", "row", earlier.manifest.variables)}) past
        join earlier.frozen_row using (row) join person_change on person_change.place = frozen_row.p
        where past.hash = person_change.hash`,
      (chunk) => {
        for (const row of chunk.getColumnValues(0)) changes.back.add(row as number);
      },
    );
  await workshop.run("drop table person_change");
  const gone = Int32Array.from(changes.gone);
  return { ...changes, gone, persons: peopleIn(changes) };
}

/** Whoever changed under two names is one. */
function peopleIn({
  changed,
  gone,
  oneByPerson,
  oneByPlace,
}: Pick<Changes, "changed" | "oneByPerson" | "oneByPlace"> & { gone: readonly number[] }): number {
  const doubles = [
    ...[...oneByPerson].filter(([p]) => changed[p] === 1).map(([, one]) => one),
    ...gone.flatMap((place) => oneByPlace.get(place) ?? []),
  ];
  return changed.reduce((sum, one) => sum + one, 0) + gone.length - (doubles.length - new Set(doubles).size);
}

async function findDoubles(
  workshop: Workshop,
  apart: ReadonlyMap<string, string>,
): Promise<Pick<Changes, "oneByPerson" | "oneByPlace">> {
  const names = [...apart].flatMap((both, one) => both.map((name) => ({ name, one })));
  await workshop.run("create temp table known_as (person VARCHAR, one INTEGER)");
  await workshop.append(
    "known_as",
    [VARCHAR, INTEGER],
    [names.map(({ name }) => name), names.map(({ one }) => one)],
    names.length,
  );
  const found = await workshop.rows<{ p: number | null; place: number | null; one: number }>(
    "select p, place, one from person_change join known_as using (person)",
  );
  await workshop.run("drop table known_as");
  const by = (key: "p" | "place") =>
    new Map(found.flatMap(({ one, ...each }) => (each[key] === null ? [] : [[each[key], one] as const])));
  return { oneByPerson: by("p"), oneByPlace: by("place") };
}

/** What stands where somebody does not let an answer be seen any more, or removed it. */
const GONE: readonly string[] = [NOT_SHARED, NO_ROUND_NEAR];
/** Nobody said it. */
const NOT_SAID: readonly string[] = [...GONE, "NOT_ASKED"];

/** Answers are only ever taken back, never left out: what was there and is not there now was taken back. */
async function findTookBack(
  workshop: Workshop,
  { path, variables, answered }: ChangedInput,
  { folder, manifest }: Earlier,
): Promise<Set<number>> {
  const tookBack = variables.flatMap((variable, index) => {
    const place = manifest.variables.findIndex(({ name }) => name === variable.name);
    const before = manifest.variables[place];
    if (!answered.has(variable.name) || before === undefined || before.type === "TEXT" || variable.type === "TEXT")
      return [];
    if (before.measured !== variable.measured) return [];
    return [`(${isThere(before, "past", place, NOT_SAID)} and not ${isThere(variable, "now", index, GONE)})`];
  });
  if (tookBack.length === 0) return new Set();
  const [past, now] = [join(folder, DATA_FILE), path].map((file) => `read_parquet(${quoted(file)})`);
  const found = await workshop.rows<{ p: number }>(
    `select distinct person_change.p as p from person_change join ${past} past using (person)
      left join ${now} now on now.person = past.person and now.wave = past.wave
      where person_change.changed and person_change.p is not null and (${tookBack.join(" or ")})`,
  );
  return new Set(found.map(({ p }) => p));
}

/** Whether there is a value, or a reason for none that somebody gave; never NULL. */
function isThere(variable: ManifestVariable, table: string, index: number, except: readonly string[]): string {
  const kinds = variable.missingCodes.flatMap(({ code }, at) => (except.includes(code) ? [] : [at + 1]));
  const given = (kind: string): string =>
    kinds.length === 0 ? "false" : `coalesce(${kind} in (${kinds.join(", ")}), false)`;
  const value = `${table}.v${index}`;
  if (variable.measured) return `(${value} is not null or ${given(`${table}.m${index}`)})`;
  const empty = variable.categories.length;
  return `(coalesce(${value} < ${empty}, false) or ${given(`${value}::INTEGER - ${empty}`)})`;
}

/** A hash of all rows with the same key. */
function hashes(table: string, key: string, variables: readonly ManifestVariable[]): string {
  const parts = variables.flatMap((variable, index) => {
    // What others make changes where they do; made another way, it is no change of anybody.
    if (variable.derivedFrom !== undefined || variable.type === "TEXT") return [];
    const value = `v${index}`;
    const kinds = variable.missingCodes.map(({ code }) => mark(variable.name, "missing", code));
    if (variable.measured)
      return `case when ${value} is not null then ${mixed(value, mark(variable.name))}
        else [0::UBIGINT, ${kinds.join(", ")}][m${index} + 1] end`.replace(", ]", "]");
    const codes = variable.categories.map(({ code }) => mark(variable.name, "code", code));
    // EMPTY counts for nothing.
    return `[${[...codes, "0::UBIGINT", ...kinds].join(", ")}][${value} + 1]`;
  });
  const row = parts.reduce((sum, part) => `xor(${sum}, coalesce(${part}, 0::UBIGINT))`, "0::UBIGINT");
  return `select ${key}, bit_xor(${mixed("wave", row)}) as hash from ${table} group by ${key}`;
}

/**
 * DuckDB's hash of two values is the exclusive or of a hash of each: without the outer one, an equal change in two waves
 * or two variables would cancel out.
 */
const mixed = (one: string, other: string): string => `hash(hash(${one}, ${other}))`;

/** A number that stands for a meaning. */
const mark = (...meaning: string[]): string =>
  `${createHash("sha256").update(JSON.stringify(meaning)).digest().readBigUInt64BE()}::UBIGINT`;
