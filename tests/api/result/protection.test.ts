import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RULES } from "../../../api/flow/result/rules.ts";
import { openAskedStudy, type AskedStudy } from "../../testkit/asked-study.ts";
import { codes, declare, type ImportedPerson, writeImported } from "../../testkit/imported-folder.ts";

const WAVES = ["1", "2", "3"].map((code) => ({ code, label: `wave ${code}` }));
const VARIABLES = [
  declare("region", {
    type: "CATEGORICAL",
    level: "PERSON",
    role: "BACKGROUND",
    categories: codes("north", "south", "island", "empty"),
  }),
  declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "f") }),
  declare("care", { type: "BOOLEAN", level: "PERSON", role: "BACKGROUND" }),
  declare("cohort", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("a", "b") }),
  declare("town", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "BACKGROUND", categories: codes("x", "y") }),
  declare("house", {
    type: "ORDINAL",
    level: "PERSON_WAVE",
    role: "ANSWER",
    categories: codes("yes", "partly", "no"),
  }),
  declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("always", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "ANSWER", categories: codes("one", "two") }),
  declare("score", {
    type: "NUMBER",
    level: "PERSON_WAVE",
    role: "ANSWER",
    minimum: 0,
    maximum: 10,
    bandings: [{ name: "halves", limits: [5] }],
  }),
  declare("income", { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER", minimum: 0, maximum: 100_000 }),
  declare("team", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("loose", { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("note", { type: "TEXT", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("weight", { type: "NUMBER", level: "PERSON", role: "WEIGHT" }),
];

/** 600 persons; 40 live on the island, 4 of them women; house is "no" for 6 in the first wave; everybody answers "one". */
const people: ImportedPerson[] = Array.from({ length: 600 }, (_, i) => {
  const island = i < 40;
  return {
    person: `p${i}`,
    values: {
      region: island ? "island" : i % 2 ? "north" : "south",
      sex: island ? (i < 4 ? "f" : "m") : i % 3 ? "f" : "m",
      care: i % 5 === 0,
      cohort: i % 7 < 3 ? "a" : "b",
      weight: 1 + (i % 3),
    },
    waves: Object.fromEntries(
      WAVES.filter(({ code }) => code === "1" || i % 4 < 3).map(({ code }, wave) => [
        code,
        {
          town: (Math.floor(i / 2) + wave) % 2 ? "x" : "y",
          house: i >= 594 ? "no" : (i + wave) % 3 ? "yes" : "partly",
          work: (i * 7 + wave) % 10 < 4,
          always: "one",
          score: (i * 13 + wave) % 11,
          team: i >= 280 && i < 320,
          income: i === 300 ? 100_000 : i >= 280 && i < 320 ? 10 : 20_000,
          loose: i,
          note: "words",
        },
      ]),
    ),
  };
});

const is = (name: string, ...list: string[]) => ({ is: { variable: { name }, in: list } });
const variable = (name: string, more: object = {}) => ({ variable: { name, ...more } });

let study: AskedStudy;
beforeAll(async () => {
  study = await openAskedStudy(
    async (root) => {
      const folder = join(root, "import");
      await writeImported(folder, WAVES, VARIABLES, people);
      return { slug: "panel", folder, waves: WAVES, variables: VARIABLES };
    },
    { rules: RULES, rareCode: 30, secret: Buffer.alloc(32, 2) },
  );
});
afterAll(() => study?.close());

describe("what is shown", () => {
  it("shows counts as multiples of 5, near the truth", async () => {
    const [all] = await study.ask({ measure: { count: true } });
    expect(all?.value).not.toBeNull();
    expect((all?.value ?? 1) % 5).toBe(0);
    expect(Math.abs((all?.value ?? 0) - 600)).toBeLessThanOrEqual(8 + 6 + 2.5);
    expect(all?.low).toBeLessThan(600);
    expect(all?.high).toBeGreaterThan(590);
  });

  it("gives the same figures for the same question, and for the same question in other words", async () => {
    const wordings = [
      { all: [is("sex", "f"), is("house", "yes", "partly")] },
      { all: [is("house", "partly", "yes", "partly"), { all: [is("sex", "f")] }] },
      { not: { not: { all: [is("house", "partly", "yes"), is("sex", "f")] } } },
    ];
    const answers = await Promise.all(
      wordings.map((where) => study.ask({ measure: { count: true }, by: [{ wave: true }], where })),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it("looks at a named wave as at the wave before it: the same cell, the same figure", async () => {
    const previous = await study.ask({
      measure: { count: true },
      by: [variable("house", { at: "PREVIOUS" })],
      waves: { from: "1", to: "2" },
      where: is("work", "true"),
    });
    const named = await study.ask({
      measure: { count: true },
      by: [variable("house", { wave: "1" })],
      waves: { from: "2", to: "2" },
      where: is("work", "true"),
    });
    const yes = (cells: typeof named) => cells.find(({ keys }) => keys[0]?.code === "yes");
    expect(yes(named)?.value).toBe(yes(previous)?.value);
  });

  it("adds up over the codes of an answer before rounding: the sum of codes is the figure of all", async () => {
    const where = (list: string[]) => ({ all: [is("sex", "f"), is("work", ...list)] });
    const count = async (list: string[]) =>
      (await study.ask({ measure: { count: true }, where: where(list), waves: { from: "1", to: "1" } }))[0]?.value ??
      NaN;
    const together = await count(["true", "false"]);
    expect(Math.abs((await count(["true"])) + (await count(["false"])) - together)).toBeLessThanOrEqual(5);
  });
});

describe("rule 1: a frame of fewer than 10", () => {
  it("withholds the cell of a split, with one mark and no figure", async () => {
    const cells = await study.ask({ measure: { count: true }, by: [variable("region"), variable("sex")] });
    const women = cells.find(({ keys }) => keys[0]?.code === "island" && keys[1]?.code === "f");
    expect(women).toMatchObject({ withheld: true, count: null, value: null, missing: null, low: null, high: null });
  });

  it("refuses where the condition itself makes it", async () => {
    const where = { all: [is("region", "island"), is("sex", "f")] };
    expect(await study.refusalOf({ measure: { count: true }, where })).toBe("TOO_FEW_PERSONS");
  });
});

it("rule 2: hides the smallest large category along a line whose small ones hold 1 to 9", async () => {
  const cells = await study.ask({ measure: { count: true }, by: [variable("region"), variable("sex")] });
  const withheld = (region: string, sex: string) =>
    cells.find(({ keys }) => keys[0]?.code === region && keys[1]?.code === sex)?.withheld;
  // 4 women live on the island: with them go its men, and the fewer of the women elsewhere
  expect([withheld("island", "f"), withheld("island", "m")]).toEqual([true, true]);
  expect([withheld("north", "f"), withheld("south", "f")].filter(Boolean)).toHaveLength(1);
  expect([withheld("north", "m"), withheld("south", "m")]).toEqual([false, false]);
});

describe("rules 4 and 5: answers", () => {
  it("withholds what everybody answers", async () => {
    const cells = await study.ask({ measure: { count: true }, by: [{ wave: true }, variable("always")] });
    expect(cells.every(({ withheld }) => withheld)).toBe(true);
    const [share] = await study.ask({
      measure: { share: is("always", "one") },
      where: is("sex", "f"),
      waves: { from: "1", to: "1" },
    });
    expect(share?.withheld ?? true).toBe(true);
  });

  it("merges a code of fewer than 30 persons, for ever and in every question", async () => {
    expect(study.manifest.variables.find(({ name }) => name === "house")?.codings[0]?.merged).toEqual(["no"]);
    expect(await study.refusalOf({ measure: { share: is("house", "no") } })).toBe("UNKNOWN_CATEGORY");
    const cells = await study.ask({ measure: { count: true }, by: [variable("house", { wave: "1" })] });
    expect(cells.map(({ keys }) => keys[0]?.code ?? keys[0]?.missing)).toEqual([
      "yes",
      "partly",
      "~other",
      "EMPTY",
      "NOT_IN_WAVE",
    ]);
  });

  it("hides another code where the hidden ones together are fewer than 10", async () => {
    const cells = await study.ask({ measure: { count: true }, by: [variable("house", { wave: "1" })] });
    const shown = cells.filter(({ withheld }) => !withheld).map(({ keys }) => keys[0]?.code);
    // ~other holds 6; the smaller of the two others goes with it
    expect(shown).toEqual(["yes"]);
  });

  it("counts persons, not rows, where waves are added up", async () => {
    // 6 persons in 3 waves: 18 rows, and still 6 persons
    const cells = await study.ask({ measure: { count: true }, by: [variable("house")] });
    expect(cells.find(({ keys }) => keys[0]?.code === "~other")?.withheld).toBe(true);
  });
});

describe("means", () => {
  it("gives three digits within the declared limits, and an interval", async () => {
    const cells = await study.ask({ measure: { mean: { name: "score" } }, by: [{ wave: true }, variable("sex")] });
    for (const { value, low, high, keys } of cells) {
      if (keys[1]?.code === null) continue;
      expect(String(value).replace(/[.-]/g, "").length).toBeLessThanOrEqual(3);
      expect(value).toBeGreaterThan(3.5);
      expect(value).toBeLessThan(6.5);
      expect(low).toBeLessThan(value ?? NaN);
      expect(high).toBeGreaterThan(value ?? NaN);
    }
  });

  it("withholds a sum that one person holds most of", async () => {
    const mean = async (team: string) =>
      (
        await study.ask({
          measure: { mean: { name: "income" } },
          where: is("team", team),
          waves: { from: "1", to: "1" },
        })
      )[0];
    expect((await mean("true"))?.withheld).toBe(true);
    expect((await mean("false"))?.withheld).toBe(false);
  });

  it("refuses a number without declared limits, text, codes and weights", async () => {
    expect(await study.refusalOf({ measure: { mean: { name: "loose" } } })).toBe("UNFIT_VARIABLE");
    expect(await study.refusalOf({ measure: { mean: { name: "note" } } })).toBe("UNFIT_VARIABLE");
    expect(await study.refusalOf({ measure: { mean: { name: "house" } } })).toBe("UNFIT_VARIABLE");
    expect(await study.refusalOf({ measure: { count: true }, by: [variable("weight")] })).toBe("UNFIT_VARIABLE");
    expect(await study.refusalOf({ measure: { count: true }, by: [variable("note")] })).toBe("UNFIT_VARIABLE");
    expect(await study.refusalOf({ measure: { count: true }, by: [variable("loose")] })).toBe("UNFIT_VARIABLE");
  });
});

describe("questions that are refused", () => {
  const refused: [string, string, Parameters<AskedStudy["ask"]>[0]][] = [
    ["an unknown variable", "UNKNOWN_VARIABLE", { measure: { count: true }, by: [variable("hous")] }],
    ["an unknown code", "UNKNOWN_CATEGORY", { measure: { share: is("sex", "x") } }],
    ["an unknown wave", "UNKNOWN_WAVE", { measure: { count: true }, by: [variable("house", { wave: "9" })] }],
    ["an unknown wave range", "UNKNOWN_WAVE", { measure: { count: true }, waves: { from: "0" } }],
    ["an unknown banding", "UNKNOWN_BANDING", { measure: { count: true }, by: [variable("score", { banding: "x" })] }],
    [
      "limits that are no band limits",
      "UNFIT_LIMITS",
      { measure: { share: { is: { variable: { name: "score" }, min: 4 } } } },
    ],
    ["min above max", "UNFIT_LIMITS", { measure: { share: { is: { variable: { name: "score" }, min: 5, max: 5 } } } }],
    [
      "codes and limits at once",
      "INVALID_QUERY",
      { measure: { share: { is: { variable: { name: "score" }, in: ["[5,)"], min: 5 } } } },
    ],
    ["no codes", "INVALID_QUERY", { measure: { share: is("sex") } }],
    ["an empty all", "INVALID_QUERY", { measure: { count: true }, where: { all: [] } }],
    [
      "four background variables",
      "TOO_MANY_VARIABLES",
      { measure: { count: true }, by: [variable("region"), variable("sex"), variable("care"), variable("cohort")] },
    ],
    [
      "five variables",
      "TOO_MANY_VARIABLES",
      {
        measure: { share: is("house", "yes") },
        by: [variable("region"), variable("sex"), variable("care"), variable("work")],
      },
    ],
    [
      "three answers",
      "TOO_MANY_VARIABLES",
      { measure: { share: is("house", "yes") }, by: [variable("work"), variable("score")] },
    ],
    ["retention without wave", "INVALID_QUERY", { measure: { retention: true } }],
    ["survival without wave", "INVALID_QUERY", { measure: { survival: is("house", "yes") } }],
    [
      "survival split by what moves",
      "INVALID_QUERY",
      { measure: { survival: is("house", "yes") }, by: [{ wave: true }, variable("work")] },
    ],
    [
      "survival of two variables",
      "NOT_PROTECTABLE",
      { measure: { survival: { all: [is("house", "yes"), is("work", "true")] } }, by: [{ wave: true }] },
    ],
    [
      "background at two moments",
      "NOT_PROTECTABLE",
      { measure: { count: true }, by: [{ wave: true }, variable("town"), variable("town", { at: "PREVIOUS" })] },
    ],
    ["a weighted count", "NOT_PROTECTABLE", { measure: { count: true }, weighted: true }],
    ["a weighted sum", "NOT_PROTECTABLE", { measure: { sum: { name: "score" } }, weighted: true }],
    ["a quantile of few bands", "UNFIT_VARIABLE", { measure: { quantile: { of: { name: "score" }, p: 0.5 } } }],
    ["another quantile", "NOT_PROTECTABLE", { measure: { quantile: { of: { name: "score" }, p: 0.01 } } }],
    ["two measures", "INVALID_QUERY", { measure: { count: true, retention: true } }],
    ["the same split twice", "INVALID_QUERY", { measure: { count: true }, by: [variable("sex"), variable("sex")] }],
  ];
  it.each(refused)("%s: %s", async (_what, code, query) => {
    expect(await study.refusalOf(query)).toBe(code);
  });
});
