import { afterAll, beforeAll, expect, it } from "vitest";
import type { VariableDeclaration } from "../../api/flow/study/study.ts";
import { type Freezer, makeFreezer } from "../testkit/freezer.ts";
import { codes, declare, type Value } from "../testkit/imported-folder.ts";

let freezer: Freezer;
beforeAll(async () => {
  freezer = await makeFreezer();
});
afterAll(() => freezer.remove());

const background = (name: string, ...all: string[]): VariableDeclaration =>
  declare(name, { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes(...all) });
const answer = (name: string, ...all: string[]): VariableDeclaration =>
  declare(name, { type: "CATEGORICAL", level: "PERSON_WAVE", role: "ANSWER", categories: codes(...all) });

/** Persons in two waves; a value a person, or [value in the first wave, in the second]. */
async function verdict(
  variables: VariableDeclaration[],
  values: (i: number) => Record<string, Value | [Value, Value]>,
  { rareCode = 30, count = 400 } = {},
) {
  const persons = Array.from({ length: count }, (_, i) => {
    const of = values(i);
    const at = (wave: 0 | 1) =>
      Object.fromEntries(Object.entries(of).map(([name, value]) => [name, Array.isArray(value) ? value[wave] : value]));
    return { person: `p${String(i).padStart(4, "0")}`, values: at(0), waves: { one: at(0), two: at(1) } };
  });
  const waves = [
    { code: "one", label: "one" },
    { code: "two", label: "two" },
  ];
  return (await freezer.freeze({ waves, variables, persons }, { rules: { rareCode } })).notAsked;
}
const told = (...variables: string[]) => ({ reason: "DISCLOSIVE_BACKGROUND", variables });
const GROUP = background("group", "a", "b");
const CARE = answer("care", "yes", "no");
const spread = (i: number): boolean => (i * 7) % 10 < 4;

it("refuses a BACKGROUND variable that is the answer by another name", async () => {
  const same = (i: number) => ({ group: spread(i) ? "a" : "b", care: spread(i) ? "yes" : "no" });
  expect(await verdict([GROUP, CARE], same)).toEqual(told("group", "care"));
});

it("refuses it where it tells for all but nine, and not where ten stay untold", async () => {
  const but = (untold: number) => (i: number) => ({
    group: spread(i) ? "a" : "b",
    care: spread(i) !== i < untold ? "yes" : "no",
  });
  expect(await verdict([GROUP, CARE], but(9))).toEqual(told("group", "care"));
  expect(await verdict([GROUP, CARE], but(10))).toBeNull();
});

it("looks at everybody where the first ones do not show it", async () => {
  const butLast = (untold: number) => (i: number) => ({
    group: spread(i) ? "a" : "b",
    care: spread(i) !== i >= 2_500 - untold ? "yes" : "no",
  });
  const many = { count: 2_500 };
  expect(await verdict([GROUP, CARE], butLast(9), many)).toEqual(told("group", "care"));
  expect(await verdict([GROUP, CARE], butLast(10), many)).toBeNull();
});

it("refuses what only three variables together tell", async () => {
  const bits = (i: number) => [i % 2, Math.floor(i / 2) % 2, Math.floor(i / 4) % 2] as const;
  const three = (i: number) => {
    const [x, y, z] = bits(i);
    return { x: `${x}`, y: `${y}`, z: `${z}`, care: (x + y + z) % 2 ? "yes" : "no" };
  };
  const [x, y, z] = ["x", "y", "z"].map((name) => background(name, "0", "1")) as [
    VariableDeclaration,
    VariableDeclaration,
    VariableDeclaration,
  ];
  expect(await verdict([x, y, z, CARE], three)).toEqual(told("x", "y", "z", "care"));
  expect(await verdict([x, y, CARE], three)).toBeNull();
});

it("looks at each wave, and at first, last and ever", async () => {
  const atOne = (i: number) => ({
    group: i % 2 ? "a" : "b",
    care: [spread(i) ? "yes" : "no", i % 2 ? "yes" : "no"] as [Value, Value],
  });
  expect(await verdict([GROUP, CARE], atOne)).toEqual(told("group", "care"));
  // In each wave half of the group has it, over the waves everybody in it had it.
  const everOnly = (i: number) => {
    const now = spread(i) ? "yes" : "no";
    const then = spread(i) ? "no" : "yes";
    return { group: i % 2 ? "a" : "b", care: (i % 2 ? [now, then] : ["no", "no"]) as [Value, Value] };
  };
  expect(await verdict([GROUP, CARE], everOnly)).toEqual(told("group", "care"));
});

it("minds a BACKGROUND variable that varies by wave", async () => {
  const where = declare("where", {
    type: "CATEGORICAL",
    level: "PERSON_WAVE",
    role: "BACKGROUND",
    categories: codes("a", "b"),
  });
  const varying = (i: number) => ({
    where: [spread(i) ? "a" : "b", "a"] as [Value, Value],
    care: [spread(i) ? "yes" : "no", i % 3 ? "yes" : "no"] as [Value, Value],
  });
  expect(await verdict([where, CARE], varying)).toEqual(told("where", "care"));
});

it("tells numbers by their default banding", async () => {
  const score = declare("score", {
    type: "NUMBER",
    level: "PERSON_WAVE",
    role: "ANSWER",
    bandings: [
      { name: "coarse", limits: [50] },
      { name: "fine", limits: [10, 20, 30, 40, 50, 60, 70, 80, 90] },
    ],
  });
  const halves = (i: number) => ({ group: i % 2 ? "a" : "b", score: (i % 2) * 50 + (i % 47) });
  expect(await verdict([GROUP, score], halves)).toEqual(told("group", "score"));
});

it("does not blame BACKGROUND for an answer that nearly everybody gives", async () => {
  const nearly = (i: number) => ({ group: i % 2 ? "a" : "b", care: i < 9 ? "yes" : "no" });
  expect(await verdict([GROUP, CARE], nearly, { rareCode: 0 })).toBeNull();
  // Ten untold without the groups, eight with them: the groups make nothing known of ten persons.
  const barely = (i: number) => ({ group: i < 10 ? "a" : "b", care: i < 6 || (i >= 100 && i < 104) ? "yes" : "no" });
  expect(await verdict([GROUP, CARE], barely, { rareCode: 0 })).toBeNull();
});

it("counts no groups of fewer than ten", async () => {
  const many = background("many", ...Array.from({ length: 60 }, (_, i) => `${i}`));
  // Tells everything, in groups of six and seven.
  const small = (i: number) => ({ many: `${i % 60}`, care: i % 60 < 30 ? "yes" : "no" });
  expect(await verdict([many, CARE], small, { rareCode: 0 })).toBeNull();
});
