import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlannedField } from "../../api/flow/study/plan-study.ts";
import { toldField } from "../../api/flow/study/told-types.ts";
import { type FieldSql, fieldSql } from "../../api/flow/study/value-checks.ts";
import { type DuckDB, openDuckDB } from "../../api/platform/duckdb.ts";

/*
 * A file is read with types that were told, and only where that leaves something is it read as texts. So nothing may be
 * taken in the first way that is refused, or another value, in the second.
 */

const field = (type: "number" | "string", rest: object = {}): PlannedField => ({
  ...{ field: { name: "x", type, ...rest }, missing: [{ code: "", label: "" }], categories: [] },
  type: type === "number" ? "NUMBER" : "CATEGORICAL",
});
const NUMBER = field("number", { constraints: { minimum: -50, exclusiveMaximum: 1e12 } });
const CODE = field("string");
const CODES = ["1", "2", "a", "x y", " 1", "nan", "01"];

let database: DuckDB;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "weerklank-told-"));
  database = await openDuckDB(":memory:", { readOnly: false });
  await database.run(`create type codes as enum (${CODES.map((code) => `'${code}'`).join(", ")})`);
});
afterAll(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

const SIGNS = [..."0123456789.,-+eE \t'%xXnNaAiIfFdDlLu", "\u00a0", "−", '"', "nan", "inf", "1e", "000", "1.5", "NULL"];
const cells = fc.array(
  fc.oneof(
    fc.array(fc.constantFrom(...SIGNS), { maxLength: 7 }).map((signs) => signs.join("")),
    fc.double().map(String),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => number.toFixed(2)),
    fc.constantFrom(...CODES, "", "NULL", "null", " ", "3"),
  ),
  { minLength: 200, maxLength: 400 },
);

const bad = ({ isMissing, checks }: FieldSql): string =>
  `(not ${isMissing} and (${["false", ...checks.map(({ when }) => `coalesce(${when}, true)`)].join(" or ")}))`;

let files = 0;
async function compare(planned: PlannedField, enumName: string | null, texts: readonly string[]): Promise<number> {
  const told = toldField(planned, "c0", enumName, { underscores: false });
  if (told === null) throw new Error("this field is told");
  const path = join(folder, `${++files}.csv`);
  const quoted = texts.map(
    (text, row) => `${row % 2 ? `"${text.replaceAll('"', '""')}"` : text.replace(/[",]/g, "")},${row}`,
  );
  await writeFile(path, `c0,k\n${quoted.join("\n")}\n`);
  const read = (type: string) =>
    `read_csv('${path}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
      columns = {'c0': '${type}', 'k': 'BIGINT'}, store_rejects = true, rejects_table = 'left${files}${type}', rejects_scan = 'scan${files}${type}')`;
  const text = fieldSql(planned, "c0", enumName);
  const rows = await database.rows<{ same: boolean }>(
    `select (not text.bad and text.missing = told.missing and text.value is not distinct from told.value
        and text.key is not distinct from told.key) as same
     from (select k, ${told.sql.isMissing} as missing, ${told.sql.value} as value, ${told.sql.key} as key
        from ${read(told.type)} where not ${bad(told.sql)}) told
     left join (select k, ${text.isMissing} as missing, ${text.value} as value, ${text.key} as key, ${bad(text)} as bad
        from ${read("VARCHAR")}) text using (k)`,
  );
  expect(rows.filter(({ same }) => !same)).toEqual([]);
  return rows.length;
}

test("a number or code that is read as such is the same as read as text", async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(cells, async (texts) => {
      taken += await compare(NUMBER, null, texts);
      taken += await compare(field("number"), null, texts);
      taken += await compare(CODE, "codes", texts);
    }),
    { numRuns: 40, seed: 20261122 },
  );
  expect(taken).toBeGreaterThan(1_000);
});

test("what must be looked at as text is read as text", () => {
  const told = (planned: PlannedField, underscores = false) =>
    toldField(planned, "c0", planned.type === "NUMBER" ? null : "codes", { underscores })?.type ?? null;
  expect([told(NUMBER), told(CODE), told(CODE, true)]).toEqual(["DOUBLE", "codes", "codes"]);
  for (const rest of [
    { decimalChar: "," },
    { groupChar: "." },
    { bareNumber: false },
    { constraints: { pattern: "1" } },
  ])
    expect(told(field("number", rest))).toBeNull();
  expect(told(NUMBER, true)).toBeNull();
  expect(
    told({ ...NUMBER, missing: [{ code: "" }, { code: "-9" }].map((each) => ({ ...each, label: "" })) }),
  ).toBeNull();
  expect(told({ ...CODE, missing: [] })).toBeNull();
});
