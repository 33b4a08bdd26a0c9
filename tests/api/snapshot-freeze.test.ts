import { createHash, createHmac } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freeze, type FreezeInput } from "../../api/flow/snapshot/freeze.ts";
import type { Manifest } from "../../api/flow/snapshot/manifest.ts";
import { NO_SURVEY, type SurveySource } from "../../api/flow/snapshot/sources.ts";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { codes, declare, type ImportedPerson, writeImported } from "../testkit/imported-folder.ts";

const WAVES = [
  { code: "2020", label: "twintig" },
  { code: "2021", label: "eenentwintig" },
];
const VARIABLES = [
  declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v", "x") }),
  declare("region", {
    type: "CATEGORICAL",
    level: "PERSON_WAVE",
    role: "BACKGROUND",
    categories: codes("N", "Z"),
    missingCodes: codes("-9"),
  }),
  declare("house", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("score", {
    type: "NUMBER",
    level: "PERSON_WAVE",
    role: "ANSWER",
    minimum: 0,
    maximum: 10,
    missingCodes: codes("refused"),
    bandings: [{ name: "halves", limits: [5] }],
  }),
  declare("born", { type: "DATE", level: "PERSON", role: "BACKGROUND" }),
  declare("note", { type: "TEXT", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("age", { type: "INTEGER", level: "PERSON", role: "ANSWER", minimum: 14, maximum: 17 }),
];

const name = (i: number): string => `p${String(i).padStart(3, "0")}`;

/** 100 persons; the last ten never seen in the second wave. */
const people = (count = 100): ImportedPerson[] =>
  Array.from({ length: count }, (_, i) => ({
    person: name(i),
    values: { sex: i < 4 ? "x" : i % 2 ? "m" : "v", born: 12_000 + i, age: 14 + (i % 4) },
    waves: {
      "2020": {
        region: i % 3 === 0 ? "N" : i % 3 === 1 ? "Z" : { missing: "-9" },
        house: i % 7 < 3,
        score: i % 10 === 9 ? { missing: "refused" } : i % 10,
        note: i === 7 ? "a note" : null,
      },
      ...(i < 90 ? { "2021": { region: "N", house: i % 5 !== 0, score: i === 5 ? null : (i % 11) - 0.5 } } : {}),
    },
  }));

const SECRET = createHash("sha256").update("a secret of this test").digest();

let root: string;
let made = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "weerklank-freeze-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function take(persons: ImportedPerson[], changes: Partial<FreezeInput> = {}, survey: SurveySource = NO_SURVEY) {
  const folder = join(root, `import-${++made}`);
  await writeImported(folder, WAVES, VARIABLES, persons);
  const input: FreezeInput = {
    sources: {
      study: { slug: "proef", title: "Proef", synthetic: true },
      waves: WAVES,
      imported: { folder, variables: VARIABLES },
      survey,
    },
    number: 1,
    state: "PRELIMINARY",
    history: [],
    earlier: null,
    rules: { rareCode: 30 },
    asOf: new Date("2026-11-22T10:00:00Z"),
    chance: (bytes) => Buffer.alloc(bytes, 7),
    secret: SECRET,
    folder: join(root, `snapshot-${made}`),
    ...changes,
  };
  return { ...(await freeze(input)), folder: input.folder };
}

async function ask<Row>(folder: string, sql: string): Promise<Row[]> {
  const duckdb = await openDuckDB(join(folder, "measure.duckdb"), { readOnly: true });
  const rows = await duckdb.rows<Row>(sql);
  duckdb.close();
  return rows;
}

const read = async (folder: string) => JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as Manifest;

describe("freeze", () => {
  it("lays a person's waves side by side, as positions of the codings", async () => {
    const { folder, manifest, notAsked } = await take(people());
    expect(notAsked).toBeNull();
    expect(await read(folder)).toEqual(manifest);
    const codings = (at: number) =>
      manifest.variables[at]?.codings.map(({ valid, missing, merged }) => [
        valid.map(({ code }) => code),
        missing.map(({ kind }) => kind),
        merged,
      ]);
    expect(codings(0)).toEqual([[["m", "v", "~other"], ["EMPTY"], ["x"]]]);
    expect(codings(1)).toEqual([[["N", "Z"], ["EMPTY", "-9", "NOT_IN_WAVE"], []]]);
    expect(codings(2)).toEqual([[["true", "false"], ["EMPTY", "NOT_IN_WAVE"], []]]);
    expect(codings(3)).toEqual([[["(,5)", "[5,)"], ["EMPTY", "refused", "NOT_IN_WAVE"], []]]);
    expect(codings(4)).toEqual([[["~valid"], ["EMPTY"], []]]);
    expect(codings(5)).toEqual([]);
    expect(codings(6)).toEqual([[["(,15)", "[15,16)", "[16,17)", "[17,)"], ["EMPTY"], []]]);
    const rows = await ask<Record<string, unknown>>(folder, "select * from person order by rowid");
    expect(rows).toHaveLength(100);
    expect(rows[0]).toEqual({
      v0c0: 2,
      v1c0w0: 0,
      v1c0w1: 0,
      v2c0w0: 0,
      v2c0w1: 1,
      v3c0w0: 0,
      v3xw0: 0,
      v3c0w1: 0,
      v3xw1: -0.5,
      v4c0: 0,
      v4x: 12_000,
      v6c0: 0,
      v6x: 14,
      s0: 1,
      s1: 1,
    });
    expect(rows[99]).toEqual({
      v0c0: 0,
      v1c0w0: 0,
      v1c0w1: 4,
      v2c0w0: 0,
      v2c0w1: 3,
      v3c0w0: 3,
      v3xw0: null,
      v3c0w1: 4,
      v3xw1: null,
      v4c0: 0,
      v4x: 12_099,
      v6c0: 3,
      v6x: 17,
      s0: 1,
      s1: 0,
    });
    expect(rows[5]).toMatchObject({ v3c0w1: 2, v3xw1: null, v1c0w0: 3 });
  });

  it("counts every group that BACKGROUND makes, with the sum of its members' keys", async () => {
    const persons = people();
    const { folder } = await take(persons);
    const frames = await ask<{
      variables: string;
      codes: number[];
      persons: number;
      fp_now: bigint;
      fp_first: bigint;
      as_of: number;
    }>(folder, "select * from frame");
    const fingerprint = (members: ImportedPerson[]): bigint =>
      members.reduce(
        (sum, { person }) =>
          BigInt.asUintN(64, sum + createHmac("sha256", SECRET).update(`rk|${person}`).digest().readBigUInt64BE()),
        0n,
      );
    const frame = (variables: string, ...positions: number[]) =>
      frames.find((each) => each.variables === variables && each.codes.join() === positions.join());
    expect(frame("")).toMatchObject({
      persons: 100,
      fp_now: fingerprint(persons),
      fp_first: fingerprint(persons),
      as_of: 1,
    });
    const boys = persons.filter(({ values }) => values?.sex === "m");
    expect(frame("0.0", 0)).toMatchObject({ persons: boys.length, fp_now: fingerprint(boys) });
    const gone = persons.slice(90);
    expect(frame("1.0@1", 4)).toMatchObject({ persons: 10, fp_now: fingerprint(gone) });
    const boysInTheNorth = boys.filter(({ waves }) => waves["2020"]?.["region"] === "N");
    expect(frame("0.0,1.0@0", 0, 0)).toMatchObject({
      persons: boysInTheNorth.length,
      fp_now: fingerprint(boysInTheNorth),
    });
    const firstNorth = persons.filter((_, i) => i % 3 === 0 || (i % 3 === 2 && i < 90));
    expect(frame("1.0@first", 0)).toMatchObject({ persons: firstNorth.length, fp_now: fingerprint(firstNorth) });
    expect(frame("1.0@first", 2)?.persons).toBe(3);
    expect(frame("1.0@last", 1)?.persons).toBe(3);
    expect(frames.every(({ persons: size }) => size > 0)).toBe(true);
    expect(frames.some(({ variables }) => variables.startsWith("4."))).toBe(false);
  });
});
