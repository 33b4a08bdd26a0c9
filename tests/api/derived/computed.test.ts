import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ManifestVariable } from "../../../api/flow/snapshot/snapshot.ts";
import { derivedAs } from "../../testkit/derived.ts";
import { type Freezer, type FrozenStudy, makeFreezer } from "../../testkit/freezer.ts";
import { codes, declare, type ImportedPerson } from "../../testkit/imported-folder.ts";

/** Four persons, worked out by hand: with gaps, a wave before the first, missing answers, and one who was never seen. */
const WAVES = ["a", "b", "c"].map((code) => ({ code, label: code }));
const VARIABLES = [
  declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") }),
  declare("home", {
    type: "ORDINAL",
    level: "PERSON_WAVE",
    role: "ANSWER",
    categories: codes("low", "mid", "high"),
    missingCodes: codes("-9"),
    concept: "housing",
  }),
  declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER", concept: "school_work" }),
  declare("score", {
    type: "INTEGER",
    level: "PERSON_WAVE",
    role: "ANSWER",
    minimum: 0,
    maximum: 20,
    bandings: [{ name: "halves", limits: [5] }],
    sensitive: true,
  }),
];
const PERSONS: ImportedPerson[] = [
  {
    person: "p1",
    values: { sex: "m" },
    waves: {
      a: { home: "low", work: true, score: 3 },
      b: { home: "mid", work: null, score: 7 },
      c: { home: "high", work: false, score: null },
    },
  },
  {
    person: "p2",
    values: { sex: "v" },
    waves: { a: { home: "high", work: false, score: 5 }, c: { home: { missing: "-9" }, work: true, score: 5 } },
  },
  {
    person: "p3",
    values: { sex: null },
    waves: { b: { home: "low", work: false, score: null }, c: { home: "low", work: null, score: 0 } },
  },
  { person: "p4", values: { sex: "v" }, waves: {} },
];

const settled = { variable: "home", in: ["mid", "high"] };
const works = { variable: "work", in: ["true"] };
const DERIVED = [
  derivedAs("both", { kind: "ALL", conditions: [settled, works] }),
  derivedAs("either", { kind: "ANY", conditions: [settled, works] }),
  derivedAs("how_many", { kind: "COUNT", conditions: [settled, works] }),
  derivedAs("groups", {
    kind: "RECODE",
    cases: [
      { code: "stable", label: "stabiel", when: [{ variable: "home", in: ["high"] }] },
      {
        code: "rising",
        label: "beter",
        when: [
          { variable: "home", in: ["mid"] },
          { variable: "score", min: 5 },
        ],
      },
    ],
    otherwise: { code: "other", label: "anders" },
  }),
  derivedAs("low_only", {
    kind: "RECODE",
    ordered: true,
    cases: [
      { code: "1", label: "laag", when: [{ variable: "score", max: 5 }] },
      { code: "2", label: "laag en thuis", when: [{ variable: "home", in: ["low"] }] },
    ],
  }),
  derivedAs("home_change", { kind: "CHANGE", variable: "home", from: "PREVIOUS" }),
  derivedAs("score_change", {
    kind: "CHANGE",
    variable: "score",
    from: "FIRST",
    bandings: [{ name: "up", limits: [1] }],
  }),
  derivedAs("work_change", { kind: "CHANGE", variable: "work", from: "FIRST" }),
  derivedAs("since_work", { kind: "TIME_SINCE", event: [works], atMost: 1 }),
  derivedAs("work_at_ends", {
    kind: "COUNT",
    conditions: [
      { ...works, wave: "a" },
      { ...works, wave: "c" },
    ],
  }),
  derivedAs("man_at_work", { kind: "ALL", conditions: [{ variable: "sex", in: ["m"] }, works] }),
  derivedAs("sex_too", {
    kind: "RECODE",
    cases: [
      { code: "man", label: "man", when: [{ variable: "sex", in: ["m"] }] },
      { code: "woman", label: "vrouw", when: [{ variable: "sex", in: ["v"] }] },
    ],
  }),
];

/** By person and wave as the rows stand: p1 a, p1 b, p1 c, p2 a, p2 c, p3 b, p3 c, and p4, who was never seen. */
const EXPECTED = `
  both          false  EMPTY    false    false    EMPTY  false    false  -
  either        true   true     true     true     true   false    EMPTY  -
  how_many      1      EMPTY    1        1        EMPTY  0        EMPTY  -
  groups        other  rising   stable   stable   EMPTY  other    other  -
  low_only      1      EMPTY    EMPTY    EMPTY    EMPTY  EMPTY    1      -
  home_change   EMPTY  up       up       EMPTY    EMPTY  EMPTY    same   -
  score_change  0      4        EMPTY    0        0      EMPTY    0      -
  work_change   same   EMPTY    changed  same     changed same    EMPTY  -
  since_work    0      1        1        NOT_YET  0      NOT_YET  EMPTY  -
  work_at_ends  1      1        1        1        1      EMPTY    EMPTY  EMPTY
  man_at_work   true   EMPTY    false    false    false  false    EMPTY  -
  sex_too       man    man      man      woman    woman  EMPTY    EMPTY  woman
`;

