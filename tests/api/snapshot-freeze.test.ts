import { createHmac } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disturb } from "../../api/flow/result/result.ts";
import { freeze, type SurveySource } from "../../api/flow/snapshot/snapshot.ts";
import { type Freezer, makeFreezer, type StudyData, TEST_SECRET } from "../testkit/freezer.ts";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";

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

/** 100 persons; the last ten were never seen in the second wave. */
const PERSONS: ImportedPerson[] = Array.from({ length: 100 }, (_, i) => ({
  person: name(i),
  values: { sex: i < 4 ? "x" : i % 2 ? "m" : "v", born: 12_000 + i, age: 14 + (i % 4) },
  waves: {
    "2020": {
      region: i % 3 === 0 ? "N" : i % 3 === 1 ? "Z" : { missing: "-9" },
      house: i % 7 < 3,
      score: i % 10 === 9 ? { missing: "refused" } : i % 10,
      note: i === 7 ? "it's a note" : null,
    },
    ...(i < 90 ? { "2021": { region: "N", house: i % 5 !== 0, score: i === 5 ? null : (i % 11) - 0.5 } } : {}),
  },
}));
const STUDY: StudyData = { waves: WAVES, variables: VARIABLES, persons: PERSONS };

let freezer: Freezer;
beforeAll(async () => {
  freezer = await makeFreezer();
});
afterAll(() => freezer.remove());

const fingerprint = (members: readonly ImportedPerson[]): bigint =>
  members.reduce(
    (sum, { person }) =>
      BigInt.asUintN(64, sum + createHmac("sha256", TEST_SECRET).update(`rk|${person}`).digest().readBigUInt64BE()),
    0n,
  );

interface FrameRow {
  variables: string;
  codes: number[];
  persons: number;
  fp_first: bigint;
  fp_now: bigint;
  as_of: number;
}

