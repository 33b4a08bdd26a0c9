import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RULES } from "../../../api/flow/result/rules.ts";
import { openAskedStudy, type AskedStudy } from "../../testkit/asked-study.ts";
import { codes, declare, type ImportedPerson, writeImported } from "../../testkit/imported-folder.ts";

/** Weighted shares and means, under the rules in force: thresholds look at persons, and nobody weighs more than 3. */

const WAVES = ["1", "2"].map((code) => ({ code, label: code }));
const weight = (name: string, level: "PERSON" | "PERSON_WAVE") =>
  declare(name, { type: "NUMBER", level, role: "WEIGHT" });
const VARIABLES = [
  declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "f") }),
  declare("team", { type: "BOOLEAN", level: "PERSON", role: "BACKGROUND" }),
  declare("ok", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("score", { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER", minimum: 0, maximum: 10 }),
];

/** 1200 persons; who is ok weighs 3 and scores 8, who is not weighs 1 and scores 2; of the team one alone weighs anything. */
const people = (byWave: boolean): ImportedPerson[] =>
  Array.from({ length: 1200 }, (_, i) => {
    const team = i >= 1140;
    const ok = i % 2 === 0;
    const weighs = { weight: i === 0 ? 1_000_000 : team ? Number(i === 1140) * 4 : ok ? 3 : 1 };
    return {
      person: `p${i}`,
      values: { sex: i % 3 ? "f" : "m", team, ...(byWave ? {} : weighs) },
      waves: Object.fromEntries(WAVES.map(({ code }) => [code, { ok, score: ok ? 8 : 2, ...(byWave ? weighs : {}) }])),
    };
  });

const open = (weights: typeof VARIABLES): Promise<AskedStudy> =>
  openAskedStudy(
    async (root) => {
      const folder = join(root, "import");
      const variables = [...VARIABLES, ...weights];
      await writeImported(folder, WAVES, variables, people(weights[0]?.level === "PERSON_WAVE"));
      return { slug: "panel", folder, waves: WAVES, variables };
    },
    { rules: RULES, rareCode: 30, secret: Buffer.alloc(32, 3) },
  );

let ofPerson: AskedStudy;
let ofWave: AskedStudy;
let without: AskedStudy;
beforeAll(async () => {
  ofPerson = await open([weight("weight", "PERSON")]);
  ofWave = await open([weight("weight", "PERSON_WAVE")]);
  without = await open([]);
});
afterAll(() => Promise.all([ofPerson, ofWave, without].map((study) => study?.close())));

const is = (name: string, ...list: string[]) => ({ is: { variable: { name }, in: list } });
const ok = { share: is("ok", "true") };
const notTeam = is("team", "false");

describe("weighted figures", () => {
  it("keep the mean weight in the manifest, to three digits, so that it does not move with one person", () => {
    const { meanWeight } = ofPerson.manifest.variables.find(({ name }) => name === "weight") ?? {};
    expect(String(meanWeight).replace(/0+$/, "").length).toBeLessThanOrEqual(3);
    expect(meanWeight).toBeGreaterThan(800);
  });

  it("say nothing of one person, however much that person weighs: a weight counts as 3 times the mean at most", async () => {
    // uncapped, the one of a million who is ok would make it 1; the mean weight is so large that all others weigh nothing
    const [share] = await ofPerson.ask({ measure: ok, by: [], where: notTeam, weighted: true });
    expect(share?.withheld).toBe(true);
  });

  it("withhold what one person weighs most of", async () => {
    for (const measure of [ok, { mean: { name: "score" } }]) {
      const waves = { from: "1", to: "1" };
      const [plain] = await ofWave.ask({ measure, where: is("team", "true"), waves });
      const [weighted] = await ofWave.ask({ measure, where: is("team", "true"), waves, weighted: true });
      expect([plain?.withheld, weighted?.withheld]).toEqual([false, true]);
    }
  });
});

describe("questions that are not weighted", () => {
  it.each([
    ["counts", { count: true }],
    ["sums", { sum: { name: "score" } }],
    ["spread", { sd: { name: "score" } }],
    ["curves", { survival: is("ok", "true") }],
    ["retention", { retention: true }],
  ])("%s", async (_what, measure) => {
    expect(await ofPerson.refusalOf({ measure, by: [{ wave: true }], weighted: true })).toBe("NOT_PROTECTABLE");
  });

  it("those of a study without a weight", async () => {
    expect(await without.refusalOf({ measure: ok, weighted: true })).toBe("UNFIT_VARIABLE");
  });

  it("those of no wave, where the weight is one of each wave", async () => {
    const measure = { share: { is: { variable: { name: "ok", wave: "1" }, in: ["true"] } } };
    expect(await ofWave.refusalOf({ measure, weighted: true })).toBe("NOT_PROTECTABLE");
    expect(await ofPerson.refusalOf({ measure, weighted: true })).toBeNull();
  });
});

describe("an even spread of weights", () => {
  let even: AskedStudy;
  beforeAll(async () => {
    even = await openAskedStudy(
      async (root) => {
        const folder = join(root, "import");
        const variables = [...VARIABLES, weight("weight", "PERSON_WAVE")];
        const persons = people(true).map((person, i) => ({
          ...person,
          waves: Object.fromEntries(
            WAVES.map(({ code }) => {
              const okHere = i % 2 === 0;
              return [code, { ok: okHere, score: okHere ? 8 : 2, weight: okHere ? 3 : 1 }];
            }),
          ),
        }));
        await writeImported(folder, WAVES, variables, persons);
        return { slug: "panel", folder, waves: WAVES, variables };
      },
      { rules: RULES, rareCode: 30, secret: Buffer.alloc(32, 3) },
    );
  });
  afterAll(() => even?.close());

  it("moves shares and means to those who weigh more, near the truth, with a wider interval", async () => {
    const by = [{ wave: true }];
    const width = (cell: { low: number | null; high: number | null } | undefined) =>
      (cell?.high ?? NaN) - (cell?.low ?? NaN);
    const [plain] = await even.ask({ measure: ok, by });
    const [share] = await even.ask({ measure: ok, by, weighted: true });
    expect(plain?.value).toBeCloseTo(0.5, 1);
    expect(Math.abs((share?.value ?? 0) - 0.75)).toBeLessThan(0.03);
    expect(width(share)).toBeGreaterThan(width(plain));
    expect(share?.count).toBe(plain?.count);
    const mean = { measure: { mean: { name: "score" } }, by };
    const [flat] = await even.ask(mean);
    const [heavy] = await even.ask({ ...mean, weighted: true });
    expect(Math.abs((flat?.value ?? 0) - 5)).toBeLessThan(0.2);
    expect(Math.abs((heavy?.value ?? 0) - 6.5)).toBeLessThan(0.3);
    expect(heavy?.low).toBeLessThan(6.5);
    expect(heavy?.high).toBeGreaterThan(6.5);
  });

  it("are the same figures asked again and in other words, and the shares of both sides make one", async () => {
    const asked = (code: string) =>
      even.ask({
        measure: { share: is("ok", code) },
        by: [{ wave: true }, { variable: { name: "sex" } }],
        weighted: true,
      });
    const [yes, no] = [await asked("true"), await asked("false")];
    expect(await asked("true")).toEqual(yes);
    yes.forEach((cell, at) => {
      if (!cell.withheld) expect((cell.value ?? 0) + (no[at]?.value ?? 0)).toBeCloseTo(1, 1.5);
    });
  });
});
