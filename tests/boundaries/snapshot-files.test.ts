import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDB } from "../../api/platform/duckdb.ts";
import { type Freezer, makeFreezer } from "../testkit/freezer.ts";
import { codes, declare } from "../testkit/imported-folder.ts";
import { ROOT } from "../testkit/record.ts";

/** Door 1: only the snapshot step writes analytic files and sums them up. */

async function sources(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const path of await readdir(join(ROOT, "api"), { recursive: true }))
    if (path.endsWith(".ts")) files.set(join("api", path), await readFile(join(ROOT, "api", path), "utf8"));
  return files;
}

const naming = async (pattern: RegExp): Promise<string[]> =>
  [...(await sources())]
    .filter(([path, text]) => !path.startsWith(join("api", "flow", "snapshot")) && pattern.test(text))
    .map(([path]) => path.replaceAll("\\", "/"))
    .sort();

describe("outside the snapshot step, nobody", () => {
  it("reaches into the folder of snapshots", async () => {
    expect(await naming(/folder\.snapshots\b|DATA_FILE|MEASURE_FILE|MANIFEST_FILE|measure\.duckdb/)).toEqual([
      "api/platform/files.ts",
    ]);
  });

  it("makes record keys or sums them up", async () => {
    expect(await naming(/record-key|rk\||recordKeys|sumGroups/)).toEqual([]);
  });
});

describe("a snapshot's measured file, opened to answer from", () => {
  let freezer: Freezer;
  let path: string;
  beforeAll(async () => {
    freezer = await makeFreezer();
    const { folder } = await freezer.freeze({
      waves: [{ code: "1", label: "1" }],
      variables: [
        declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") }),
      ],
      persons: Array.from({ length: 20 }, (_, i) => ({ person: `p${i}`, values: { sex: "m" }, waves: {} })),
    });
    path = join(folder, "measure.duckdb");
  });
  afterAll(() => freezer.remove());

  it.each([
    "delete from person",
    "update frame set persons = 1000",
    "insert into frame select * from frame",
    "create table mine as select 1",
    "copy person to 'person.csv'",
    "attach 'other.duckdb' as other",
    "select * from read_csv('package.json')",
    "set enable_external_access = true",
    "set lock_configuration = false",
  ])("refuses: %s", async (sql) => {
    const duckdb = await openDuckDB(path, { readOnly: true });
    try {
      await expect(duckdb.run(sql)).rejects.toThrow();
      expect(await duckdb.rows("select persons from frame where variables = ''")).toEqual([{ persons: 20 }]);
    } finally {
      duckdb.close();
    }
  });
});
