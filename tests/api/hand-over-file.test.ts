import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeFile } from "../../api/flow/snapshot/hand-over/make-file.ts";
import { spssNames } from "../../api/flow/snapshot/hand-over/spss-variables.ts";
import { type Freezer, makeFreezer } from "../testkit/freezer.ts";
import { type Archive, hardStudy, recipient } from "../testkit/taken-away.ts";

/* What is in a file that a study took away: the study is made of what is hard to write down. */

let freezer: Freezer;
let archive: Archive;
let sealed: Buffer;

beforeAll(async () => {
  freezer = await makeFreezer();
  const reader = await recipient();
  const { folder } = await freezer.freeze(hardStudy());
  const to = join(freezer.root, "file");
  await makeFile({
    handOver: {
      ...{ id: "h", snapshotId: "s", state: "MAKING", days: 7, progress: 0, tries: 1, fetches: [] },
      ...{ recipientName: "Dr. J. Bakker", organisation: "Almere", purpose: { nl: "Kijken.", en: "Looking." } },
      ...{ askedById: "a", askedByName: "anna", askedAt: new Date(0), decidedById: "b", decidedByName: "bas" },
      ...{ decidedAt: new Date(0), decidedBecause: "ja", stoppedByName: null, stoppedAt: null, stoppedBecause: null },
      ...{ failure: null, readyAt: null, endsAt: null, sha256: null, recipientKey: reader.key },
    },
    snapshot: folder,
    folder: to,
    withdrawn: ["pseudo-2"],
    keptBack: [],
    sensitiveOf: new Map([["geslacht", false]]),
    at: new Date("2026-11-22T10:00:00Z"),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  sealed = await readFile(join(to, "data.zip.age"));
  archive = await reader.open(sealed);
});
afterAll(() => freezer?.remove());

it("opens for the recipient, and for nobody else", async () => {
  await expect((await recipient()).open(sealed)).rejects.toThrow("no identity matched");
  expect(archive.names).toEqual([
    ...["LEESMIJ.md", "README.md", "codes.csv", "datapackage.json", "labels.R", "persons.csv", "rows.csv"],
    ...["spss/labels.sps", "spss/persons.csv", "spss/rows.csv", "variables.csv", "waves.csv"],
  ]);
});

it("has every person who did not stop, once, and every wave in which one was seen", () => {
  const persons = archive.rows("persons.csv");
  const keys = persons.map(({ person_key = "" }) => person_key);
  expect(new Set(keys).size).toBe(39);
  expect(archive.rows("rows.csv").map(({ person_key }) => person_key)).toHaveLength(66);
  expect(keys.every((key) => /^P[0-9a-f]{20}$/.test(key))).toBe(true);
  for (const name of archive.names) expect(archive.text(name)).not.toMatch(/pseudo-|Jan de Vries/);
});

it("keeps codes, numbers, days and the reasons why there are none as they were", () => {
  const [first = expect.unreachable()] = archive.rows("persons.csv").filter(({ born }) => born === "2000-02-14");
  expect(first).toMatchObject({ geslacht: "m" });
  const row = archive
    .rows("rows.csv")
    .find(({ person_key, wave }) => person_key === first["person_key"] && wave === "w1");
  expect(row).toEqual({
    person_key: first["person_key"],
    wave: "w1",
    person: "false",
    Geslacht: "3",
    "wérk & geld (€)": "=ja, toch",
    "vraag.1": "2",
    with: "0.99991",
    op_dag: "1957-05-29",
  });
  const reasons = new Set(archive.rows("rows.csv").flatMap((cells) => Object.values(cells)));
  for (const code of ["NOT_ASKED", "-8", "-7", "DONT_KNOW", "-99", "RATHER_NOT_SAY"]) expect(reasons).toContain(code);
});

it("has the same data for SPSS, with the number of each code that codes.csv says", () => {
  const names = new Map(archive.rows("variables.csv").map(({ name = "", spss_name = "" }) => [name, spss_name]));
  const numbers = new Map(
    archive
      .rows("codes.csv")
      .map(({ variable, code, spss_number }) => [`${variable}\n${code?.replace(/^'/, "")}`, spss_number]),
  );
  const days = new Set(archive.rows("variables.csv").flatMap(({ name = "", type }) => (type === "DATE" ? [name] : [])));
  for (const file of ["persons.csv", "rows.csv"]) {
    const expected = archive.rows(file).map((cells) =>
      Object.fromEntries(
        Object.entries(cells).map(([name, cell]) => {
          const number = numbers.get(`${name}\n${cell}`);
          const day = days.has(name) && cell !== "" ? String(Date.parse(cell) / 1000 + 12_219_379_200) : cell;
          return [names.get(name) ?? name, number ?? day];
        }),
      ),
    );
    expect(archive.rows(`spss/${file}`)).toEqual(expected);
    for (const cells of archive.rows(`spss/${file}`))
      for (const [name, cell] of Object.entries(cells))
        if (!["person_key", "wave"].includes(name)) expect(cell).toMatch(/^(-?\d+(\.\d+)?(e[+-]\d+)?)?$/);
  }
});

it("tells SPSS nothing that it would not take", () => {
  const syntax = archive.text("spss/labels.sps");
  expect(syntax.startsWith("\uFEFF")).toBe(true);
  const lines = syntax.split("\r\n");
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(256);
  // Without what stands in quotes no sign is left that would open another.
  for (const line of lines.filter((each) => !each.startsWith("*") && !each.includes("QUALIFIER")))
    expect(line.replaceAll(/'(?:[^']|'')*'/g, "")).not.toContain("'");
  expect(syntax).toContain("'Tweede ''ronde'''");
  expect(syntax).toContain("MISSING VALUES Geslacht_2 (LOWEST THRU -6).");
  expect(syntax).toContain("MISSING VALUES with_2 (-99).");
  expect(syntax).toContain("MISSING VALUES vraag.1 (LOWEST THRU -1001).");
  expect(syntax).toContain("MISSING VALUES werk___geld (LOWEST THRU -1).");
  expect(syntax).toMatch(/VALUE LABELS person\r\n {2}1 'ja'\r\n {2}0 'nee'\r\n {2}-1 'geen: NOT_ASKED'\./);
});

it("gives names that SPSS takes, each another one", () => {
  const long = "ü".repeat(80);
  const names = [
    "with",
    "WITH",
    "1ste",
    "_x",
    "a.",
    "é",
    "E",
    "werk & inkomen",
    long,
    `${long}2`,
    "€€",
    "日本",
    "person",
  ];
  const given = spssNames(names, ["person"]);
  expect(new Set(given.map((name) => name.toUpperCase())).size).toBe(names.length);
  for (const name of given) {
    expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_.$#@]*$/);
    expect(name).not.toMatch(/[._]$/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(64);
    expect(["WITH", "PERSON"]).not.toContain(name.toUpperCase());
  }
});

it("says what a number counts, in both languages", () => {
  const row = archive.rows("variables.csv").find(({ name }) => name === "vraag.1");
  expect(row).toMatchObject({ unit: "punten", unit_en: "points" });
  expect(archive.text("datapackage.json").replaceAll(/\s/g, "")).toContain('"unit":"punten","unitEn":"points"');
});

it("tells R everything in plain ASCII, with a level for each code", () => {
  const script = archive.text("labels.R");
  expect(script).toMatch(/^[\t\n\x20-\x7e]*$/);
  for (const level of ['"1" = "Dezelfde [2] [1]"', '"2" = "Dezelfde [2]"', '"3" = "Dezelfde [3]"'])
    expect(script).toContain(level);
  expect(script).toContain('"w\\u00e9rk & geld (\\u20ac)"');
  expect(script).toContain('\\u65e5\\u672c \\U0001f642"');
});

it("says what was not carried over, in both languages", () => {
  expect(archive.text("LEESMIJ.md")).toContain("open (Vertel)");
  for (const name of ["LEESMIJ.md", "README.md"]) {
    expect(archive.text(name)).toContain("wérk & geld (€) → werk___geld");
    expect(archive.text(name)).toContain("Dr. J. Bakker, Almere");
  }
  expect(archive.text("README.md")).toContain("Looking.");
});

it("runs no formula in the tables of words, and changes no code in the data", () => {
  expect(archive.text("variables.csv")).toContain(",'=1+1,");
  expect(archive.text("codes.csv")).toContain(`"'=ja, toch"`);
  expect(archive.text("rows.csv")).toContain('"=ja, toch"');
});