describe("a frozen study", () => {
  it("says what every position means", async () => {
    const { folder, manifest, notAsked } = await freezer.freeze(STUDY);
    expect(notAsked).toBeNull();
    expect(await freezer.manifestIn(folder)).toEqual(manifest);
    const meaning = manifest.variables.map(({ codings }) =>
      codings.map(({ valid, missing, merged }) => [
        valid.map(({ code }) => code).join(" "),
        missing.map(({ kind }) => kind).join(" "),
        merged.join(" "),
      ]),
    );
    expect(meaning).toEqual([
      [["m v ~other", "EMPTY", "x"]],
      [["N Z", "EMPTY -9 NOT_IN_WAVE", ""]],
      [["true false", "EMPTY NOT_IN_WAVE", ""]],
      [["(,5) [5,)", "EMPTY refused NOT_IN_WAVE", ""]],
      [["~valid", "EMPTY", ""]],
      [],
      [["(,15) [15,16) [16,17) [17,)", "EMPTY", ""]],
    ]);
    expect(manifest).toMatchObject({ persons: 100, personsShown: 100, frameDepth: 3 });
    expect(manifest.variables[3]?.limits).toEqual({ minimum: 0, maximum: 10 });
    expect(await readdir(folder)).toEqual(["data.parquet", "manifest.json", "measure.duckdb"]);
  });

  it("lays a person's waves side by side, as positions", async () => {
    const { ask } = await freezer.freeze(STUDY);
    const rows = await ask<Record<string, unknown>>("select * from person order by rowid");
    expect(rows).toHaveLength(100);
    expect(rows[0]).toEqual({
      ...{ v0c0: 2, v4c0: 0, v4x: 12_000, v6c0: 0, v6x: 14 },
      ...{ s0: 1, v1c0w0: 0, v2c0w0: 0, v3c0w0: 0, v3xw0: 0 },
      ...{ s1: 1, v1c0w1: 0, v2c0w1: 1, v3c0w1: 0, v3xw1: -0.5 },
    });
    expect(rows[99]).toEqual({
      ...{ v0c0: 0, v4c0: 0, v4x: 12_099, v6c0: 3, v6x: 17 },
      ...{ s0: 1, v1c0w0: 0, v2c0w0: 0, v3c0w0: 3, v3xw0: null },
      ...{ s1: 0, v1c0w1: 4, v2c0w1: 3, v3c0w1: 4, v3xw1: null },
    });
    expect(rows[5]).toMatchObject({ v1c0w0: 3, v3c0w1: 2, v3xw1: null });
  });

  it("keeps everything to take away, sorted, with nothing merged", async () => {
    const { takeAway } = await freezer.freeze({
      ...STUDY,
      survey: { variables: [], roster: ["zz-never-seen"], rows: [] },
    });
    const rows = await takeAway<Record<string, unknown>>("select * from data");
    expect(rows).toHaveLength(191);
    const keys = rows.map(({ person, wave }) => `${String(person)} ${String(wave)}`);
    expect(keys).toEqual([...keys].sort());
    const born = { v4: 12_000, m4: null, v6: 14, m6: null };
    expect(rows[0]).toEqual({ person: "p000", wave: "2020", v0: 2, v1: 0, v2: 0, v3: 0, m3: null, v5: null, ...born });
    expect(rows.find(({ person }) => person === "p007")).toMatchObject({ v5: "it's a note" });
    expect(rows.find(({ person }) => person === "p009")).toMatchObject({ v3: null, m3: 1 });
    expect(rows.at(-1)).toMatchObject({ person: "zz-never-seen", wave: null, v0: 3, v1: null, v4: null, m4: 0 });
  });

  it("keeps pseudonyms, words and keys out of the measured file", async () => {
    const { folder } = await freezer.freeze(STUDY);
    const measured = await readFile(join(folder, "measure.duckdb"));
    const key = createHmac("sha256", TEST_SECRET).update("rk|p042").digest().subarray(0, 8);
    for (const told of [Buffer.from("p042"), Buffer.from("it's a note"), key, Buffer.from(key).reverse()])
      expect(measured.includes(told)).toBe(false);
  });

  it("counts every group that BACKGROUND makes, with the sum of its members' keys", async () => {
    const { ask } = await freezer.freeze(STUDY);
    const frames = await ask<FrameRow>("select * from frame");
    const frame = (variables: string, ...positions: number[]) =>
      frames.find((each) => each.variables === variables && each.codes.join() === positions.join());
    const holds = (found: FrameRow | undefined, members: readonly ImportedPerson[]) =>
      expect(found).toMatchObject({
        persons: members.length,
        fp_now: fingerprint(members),
        fp_first: fingerprint(members),
        as_of: 1,
      });
    const boys = PERSONS.filter(({ values }) => values?.["sex"] === "m");
    holds(frame(""), PERSONS);
    holds(frame("0.0", 0), boys);
    holds(frame("1.0@1", 4), PERSONS.slice(90));
    holds(
      frame("0.0,1.0@0", 0, 0),
      boys.filter(({ waves }) => waves["2020"]?.["region"] === "N"),
    );
    // First and last: the valid code nearest to that end; EMPTY where there never was one.
    holds(
      frame("1.0@first", 0),
      PERSONS.filter((_, i) => i % 3 === 0 || (i % 3 === 2 && i < 90)),
    );
    expect(frame("1.0@first", 2)?.persons).toBe(3);
    expect(frame("1.0@last", 1)?.persons).toBe(3);
    expect(frames.every(({ persons }) => persons > 0)).toBe(true);
    expect(frames.some(({ variables }) => variables.includes("4."))).toBe(false);
  });

  it("takes no more variables together than there is room for, and says so", async () => {
    const variables = Array.from({ length: 3 }, (_, i) =>
      declare(`code${i}`, {
        type: "CATEGORICAL",
        level: "PERSON_WAVE",
        role: "BACKGROUND",
        categories: codes(...Array.from({ length: 200 }, (_, code) => `${code}`)),
      }),
    );
    const waves = Array.from({ length: 20 }, (_, wave) => ({ code: `${wave}`, label: `${wave}` }));
    const persons = Array.from({ length: 26_000 }, (_, i) => ({
      person: name(i),
      waves: { 0: { code0: `${i % 200}`, code1: `${(i * 7) % 199}`, code2: `${(i * 13) % 193}` } },
    }));
    const { manifest, ask } = await freezer.freeze({ waves, variables, persons }, { rules: { rareCode: 0 } });
    expect(manifest.frameDepth).toBe(2);
    expect(
      await ask("select max(length(variables) - length(replace(variables, ',', ''))) as commas from frame"),
    ).toEqual([{ commas: 1n }]);
  });

  it("merges nothing where the rules say so", async () => {
    const { manifest } = await freezer.freeze(STUDY, { rules: { rareCode: 0 } });
    expect(manifest.variables.flatMap(({ codings }) => codings.flatMap(({ merged }) => merged))).toEqual([]);
  });

  it("has the same hash for the same chance, another for other data, meaning or salt", async () => {
    const hash = async (...of: Parameters<Freezer["freeze"]>) => (await freezer.freeze(...of)).manifest.hash;
    const first = await hash(STUDY);
    expect(await hash(STUDY)).toBe(first);
    expect(await hash(STUDY, { chance: (bytes) => Buffer.alloc(bytes, 8) })).not.toBe(first);
    expect(await hash({ ...STUDY, persons: PERSONS.slice(1) })).not.toBe(first);
    const relabelled = VARIABLES.map((variable) => ({ ...variable, label: `${variable.label}!` }));
    expect(await hash({ ...STUDY, variables: relabelled })).not.toBe(first);
  });

  it("leaves nothing where it fails", async () => {
    const before = await readdir(freezer.root);
    const wrong: ImportedPerson[] = [{ person: "p1", values: { sex: "secret-code" }, waves: {} }];
    const failed = freezer.freeze({ ...STUDY, persons: wrong }, { folder: join(freezer.root, "failed") });
    await expect(failed).rejects.toThrow();
    const after = await readdir(freezer.root);
    expect(after.filter((name) => !before.includes(name) && !name.startsWith("import-"))).toEqual([]);
  });
});

