import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isFew, nearCodes, type Together, turned } from "../../../api/flow/snapshot/likeness.ts";
import { derivedAs } from "../../testkit/derived.ts";
import { type Freezer, makeFreezer } from "../../testkit/freezer.ts";
import { codes, declare, type ImportedPerson } from "../../testkit/imported-folder.ts";

const WAVES = ["a", "b"].map((code) => ({ code, label: code }));
const HOME = declare("home", {
  type: "CATEGORICAL",
  level: "PERSON_WAVE",
  role: "ANSWER",
  categories: codes("family", "own", "street"),
});
const COURT = declare("court", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" });

/** 120 persons in two waves; the first `courts` of those who live with family stood before a court, in wave b only. */
const people = (courts: number): ImportedPerson[] =>
  Array.from({ length: 120 }, (_, i) => {
    const home = ["family", "own", "street"][i % 3] ?? null;
    const court = i % 3 === 0 && i / 3 < courts;
    return { person: `p${i}`, waves: { a: { home, court: i % 5 === 0 }, b: { home, court } } };
  });
const study = (courts: number) => ({ waves: WAVES, variables: [HOME, COURT], persons: people(courts) });

/** Lives with family and did not stand before a court: without the few, the same as living with family. */
const quiet = derivedAs("quiet", {
  kind: "ALL",
  conditions: [
    { variable: "home", wave: "b", in: ["family"] },
    { variable: "court", wave: "b", in: ["false"] },
  ],
});

let freezer: Freezer;
beforeAll(async () => {
  freezer = await makeFreezer();
});
afterAll(() => freezer.remove());

const leftOut = ({ manifest }: { manifest: { leftOut?: { variable: string; version: number; code: string }[] } }) =>
  (manifest.leftOut ?? []).map(({ variable, version, code }) => `${variable} ${version} ${code}`);

describe("one that differs from an existing one for 1 to 9 persons is left out of the snapshot", () => {
  it.each([
    [0, []],
    [1, ["quiet 1 DIFFERS_FOR_FEW"]],
    [9, ["quiet 1 DIFFERS_FOR_FEW"]],
    [10, []],
  ])("where %i persons make the difference", async (courts, expected) => {
    const frozen = await freezer.freeze({ ...study(courts), derived: [quiet] }, { rules: { rareCode: 0 } });
    expect(leftOut(frozen)).toEqual(expected);
    expect(frozen.notAsked).toBeNull();
    const names = frozen.manifest.variables.map(({ name }) => name);
    expect(names).toEqual(expected.length > 0 ? ["home", "court"] : ["home", "court", "quiet"]);
    const columns = Object.keys(
      (await frozen.takeAway<Record<string, unknown>>("select * from data limit 1"))[0] ?? {},
    );
    expect(columns).toEqual(["person", "wave", ...names.map((_, index) => `v${index}`)]);
  });

  it("says so in words, with the variable it differs from", async () => {
    const { manifest } = await freezer.freeze({ ...study(4), derived: [quiet] });
    expect(manifest.leftOut?.[0]?.reason).toEqual({
      nl: "quiet verschilt voor minder dan 10 mensen van home. Het verschil zou over hen gaan.",
      en: "quiet differs from home for fewer than 10 people. The difference would be about them.",
    });
  });

  it("holds it against other derived variables, in the order in which they were declared", async () => {
    const bands = (name: string, more: string[]) =>
      derivedAs(name, {
        kind: "ANY",
        conditions: [
          { variable: "home", in: ["own"] },
          { variable: "court", in: more },
        ],
      });
    const one = derivedAs("own_or_court", bands("x", ["true"]).definition);
    const frozen = await freezer.freeze(
      { ...study(5), derived: [one, { ...one, name: "again" }, derivedAs("own", own)] },
      { rules: { rareCode: 0 } },
    );
    // The same is no difference; living on one's own differs by those five in wave b.
    expect(leftOut(frozen)).toEqual(["own_or_court 1 DIFFERS_FOR_FEW", "again 1 DIFFERS_FOR_FEW"]);
    expect(frozen.manifest.variables.map(({ name }) => name)).toEqual(["home", "court", "own"]);
  });

  it("holds a new version against the one that it replaces", async () => {
    const before = derivedAs("settled", settledWith(12), { version: 1, inForce: false });
    const near = derivedAs("settled", settledWith(15), { version: 2 });
    const far = derivedAs("settled", settledWith(40), { version: 2 });
    const withScore = {
      waves: WAVES,
      variables: [HOME, SCORE],
      persons: people(0).map((person, i) => ({ ...person, values: {}, waves: scored(person, i) })),
    };
    expect(leftOut(await freezer.freeze({ ...withScore, derived: [before, near] }))).toEqual([
      "settled 2 DIFFERS_FOR_FEW",
    ]);
    const kept = await freezer.freeze({ ...withScore, derived: [before, far] });
    expect(leftOut(kept)).toEqual([]);
    expect(kept.manifest.variables.at(-1)).toMatchObject({ name: "settled", derived: { version: 2 } });
  });

  it("leaves one out whose inputs are no longer what they were", async () => {
    const gone = derivedAs("gone", { kind: "CHANGE", variable: "moved", from: "FIRST" });
    const { manifest } = await freezer.freeze({ ...study(0), derived: [gone] });
    expect(leftOut({ manifest })).toEqual(["gone 1 INPUT_UNKNOWN"]);
  });
});

const own = {
  kind: "RECODE" as const,
  cases: [{ code: "own", label: "own", when: [{ variable: "home", in: ["own"] }] }],
  otherwise: { code: "not", label: "not" },
};

const SCORE = declare("score", {
  type: "INTEGER",
  level: "PERSON_WAVE",
  role: "ANSWER",
  minimum: 0,
  maximum: 120,
  bandings: [{ name: "fine", limits: [12, 15, 40] }],
});
/** Scores run with the place among the persons, the homes do not: 12 below 12, 15 below 15. */
const scored = (person: ImportedPerson, i: number): ImportedPerson["waves"] =>
  Object.fromEntries(Object.entries(person.waves).map(([wave, { home }]) => [wave, { home: home ?? null, score: i }]));
const settledWith = (limit: number) => ({
  kind: "ANY" as const,
  conditions: [
    { variable: "score", max: limit },
    { variable: "home", in: ["street"] },
  ],
});

describe("a snapshot after another", () => {
  it("takes a derived variable that is new for no change of anybody", async () => {
    const first = await freezer.freeze(study(20));
    const again = await freezer.again(first, { ...study(20), derived: [quiet] });
    expect(again.notAsked).toBeNull();
    const frames = await again.ask<{ as_of: number }>("select as_of from frame");
    expect(frames.every(({ as_of }) => as_of === 1)).toBe(true);
  });

  it("takes over nothing of another version", async () => {
    const inHalves = (limit: number, version: number) => derivedAs("half", half(limit), { version });
    const data = {
      waves: WAVES,
      variables: [
        declare("born", {
          ...SCORE,
          name: "born",
          level: "PERSON",
          role: "BACKGROUND",
          bandings: [{ name: "by ten", limits: [40, 80] }],
        }),
      ],
      persons: people(0).map(({ person }, i) => ({ person, values: { born: i }, waves: { a: {} } })),
    };
    const first = await freezer.freeze({ ...data, derived: [inHalves(40, 1)] });
    const same = await freezer.again(first, { ...data, derived: [inHalves(40, 1)] });
    const other = await freezer.again(first, {
      ...data,
      derived: [{ ...inHalves(40, 1), inForce: false }, inHalves(80, 2)],
    });
    const group = async ({ ask }: typeof first) =>
      (await ask<{ persons: number; as_of: number }>("select * from frame where variables = '1.0' and codes = [0]"))[0];
    expect(await group(same)).toMatchObject({ persons: 40, as_of: 1 });
    expect(await group(other)).toMatchObject({ persons: 80, as_of: 2 });
  });
});

const half = (limit: number) => ({
  kind: "RECODE" as const,
  cases: [{ code: "low", label: "low", when: [{ variable: "born", max: limit }] }],
  otherwise: { code: "high", label: "high" },
});

describe("the nearest union of codes", () => {
  it("is found as by trying all of them", () => {
    const table = fc.array(
      fc.record({ one: fc.nat({ max: 2 }), other: fc.nat({ max: 4 }), persons: fc.integer({ min: 1, max: 30 }) }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(table, (cells) => {
        for (const sided of [cells, turned(cells)]) expect(nearest(sided, nearCodes(sided, 5))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("is too near where 1 to 9 persons differ and both may be shown", () => {
    const cells = (differing: number, more = 100): Together[] => [
      { one: 0, other: 0, persons: 40 },
      { one: 1, other: 0, persons: differing },
      { one: 1, other: 1, persons: more },
    ];
    expect(nearCodes(cells(9), 2).some(isFew)).toBe(true);
    expect(nearCodes(cells(10), 2).some(isFew)).toBe(false);
    expect(nearCodes(cells(0), 2)).toEqual([]);
    // 9 others are not enough for either to be shown.
    expect(nearCodes(cells(5, 4), 2)).toEqual([]);
  });
});

/** No union differs for fewer persons than the one that was found. */
function nearest(cells: readonly Together[], found: ReturnType<typeof nearCodes>): boolean {
  const others = [...new Set(cells.map(({ other }) => other))];
  return found.every(({ code, persons }) =>
    Array.from({ length: 2 ** others.length }, (_, subset) => others.filter((_, at) => subset & (1 << at))).every(
      (union) =>
        cells.reduce((sum, cell) => sum + ((cell.one === code) !== union.includes(cell.other) ? cell.persons : 0), 0) >=
        persons,
    ),
  );
}
