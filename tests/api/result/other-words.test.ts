import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planAll } from "../../../api/flow/result/answer.ts";
import type { ProtectedCell } from "../../../api/flow/result/protect/protect.ts";
import { labelOf } from "../../../api/flow/result/protect/labels.ts";
import { cellNoise, DrawSource, noiseTables } from "../../../api/flow/result/protect/noise.ts";
import { Refused } from "../../../api/flow/result/refusal.ts";
import { shapeOf } from "../../../api/flow/result/shape.ts";
import { RULES } from "../../../api/flow/result/rules.ts";
import { openAskedStudy, type Asked, type AskedStudy } from "../../testkit/asked-study.ts";
import { codes, declare, type ImportedPerson, writeImported } from "../../testkit/imported-folder.ts";

/** Ways round protection: other wordings, added-up waves, small groups together. Each gives what it gave before: nothing. */

const WAVES = Array.from({ length: 10 }, (_, at) => ({ code: String(at + 1), label: `wave ${at + 1}` }));
const VARIABLES = [
  declare("region", {
    type: "CATEGORICAL",
    level: "PERSON",
    role: "BACKGROUND",
    categories: codes("a", "b", "c", "d"),
  }),
  declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "f") }),
  declare("town", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "BACKGROUND", categories: codes("x", "y") }),
  declare("house", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "ANSWER", categories: codes("yes", "no") }),
  declare("always", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "ANSWER", categories: codes("one", "two") }),
  declare("score", {
    type: "NUMBER",
    level: "PERSON_WAVE",
    role: "ANSWER",
    minimum: 0,
    maximum: 10,
    bandings: [
      { name: "thirds", limits: [3, 6] },
      { name: "quarters", limits: [3, 5, 8] },
    ],
  }),
  declare("mood", { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER", minimum: -3, maximum: 3 }),
  declare("income", { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER", minimum: 0, maximum: 200_000 }),
  declare("team", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("weight", { type: "NUMBER", level: "PERSON", role: "WEIGHT", minimum: 0, maximum: 10 }),
];

/** 400 persons, in every wave; 6 women live in region c, 7 in d; 2 persons never say how they live. */
const people: ImportedPerson[] = Array.from({ length: 400 }, (_, i) => ({
  person: `p${i}`,
  values: {
    region: i < 40 ? "c" : i < 80 ? "d" : i % 2 ? "a" : "b",
    sex: (i < 80 ? i < 6 || (i >= 40 && i < 47) : i % 3 === 0) ? "f" : "m",
    weight: 1,
  },
  waves: Object.fromEntries(
    WAVES.map(({ code }, wave) => [
      code,
      {
        town: (i * 7 + wave) % 5 < 2 ? "x" : "y",
        house: i >= 398 ? null : i % 3 ? "yes" : "no",
        always: "one",
        score: i % 9 === 0 ? null : (i * 7 + wave) % 11,
        mood: (i % 7) - 3,
        team: i >= 100 && i < 140,
        income: i === 120 ? 100_000 : i >= 100 && i < 140 ? 2_000 : 30_000,
      },
    ]),
  ),
}));

const is = (name: string, ...list: string[]) => ({ is: { variable: { name }, in: list } });
const variable = (name: string, more: object = {}) => ({ variable: { name, ...more } });
const THIRDS = ["(,3)", "[3,6)", "[6,)"];

const open = (waves = WAVES, secret = Buffer.alloc(32, 1)): Promise<AskedStudy> =>
  openAskedStudy(
    async (root) => {
      const folder = join(root, "import");
      const seen = new Set(waves.map(({ code }) => code));
      const persons = people.map((person) => ({
        ...person,
        waves: Object.fromEntries(Object.entries(person.waves).filter(([code]) => seen.has(code))),
      }));
      await writeImported(folder, waves, VARIABLES, persons);
      return { slug: "panel", folder, waves, variables: VARIABLES };
    },
    { rules: RULES, rareCode: 30, secret },
  );

let study: AskedStudy;
beforeAll(async () => {
  study = await open();
});
afterAll(() => study?.close());

const figures = (cells: readonly ProtectedCell[]) => cells.map(({ count, value }) => ({ count, value }));

describe("the same persons, asked for in other words", () => {
  it("gives who has a value the same figure, averaged or counted by their bands", async () => {
    const by = [{ wave: true }, variable("sex")];
    const mean = await study.ask({ measure: { mean: { name: "score" } }, by });
    const banded = await study.ask({ measure: { count: true }, by, where: is("score", ...THIRDS) });
    expect(mean.map(({ count }) => count)).toEqual(banded.map(({ count }) => count));
  });

  it("gives the same mean where every band is named", async () => {
    const by = [{ wave: true }, variable("sex")];
    for (const measure of [{ mean: { name: "score" } }, { sd: { name: "score" } }]) {
      const plain = await study.ask({ measure, by });
      expect(figures(await study.ask({ measure, by, where: is("score", ...THIRDS) }))).toEqual(figures(plain));
    }
  });

  it("refuses the first and last value within a range of waves: each range would be another draw", async () => {
    const by = [{ wave: true }, variable("house", { at: "FIRST" })];
    for (const to of ["1", "2", "9"]) {
      expect(await study.refusalOf({ measure: { count: true }, by, waves: { from: "1", to } })).toBe("NOT_PROTECTABLE");
    }
    expect(await study.refusalOf({ measure: { count: true }, by, waves: { from: "1", to: "10" } })).toBeNull();
  });

  it("takes the first and last value for the only wave's, where there is one wave", async () => {
    const single = await open(WAVES.slice(0, 1), createHash("sha256").update("another").digest());
    try {
      const by = (more: object) => ({ measure: { count: true }, by: [variable("region"), variable("house", more)] });
      const named = await single.ask(by({ wave: "1" }));
      expect(await single.ask(by({ at: "FIRST" }))).toEqual(named);
      expect(await single.ask(by({ at: "LAST" }))).toEqual(named);
    } finally {
      await single.close();
    }
  });
});

describe("the first and last value of a variable without gaps", () => {
  it("are those of the first and the last wave: the same frames, the same draws", async () => {
    expect(study.manifest.variables.filter(({ withoutGaps }) => withoutGaps).map(({ name }) => name)).toEqual([
      "town",
      "always",
      "mood",
      "income",
      "team",
    ]);
    for (const [at, wave] of [
      ["FIRST", "1"],
      ["LAST", "10"],
    ]) {
      for (const name of ["town", "team"]) {
        const asked = (more: object) =>
          study.ask({ measure: { share: is("house", "yes") }, by: [variable(name, more)], waves: { from: "1" } });
        expect(await asked({ at })).toEqual(await asked({ wave }));
      }
    }
  });

  it("are those of the ends of a range of waves", async () => {
    const asked = (more: object) =>
      study.ask({ measure: { count: true }, by: [variable("team", more)], waves: { from: "3", to: "5" } });
    expect(await asked({ at: "FIRST" })).toEqual(await asked({ wave: "3" }));
    expect(await asked({ at: "LAST" })).toEqual(await asked({ wave: "5" }));
  });

  it("stay draws of their own where somebody has a gap", async () => {
    const [plan] = planAll(
      { studies: ["panel"], measure: { count: true }, by: [variable("house", { at: "FIRST" })] },
      [study.manifest],
      RULES,
    );
    expect(plan?.axes[0]?.moment).toBe("first");
  });
});

describe("draws", () => {
  const labelsOf = (query: Asked) => {
    const [plan] = planAll({ studies: ["panel"], ...query }, [study.manifest], RULES);
    return plan?.contexts.map((context) => labelOf(plan, context)) ?? [];
  };

  it("go by the limits of a band: one that two bandings have is one draw", () => {
    const [thirds, quarters] = ["thirds", "quarters"].map(
      (banding) => labelsOf({ measure: { count: true }, by: [variable("score", { wave: "1", banding })] })[0]?.[0],
    );
    expect(quarters?.key).toBe(thirds?.key);
    expect(quarters?.codes.filter((code) => thirds?.codes.includes(code))).toEqual(["(,3)", "~EMPTY", "~NOT_IN_WAVE"]);
  });

  it("of an event go by its wave, however far the curve runs", async () => {
    const [short, long] = ["5", "9"].map(
      (to) =>
        labelsOf({ measure: { survival: is("house", "yes") }, by: [{ wave: true }], waves: { from: "2", to } })[0]?.[0],
    );
    expect(long?.key).toBe(short?.key);
    expect(short?.codes.filter((code) => long?.codes.includes(code))).toEqual([
      ...["1", "2", "3", "4"].map((wave) => `event ${wave}`),
      "~EMPTY",
    ]);
  });

  it("of a curve count as another one where it starts or ends in between", () => {
    const curveOver = (waves?: { from?: string; to?: string }) => {
      const asked = { measure: { survival: is("house", "yes") }, by: [{ wave: true as const }], waves };
      const [plan] = planAll({ studies: ["panel"], ...asked }, [study.manifest], RULES);
      return plan && shapeOf(plan, false).answers[0]?.curve;
    };
    const [first, last] = [study.manifest.waves[0]?.code, study.manifest.waves.at(-1)?.code];
    expect(curveOver({ from: first, to: last })).toBe(curveOver());
    expect(
      new Set([curveOver(), curveOver({ from: "2" }), curveOver({ from: "3" }), curveOver({ to: "5" })]).size,
    ).toBe(4);
  });

  it("of not being seen are those of the wave, for every variable of it", () => {
    const keys = ["house", "score"].map(
      (name) => labelsOf({ measure: { count: true }, by: [variable(name, { wave: "4" })] })[0]?.[0]?.seen?.key,
    );
    expect(keys).toEqual(["~seen@4", "~seen@4"]);
    const retention = labelsOf({ measure: { retention: true }, by: [{ wave: true }] })[3];
    expect(retention?.map(({ key }) => key)).toContain("~seen@4");
  });
});

describe("groups that are too small", () => {
  it("stay too small together: whether they add up to 10 would tell how large they are", async () => {
    const women = (region: string) => ({ all: [is("region", region), is("sex", "f")] });
    const refusal = (...regions: string[]) =>
      study.refusalOf({ measure: { count: true }, where: { any: regions.map(women) } });
    expect([await refusal("c"), await refusal("d"), await refusal("c", "d")]).toEqual(
      Array.from({ length: 3 }, () => "TOO_FEW_PERSONS"),
    );
    expect(await refusal("a", "c")).toBeNull();
  });

  it("are withheld one by one where the answer is merely split into them", async () => {
    const cells = await study.ask({ measure: { count: true }, by: [variable("region")], where: is("sex", "f") });
    const withheld = new Map(cells.map(({ keys, withheld }) => [keys[0]?.code, withheld]));
    expect([withheld.get("a"), withheld.get("b")]).toEqual([false, false]);
    expect([withheld.get("c"), withheld.get("d")]).toEqual([true, true]);
  });
});

describe("added-up waves", () => {
  it("say nothing of few persons for whom it cannot be told in many waves", async () => {
    const [pooled] = await study.ask({ measure: { share: is("house", "yes") } });
    expect(pooled).toMatchObject({ withheld: false, missing: null });
    const [many] = await study.ask({ measure: { share: is("score", "(,3)") } });
    expect(many?.missing).toBeGreaterThan(300);
  });

  it("withhold a mean of which one person holds most, wave after wave", async () => {
    const where = is("team", "true");
    const [pooled] = await study.ask({ measure: { mean: { name: "income" } }, where });
    expect(pooled?.withheld).toBe(true);
    const [others] = await study.ask({ measure: { mean: { name: "income" } }, where: is("team", "false") });
    expect(others?.withheld).toBe(false);
  });
});

describe("thresholds", () => {
  it("withhold the curve of those who gave an answer that everybody gave", async () => {
    const curve = { measure: { survival: is("house", "no") }, by: [{ wave: true }] };
    const where = { is: { variable: { name: "always", wave: "1" }, in: ["one"] } };
    expect((await study.ask({ ...curve, where })).every(({ withheld }) => withheld)).toBe(true);
    expect((await study.ask(curve)).some(({ withheld }) => !withheld)).toBe(true);
  });

  it("take values below zero by their size, so that a mean near zero is shown", async () => {
    const cells = await study.ask({ measure: { mean: { name: "mood" } }, by: [{ wave: true }] });
    expect(cells.every(({ withheld }) => !withheld)).toBe(true);
  });

  it("do without a scale where a variable has one code only", () => {
    const frame = { persons: 50, fpFirst: "0000000000000001", fpNow: "0000000000000001", asOf: 1, withheld: false };
    const source = new DrawSource(Buffer.alloc(32, 1), noiseTables(RULES));
    const [plain] = cellNoise(source, frame, "n", [], RULES);
    const [one] = cellNoise(source, frame, "n", [{ key: "q", codes: ["~"] }], RULES);
    expect(one).toBe(plain);
  });
});

describe("questions that are none", () => {
  const planned = (query: Asked, manifest = study.manifest): string | null => {
    try {
      planAll({ studies: ["panel"], ...query }, [manifest], RULES);
      return null;
    } catch (error) {
      if (error instanceof Refused) return error.refusal.code;
      throw error;
    }
  };

  it("never averages a weight", () => {
    expect(planned({ measure: { mean: { name: "weight" } } })).toBe("UNFIT_VARIABLE");
  });

  it.each([
    ["a count that is false", { measure: { count: false } }],
    ["a retention that is false", { measure: { retention: false }, by: [{ wave: true }] }],
    ["a split that is false", { measure: { count: true }, by: [{ wave: false }] }],
    ["a study that is false", { measure: { count: true }, by: [{ study: false }] }],
  ])("refuses %s", (_what, query) => {
    expect(planned(query)).toBe("INVALID_QUERY");
  });

  it("asks no more background variables together than the snapshot has groups for", () => {
    const query = { measure: { count: true }, by: [variable("region"), variable("sex")] };
    expect(planned(query, { ...study.manifest, frameDepth: 2 })).toBeNull();
    expect(planned(query, { ...study.manifest, frameDepth: 1 })).toBe("TOO_MANY_VARIABLES");
  });
});
