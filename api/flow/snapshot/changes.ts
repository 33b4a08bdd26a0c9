import { createHash } from "node:crypto";
import { join } from "node:path";
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
  /** Changed, come and gone together. */
  persons: number;
}

/** For a first snapshot: everybody is new. */
export const allNew = (persons: number): Changes => ({
  changed: new Uint8Array(persons).fill(1),
  before: new Int32Array(persons).fill(-1),
  gone: new Int32Array(0),
  back: new Set(),
  persons,
});

/**
 * Compares all that is known of each person, by meaning: the order of variables, and variables that hold nothing yet,
 * make no difference. Text is not measured, and makes none either. Both sides are summed up in the same run, so that
 * another version of DuckDB does not. Needs the earlier snapshot attached, and leaves `earlier_person (person, place)`.
 */
export async function findChanges(
  workshop: Workshop,
  now: { path: string; variables: readonly ManifestVariable[]; persons: number },
  earlier: Earlier,
): Promise<Changes> {
  const [path, before] = [now.path, join(earlier.folder, DATA_FILE)].map((file) => `read_parquet(${quoted(file)})`);
  await workshop.run(`create temp table earlier_person as
    select person, (row_number() over (order by person) - 1)::INTEGER as place, hash
    from (${hashes(before as string, "person", earlier.manifest.variables)})`);
  await workshop.run(`create temp table person_change as
    select now.p as p, earlier_person.place as place, now.hash as hash,
      coalesce(now.hash <> earlier_person.hash, true) as changed
    from (select p, person, hash from (${hashes(path as string, "person", now.variables)}) join member using (person)) now
    full join earlier_person using (person)`);
  const changes = {
    changed: new Uint8Array(now.persons),
    before: new Int32Array(now.persons).fill(-1),
    gone: [] as number[],
    back: new Set<number>(),
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
  return { ...changes, gone, persons: changes.changed.reduce((sum, one) => sum + one, 0) + gone.length };
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
