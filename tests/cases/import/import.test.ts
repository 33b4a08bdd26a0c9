import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { bringIn, type Checked } from "../../../api/flow/study/bring-in.ts";
import { IMPORT_PROBLEMS } from "../../../api/flow/study/import-problems.ts";
import { StudyRefused, type VariableDeclaration } from "../../../api/flow/study/study.ts";
import { openDuckDB } from "../../../api/platform/duckdb.ts";
import { makeDataFolder } from "../../testkit/data-folder.ts";

/*
 * A case is a folder: package/ as somebody would hand it in, expected.json with what must come of it. refused: the
 * problems in order, where they stand. accepted: waves, variables (what is written there must hold), persons and rows
 * (person, wave, then v and m of each variable in order), sorted by person and wave.
 */

const cell = z.union([z.string(), z.number(), z.null()]);
const place = { file: z.string().nullable(), row: z.number().nullable(), field: z.string().nullable() };
const expectedCase = z.strictObject({
  why: z.string(),
  refused: z.array(z.strictObject({ code: z.string(), ...place })).optional(),
  problemCount: z.number().optional(),
  accepted: z
    .strictObject({
      waves: z.array(z.string()),
      variables: z.array(z.looseObject({ name: z.string() })),
      notes: z.array(z.string()).default([]),
      persons: z.array(z.union([z.string(), z.array(cell)])),
      rows: z.array(z.array(cell)),
    })
    .optional(),
});

const CASES = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

let data: Awaited<ReturnType<typeof makeDataFolder>>;
beforeAll(async () => {
  data = await makeDataFolder();
});
afterAll(() => data.remove());

async function imported(name: string) {
  const root = join(data.folder.imports, name);
  const [folder, work, reportPath] = [join(root, "checked"), join(root, "work"), join(root, "problems.csv")];
  await mkdir(folder, { recursive: true });
  await mkdir(work);
  const run = bringIn({
    at: join(import.meta.dirname, name, "package"),
    folder,
    work,
    reportPath,
    surveyVariables: async () => [],
    openDuckDB,
    onProgress: () => {},
  });
  return { run, root, folder, work, reportPath };
}

const expectationOf = async (name: string) =>
  expectedCase.parse(JSON.parse(await readFile(join(import.meta.dirname, name, "expected.json"), "utf8")));

describe("refused", () => {
  test.each(CASES.filter((name) => name.startsWith("refused-")))("%s", async (name) => {
    const { refused = [], problemCount = refused.length } = await expectationOf(name);
    const { run, folder, work, reportPath } = await imported(name);
    const error: unknown = await run.then(
      () => new Error("it came in"),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof StudyRefused)) throw error;
    const places = error.problems.map(({ code, file, row, field }) => ({ code, file, row, field }));
    if (refused.length > 0) expect(places).toEqual(refused);
    expect(error.problemCount).toBe(problemCount);
    expect(error.problems).toHaveLength(Math.min(problemCount, 20));
    for (const { message } of error.problems) {
      expect(message.nl).not.toMatch(/[{}]/);
      expect(message.en).not.toMatch(/[{}]/);
    }
    const report = (await readFile(reportPath, "utf8")).trimEnd().split("\n");
    expect(report).toHaveLength(problemCount + 1);
    expect(report[0]).toBe("code,file,row,field,nl,en");
    // Nothing half-written stays behind.
    expect(await readdir(folder)).toEqual([]);
    expect(await readdir(work)).toEqual([]);
    await rm(reportPath);
  });
});

/** Checked data as the case has them: persons with their values where they have any, rows sorted. */
async function contents(folder: string, checked: Checked) {
  const db = await openDuckDB(":memory:", { readOnly: false });
  const table = async (file: string, keys: string[], level: VariableDeclaration["level"]) => {
    const columns = checked.dictionary.variables.flatMap((variable, k) =>
      variable.level === level ? [`v${k}`, ...(variable.missingCodes.length > 0 ? [`m${k}`] : [])] : [],
    );
    const rows = await db.rows<Record<string, string | number | null>>(
      `select * from read_parquet('${join(folder, file)}') order by all`,
    );
    for (const row of rows) expect(Object.keys(row)).toEqual([...keys, ...columns]);
    return rows.map((row) => [...keys, ...columns].map((column) => row[column] ?? null));
  };
  const persons = await table("persons.parquet", ["person"], "PERSON");
  const rows = await table("rows.parquet", ["person", "wave"], "PERSON_WAVE");
  db.close();
  return { persons: persons.map((person) => (person.length === 1 ? person[0] : person)), rows };
}

describe("accepted", () => {
  test.each(CASES.filter((name) => name.startsWith("accepted-")))("%s", async (name) => {
    const { accepted } = await expectationOf(name);
    const { run, folder, work } = await imported(name);
    const checked = await run;
    const { dictionary, plan } = checked;
    expect(dictionary.waves.map(({ code }) => code)).toEqual(accepted?.waves);
    expect(dictionary.variables).toMatchObject(accepted?.variables ?? []);
    expect(dictionary.variables).toHaveLength(accepted?.variables.length ?? 0);
    expect(plan.notes.map(({ field }) => field)).toEqual(accepted?.notes);
    const { persons, rows } = await contents(folder, checked);
    expect({ persons, rows }).toEqual({ persons: accepted?.persons, rows: accepted?.rows });
    expect([checked.persons, checked.rows]).toEqual([persons.length, rows.length]);
    expect((await readdir(folder)).sort()).toEqual(["dictionary.json", "persons.parquet", "rows.parquet"]);
    expect(JSON.parse(await readFile(join(folder, "dictionary.json"), "utf8"))).toEqual(dictionary);
    expect(await readdir(work)).toEqual([]);
  });
});

test("every kind of problem has a case or a test of its own", async () => {
  const elsewhere = ["INTERRUPTED", "FAILED", "VARIABLE_OF_SURVEY", "NO_PACKAGE"];
  const met = (await Promise.all(CASES.map(expectationOf))).flatMap(({ refused = [] }) =>
    refused.map(({ code }) => code),
  );
  const expected = Object.keys(IMPORT_PROBLEMS).filter((code) => !elsewhere.includes(code));
  expect(expected.filter((code) => !met.includes(code))).toEqual([]);
});
