import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bringIn, type Checked } from "../../../api/flow/study/bring-in.ts";
import { type DuckDB, openDuckDB } from "../../../api/platform/duckdb.ts";
import { makeDataFolder } from "../../testkit/data-folder.ts";
import { hasRealData, REAL_DATA } from "../../testkit/exact-study.ts";

/* What an import must give of real studies: persons, rows, codes and what is missing, held against figures made in R. */

if (!hasRealData)
  console.warn(`\n  SKIPPED: no real data at ${REAL_DATA}; set REAL_DATA to hold imports against them.\n`);

interface Figures {
  n_valid: number;
  n_missing: number;
  counts?: Record<string, number>;
  mean?: number;
  wave?: number;
  n_rows?: number;
}

interface Expected {
  n_persons: number;
  n_rows?: number;
  n_rows_long?: number;
  n_rows_person_period?: number;
  n_waves?: number;
  person_level?: Record<string, Figures | Record<string, number> | Figures[] | number>;
  per_wave?: Record<string, Figures[]> | Figures[];
  retention?: { by_wave: { wave: number; n_observed: number }[] };
}

const isFigures = (found: unknown): found is Figures =>
  typeof found === "object" && found !== null && "n_valid" in found && !Array.isArray(found);

let data: Awaited<ReturnType<typeof makeDataFolder>>;
let db: DuckDB;
beforeAll(async () => {
  data = await makeDataFolder();
  db = await openDuckDB(":memory:", { readOnly: false });
});
afterAll(async () => {
  db.close();
  await data.remove();
});

interface Imported extends Checked {
  /** Table of the file in SQL */
  persons_: string;
  rows_: string;
}

async function bring(dataset: string, description: string): Promise<Imported> {
  const root = join(data.folder.imports, `${dataset}-${description}`);
  const [folder, work] = [join(root, "checked"), join(root, "work")];
  if (!existsSync(folder)) {
    await mkdir(folder, { recursive: true });
    await mkdir(work, { recursive: true });
  }
  const checked = await bringIn({
    at: join(REAL_DATA, dataset, description),
    folder,
    work,
    reportPath: join(root, "problems.csv"),
    surveyVariables: async () => [],
    openDuckDB,
    onProgress: () => {},
  });
  const table = (file: string) => `read_parquet('${join(folder, file).replaceAll("'", "''")}')`;
  return { ...checked, persons_: table("persons.parquet"), rows_: table("rows.parquet") };
}

const position = ({ dictionary }: Imported, name: string): number =>
  dictionary.variables.findIndex((variable) => variable.name === name);

async function figuresOf(from: string, k: number, where = "true"): Promise<Figures> {
  const [sums] = await db.rows<{ valid: bigint; missing: bigint; mean: number | null }>(
    `select count(v${k}) as valid, count(*) - count(v${k}) as missing, avg(try_cast(v${k} as double)) as mean from ${from} where ${where}`,
  );
  const counts = await db.rows<{ code: string; n: bigint }>(
    `select v${k}::varchar as code, count(*) as n from ${from} where ${where} and v${k} is not null group by 1`,
  );
  return {
    n_valid: Number(sums?.valid),
    n_missing: Number(sums?.missing),
    mean: sums?.mean ?? undefined,
    counts: Object.fromEntries(counts.map(({ code, n }) => [code.replace(/\.0$/, ""), Number(n)])),
  };
}

const nonZero = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));

function hold(actual: Figures, expected: Figures): number {
  expect([actual.n_valid, actual.n_missing]).toEqual([expected.n_valid, expected.n_missing]);
  if (expected.counts) expect(actual.counts).toEqual(nonZero(expected.counts));
  if (expected.mean !== undefined && expected.mean !== null) expect(actual.mean).toBeCloseTo(expected.mean, 8);
  return 1;
}

const expectedOf = async (dataset: string): Promise<Expected> =>
  JSON.parse(await readFile(join(REAL_DATA, dataset, "expected.json"), "utf8")) as Expected;

/** Another name in the wide file than in the long one, and the one variable where figures have no names. */
const SYNONYMS: Record<string, string[]> = { "teen-poverty age": ["age", "age_first"] };
const ONLY: Record<string, string> = { biofam: "state" };