let freezer: Freezer;
let frozen: FrozenStudy;
let rows: Record<string, number | null>[];
beforeAll(async () => {
  freezer = await makeFreezer();
  frozen = await freezer.freeze(
    { waves: WAVES, variables: VARIABLES, persons: PERSONS, derived: DERIVED },
    { rules: { rareCode: 0 } },
  );
  rows = await frozen.takeAway("select * from data order by person, wave");
});
afterAll(() => freezer.remove());

const placeOf = (name: string): number => frozen.manifest.variables.findIndex((variable) => variable.name === name);
const variable = (name: string): ManifestVariable =>
  frozen.manifest.variables[placeOf(name)] ?? expect.unreachable(`${name} is not in the snapshot`);

/** In words: a code, a number, or a kind of missing. */
function said(name: string, row: Record<string, number | null>): string {
  const place = placeOf(name);
  const value = row[`v${place}`] ?? null;
  const { measured, categories, missingCodes } = variable(name);
  const kinds = ["EMPTY", ...missingCodes.map(({ code }) => code)];
  if (measured) return value !== null ? String(value) : (kinds[row[`m${place}`] ?? -1] ?? "-");
  return value === null ? "-" : (categories[value]?.code ?? kinds[value - categories.length] ?? "?");
}

describe("what is computed when a snapshot is made", () => {
  it.each(
    EXPECTED.trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/) as [string, ...string[]]),
  )("%s", (name, ...expected) => {
    expect(rows.map((row) => said(name, row))).toEqual(expected);
  });

  it("leaves nothing out", () => {
    expect(frozen.manifest.leftOut).toBeUndefined();
    expect(frozen.manifest.variables.map(({ name }) => name)).toEqual([
      ...VARIABLES.map(({ name }) => name),
      ...DERIVED.map(({ name }) => name),
    ]);
  });

  it("is an answer as soon as one input is, has a value a wave as soon as one has, and takes over what inputs share", () => {
    const meant = DERIVED.map(({ name }) => {
      const { role, level, type, concept } = variable(name);
      return [name, role, level, type, concept].join(" ");
    });
    expect(meant).toEqual([
      "both ANSWER PERSON_WAVE BOOLEAN ",
      "either ANSWER PERSON_WAVE BOOLEAN ",
      "how_many ANSWER PERSON_WAVE INTEGER ",
      "groups ANSWER PERSON_WAVE CATEGORICAL ",
      "low_only ANSWER PERSON_WAVE ORDINAL ",
      "home_change ANSWER PERSON_WAVE ORDINAL housing",
      "score_change ANSWER PERSON_WAVE INTEGER ",
      "work_change ANSWER PERSON_WAVE CATEGORICAL school_work",
      "since_work ANSWER PERSON_WAVE INTEGER school_work",
      "work_at_ends ANSWER PERSON INTEGER school_work",
      "man_at_work ANSWER PERSON_WAVE BOOLEAN ",
      "sex_too BACKGROUND PERSON CATEGORICAL ",
    ]);
  });

  it("has declared limits and bands", () => {
    expect(variable("how_many")).toMatchObject({ limits: { minimum: 0, maximum: 2 } });
    expect(variable("how_many").codings[0]?.valid.map(({ code }) => code)).toEqual(["(,1)", "[1,2)", "[2,)"]);
    expect(variable("score_change")).toMatchObject({ limits: { minimum: -20, maximum: 20 } });
    expect(variable("score_change").codings[0]).toMatchObject({ banding: "up", limits: [1] });
    expect(variable("since_work").codings[0]?.missing.map(({ kind }) => kind)).toEqual([
      "EMPTY",
      "NOT_YET",
      "NOT_IN_WAVE",
    ]);
  });

  it("stays NOT_IN_WAVE for who was not seen", async () => {
    const place = placeOf("both");
    const persons = await frozen.ask<Record<string, number>>("select * from person");
    // true, false, EMPTY, NOT_IN_WAVE
    expect(persons.map((person) => ["w0", "w1", "w2"].map((wave) => person[`v${place}c0${wave}`]))).toEqual([
      [1, 2, 1],
      [1, 3, 2],
      [3, 1, 1],
      [3, 3, 3],
    ]);
  });

  it("keeps the definition, its version and its inputs", () => {
    expect(variable("both").derivedFrom).toEqual(["home", "work"]);
    expect(variable("both").derived).toEqual({ version: 1, definition: DERIVED[0]?.definition });
    expect(variable("home")).not.toHaveProperty("derivedFrom");
  });
});
