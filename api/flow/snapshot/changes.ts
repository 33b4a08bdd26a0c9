import { createHash } from "node:crypto";
import { join } from "node:path";
import { DATA_FILE, type ManifestVariable } from "./manifest.ts";
import type { Earlier } from "./earlier-frames.ts";
import { quoted, type Workshop } from "./workshop.ts";

/** Who changed since an earlier snapshot. */
export interface Changes {
  /** By person in the order of pseudonyms: 1 where anything about the person is new or different. */
  changed: Uint8Array;
  /** Changed, come and gone together. */
  persons: number;
}

/** For a first snapshot: everybody is new. */
export const allNew = (persons: number): Changes => ({ changed: new Uint8Array(persons).fill(1), persons });

/**
 * Compares all that is known of each person, by meaning: the order of variables, and variables that hold nothing yet,
 * make no difference. Both sides are summed up in the same run, so that another version of DuckDB makes none either.
 */
export async function findChanges(
  workshop: Workshop,
  now: { path: string; variables: readonly ManifestVariable[]; persons: number },
  earlier: Earlier,
): Promise<Changes> {
  const before = join(earlier.folder, DATA_FILE);
  await workshop.run(`create temp table person_change as
    select now.person as person, earlier.person is null or now.hash <> earlier.hash as changed
    from (${personHashes(now.path, now.variables)}) now
    full join (${personHashes(before, earlier.manifest.variables)}) earlier using (person)`);
  const changed = new Uint8Array(now.persons);
  await workshop.read("select p from member join person_change using (person) where changed", (chunk) => {
    for (const p of chunk.getColumnValues(0)) changed[p as number] = 1;
  });
  const [gone] = await workshop.rows<{ persons: bigint }>(
    "select count(*) as persons from person_change where person is null",
  );
  await workshop.run("drop table person_change");
  return { changed, persons: changed.reduce((sum, one) => sum + one, 0) + Number(gone?.persons ?? 0) };
}

function personHashes(path: string, variables: readonly ManifestVariable[]): string {
  const parts = variables.flatMap((variable, index) => {
    // What others make changes where they do; made another way, it is no change of anybody.
    if (variable.derivedFrom !== undefined) return [];
    const value = `v${index}`;
    if (variable.type === "TEXT")
      return `case when ${value} is null then 0::UBIGINT else ${mixed(value, mark(variable.name))} end`;
    const kinds = variable.missingCodes.map(({ code }) => mark(variable.name, "missing", code));
    if (variable.measured)
      return `case when ${value} is not null then ${mixed(value, mark(variable.name))}
        else [0::UBIGINT, ${kinds.join(", ")}][m${index} + 1] end`.replace(", ]", "]");
    const codes = variable.categories.map(({ code }) => mark(variable.name, "code", code));
    // EMPTY counts for nothing.
    return `[${[...codes, "0::UBIGINT", ...kinds].join(", ")}][${value} + 1]`;
  });
  const row = parts.reduce((sum, part) => `xor(${sum}, coalesce(${part}, 0::UBIGINT))`, "0::UBIGINT");
  return `select person, bit_xor(${mixed("wave", row)}) as hash from read_parquet(${quoted(path)}) group by person`;
}

/**
 * DuckDB's hash of two values is the exclusive or of a hash of each: without the outer one, an equal change in two waves
 * or two variables would cancel out.
 */
const mixed = (one: string, other: string): string => `hash(hash(${one}, ${other}))`;

/** A number that stands for a meaning. */
const mark = (...meaning: string[]): string =>
  `${createHash("sha256").update(JSON.stringify(meaning)).digest().readBigUInt64BE()}::UBIGINT`;