describe.skipIf(!hasRealData)("real studies", () => {
  test.each([
    ["mvad", "datapackage.json", 13],
    ["mvad", "datapackage-wide.json", 13],
    ["teen-poverty", "datapackage.json", 27],
    ["teen-poverty", "datapackage-wide.json", 27],
    ["biofam", "datapackage.json", 21],
    ["biofam", "datapackage-wide.json", 21],
    ["nlsy-children", "datapackage.json", 9],
    ["nlsy-children", "datapackage-wide.json", 16],
    ["young-men-wages", "datapackage.json", 58],
    ["first-arrest", "datapackage.json", 3],
    ["job-loss-depression", "datapackage.json", 9],
  ])("%s from %s", async (dataset, description, atLeast) => {
    const [imported, expected] = [await bring(dataset, description), await expectedOf(dataset)];
    expect(imported.persons).toBe(expected.n_persons);
    expect(imported.rows).toBe(expected.n_rows ?? expected.n_rows_long ?? expected.n_rows_person_period);
    if (expected.n_waves !== undefined) expect(imported.dictionary.waves).toHaveLength(expected.n_waves);
    for (const { wave, n_observed } of expected.retention?.by_wave ?? []) {
      const [seen] = await db.rows<{ n: bigint }>(`select count(*) as n from ${imported.rows_} where wave = '${wave}'`);
      expect(Number(seen?.n), `wave ${wave}`).toBe(n_observed);
    }
    let held = 0;
    for (const [name, found] of Object.entries(expected.person_level ?? {})) {
      const names = SYNONYMS[`${dataset} ${name}`] ?? [name];
      const k = imported.dictionary.variables.findIndex((variable) => names.includes(variable.name));
      if (k < 0) continue;
      if (isFigures(found)) held += hold(await figuresOf(imported.persons_, k), found);
      else if (dataset === "mvad") {
        expect((await figuresOf(imported.persons_, k)).counts).toEqual(found);
        held++;
      }
    }
    if (dataset === "mvad") {
      const weight = position(imported, "weight");
      const [sum] = await db.rows<{ sum: number }>(`select sum(v${weight}) as sum from ${imported.persons_}`);
      expect(sum?.sum).toBeCloseTo(711.57, 6);
      held++;
    }
    const perWave = Array.isArray(expected.per_wave) ? { [ONLY[dataset] ?? ""]: expected.per_wave } : expected.per_wave;
    for (const [name, waves] of Object.entries(perWave ?? {})) {
      const k = position(imported, name);
      if (k < 0) continue;
      for (const figures of waves)
        held += hold(await figuresOf(imported.rows_, k, `wave = '${figures.wave}'`), figures);
    }
    expect(held).toBeGreaterThanOrEqual(atLeast);
  });

  test.each(["mvad", "teen-poverty", "biofam", "nlsy-children"])(
    "%s: long and wide are the same data",
    async (dataset) => {
      const [long, wide] = [await bring(dataset, "datapackage.json"), await bring(dataset, "datapackage-wide.json")];
      const both = long.dictionary.variables.flatMap((variable, k) => {
        const other = position(wide, variable.name);
        return other < 0 ? [] : [{ variable, k, other }];
      });
      expect(both.length).toBeGreaterThanOrEqual(3);
      expect(wide.dictionary.waves).toEqual(long.dictionary.waves);
      for (const level of ["PERSON", "PERSON_WAVE"] as const) {
        const [key, from] = level === "PERSON" ? ["person", "persons_" as const] : ["person, wave", "rows_" as const];
        const columns = (side: "k" | "other") =>
          both
            .filter(({ variable }) => variable.level === level)
            .map((one, i) => `, v${one[side]} as c${i}`)
            .join("");
        const [a, b] = [
          `select ${key}${columns("k")} from ${long[from]}`,
          `select ${key}${columns("other")} from ${wide[from]}`,
        ];
        expect(await db.rows(`(${a} except all ${b}) union all (${b} except all ${a})`)).toEqual([]);
      }
      for (const { variable, other } of both)
        expect(wide.dictionary.variables[other]).toMatchObject({
          type: variable.type,
          level: variable.level,
          role: variable.role,
          categories: variable.categories,
        });
    },
  );

  test.each([
    ["adolescent-alcohol", 82, 246, 3],
    ["cbs-almere-areas", 363, 1536, 8],
    ["teenage-friends", 50, 150, 3],
    ["terneuzen-birth-cohort", 2612, 3951, 32],
    ["walking-harmonisation", 890, 0, 0],
  ])("%s comes in too", async (dataset, persons, rows, waves) => {
    const imported = await bring(dataset, "datapackage.json");
    expect([imported.persons, imported.rows, imported.dictionary.waves.length]).toEqual([persons, rows, waves]);
  });

  test("two files of first-arrest say the same of a person", async () => {
    const { dictionary } = await bring("first-arrest", "datapackage.json");
    expect(dictionary.variables.map(({ name, level, role }) => `${name} ${level} ${role}`)).toEqual([
      "event PERSON_WAVE ANSWER",
      "censor PERSON ANSWER",
      "abused PERSON ANSWER",
      "black PERSON BACKGROUND",
      "age_end PERSON ANSWER",
      "arrested PERSON ANSWER",
      "censored PERSON ANSWER",
    ]);
    expect(dictionary.variables.find(({ name }) => name === "age_end")?.bandings).toEqual([
      { name: "values", limits: [9, 10, 11, 12, 13, 14, 15, 16, 17, 18] },
    ]);
  });
});