describe("survey answers", () => {
  const answered = declare("heard", { type: "INTEGER", level: "PERSON_WAVE", role: "ANSWER", minimum: 1, maximum: 5 });
  const choice = declare("need", {
    type: "CATEGORICAL",
    level: "PERSON_WAVE",
    role: "ANSWER",
    categories: codes("a", "b"),
  });
  const survey: SurveySource = {
    variables: [
      { ...answered, origin: "SURVEY" },
      { ...choice, origin: "SURVEY" },
    ],
    roster: ["p000", "p095", "new-and-silent", "new"],
    rows: [
      [
        { pseudonym: "p000", wave: "2021", values: { heard: 3, need: "b" } },
        { pseudonym: "p095", wave: "2021", values: { heard: 5 } },
      ],
      [{ pseudonym: "new", wave: "2020", values: { need: "a" } }],
    ],
  };

  it("are values of the same persons, beside what was imported", async () => {
    const { ask, takeAway, manifest } = await freezer.freeze({ ...STUDY, survey }, { rules: { rareCode: 0 } });
    expect(manifest.persons).toBe(102);
    expect(manifest.variables.slice(-2).map(({ name: each }) => each)).toEqual(["heard", "need"]);
    const people = await takeAway<{ person: string }>("select distinct person from data order by person");
    const rows = await ask<Record<string, unknown>>("select * from person order by rowid");
    const of = (person: string) => rows[people.findIndex((each) => each.person === person)];
    expect(of("p000")).toMatchObject({ s1: 1, v7xw1: 3, v7c0w1: 2, v8c0w1: 1, v1c0w1: 0, v7xw0: null, v7c0w0: 5 });
    // Not in the imported second wave, but seen in it: what was imported is EMPTY there.
    expect(of("p095")).toMatchObject({ s1: 1, v7xw1: 5, v8c0w1: 2, v1c0w1: 2, v2c0w1: 2, v3c0w1: 2 });
    expect(of("p094")).toMatchObject({ s1: 0, v7c0w1: 6, v8c0w1: 3 });
    expect(of("new")).toMatchObject({ s0: 1, s1: 0, v8c0w0: 0, v0c0: 3, v1c0w0: 2, v6c0: 4 });
    expect(of("new-and-silent")).toMatchObject({ s0: 0, s1: 0, v0c0: 3, v1c0w0: 4 });
  });

  it("are a study of their own where nothing was imported", async () => {
    const folder = join(freezer.root, "survey-only");
    const { manifest } = await freeze({
      sources: { study: { slug: "s", title: "S", synthetic: false }, waves: WAVES, imported: null, survey },
      number: 1,
      state: "PRELIMINARY",
      history: [],
      earlier: null,
      rules: { rareCode: 30 },
      asOf: new Date(0),
      chance: (bytes) => Buffer.alloc(bytes),
      secret: TEST_SECRET,
      disturb,
      folder,
    });
    expect(manifest).toMatchObject({ persons: 4, personsShown: 0 });
    expect(manifest.variables[1]?.codings[0]).toMatchObject({ valid: [{ code: "~other" }], merged: ["a", "b"] });
  });

  it("are refused under the name of an imported variable", async () => {
    const twice = { ...survey, variables: [declare("sex", { type: "TEXT", level: "PERSON_WAVE", role: "ANSWER" })] };
    await expect(freezer.freeze({ ...STUDY, survey: twice })).rejects.toMatchObject({ code: "VARIABLE_TWICE" });
  });
});
