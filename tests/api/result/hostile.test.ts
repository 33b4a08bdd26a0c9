import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../api/flow/result/query.ts";
import { Refused } from "../../../api/flow/result/refusal.ts";
import { RULES } from "../../../api/flow/result/rules.ts";
import { openAskedStudy, type Asked, type AskedStudy } from "../../testkit/asked-study.ts";
import { writeImported } from "../../testkit/imported-folder.ts";
import { AWKWARD, panels, questions } from "./random-questions.ts";

/** Whatever is asked: an answer under the rules, or a polite no. Never an error, never a figure that no rule lets out. */

const QUESTIONS = Number(process.env.QUESTIONS ?? 300);
const SEED = Number(process.env.SEED ?? 20_261_122);
const [panel] = fc.sample(panels, { numRuns: 1, seed: SEED });
if (!panel) throw new Error("no panel");

let study: AskedStudy;
beforeAll(async () => {
  study = await openAskedStudy(
    async (root) => {
      const folder = join(root, "import");
      const persons = Array.from({ length: 12 }, (_, copy) =>
        panel.persons.map((person) => ({ ...person, person: `${person.person}/${copy}` })),
      ).flat();
      await writeImported(folder, panel.waves, panel.variables, persons);
      return { slug: "panel", folder, waves: panel.waves, variables: panel.variables };
    },
    { rules: RULES, rareCode: 30 },
  );
});
afterAll(() => study?.close());

async function answeredOrRefused(query: Asked): Promise<"answered" | "refused"> {
  try {
    for (const cell of await study.ask(query)) {
      const { count, missing, value, low, high, withheld } = cell;
      if (withheld) {
        expect([count, missing, value, low, high]).toEqual([null, null, null, null, null]);
        continue;
      }
      for (const figure of [value, low, high]) expect(figure === null || Number.isFinite(figure)).toBe(true);
      for (const persons of [count, missing]) {
        expect(persons === null || (persons % 5 === 0 && (persons === 0 || persons >= 10))).toBe(true);
      }
      expect(count).toBeGreaterThanOrEqual(10);
      if (query.measure.count) expect(value).toBe(count);
    }
    return "answered";
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    for (const text of [error.refusal.message, ...error.refusal.advice]) expect([text.nl, text.en]).not.toContain("");
    return "refused";
  }
}

describe("sensible questions", () => {
  it("get an answer under the rules, or a refusal", async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(questions(panel), async (query) => {
        if ((await answeredOrRefused(query)) === "answered") answered++;
      }),
      { seed: SEED, numRuns: QUESTIONS },
    );
    expect(answered).toBeGreaterThan(QUESTIONS / 4);
  }, 600_000);
});

describe("questions that were made to hurt", () => {
  const word = fc.oneof(
    fc.constantFrom("sex", "town", "age", "work", "score", "few", "mood", AWKWARD, "m", "f", "x", "true", "w1", "w2"),
    fc.constantFrom("__proto__", "constructor", "~seen", "~valid", "~other", "", "'", "w1'; --", "NaN", "\u0000", "🦆"),
    fc.string(),
  );
  const nothing = fc.constantFrom(null, undefined);
  const reference = fc.record(
    {
      name: word,
      at: fc.oneof(fc.constantFrom("SAME", "PREVIOUS", "FIRST", "LAST"), nothing),
      wave: fc.oneof(word, nothing),
      banding: fc.oneof(word, fc.constantFrom("coarse", "fine", "thirds"), nothing),
    },
    { requiredKeys: ["name"] },
  );
  const number = fc.oneof(fc.double(), fc.constantFrom(0, -0, 5, 15, NaN, Infinity, -Infinity), nothing);
  const condition = fc.letrec<{ condition: unknown }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "medium" },
      fc.record({
        is: fc.record(
          { variable: reference, in: fc.oneof(fc.array(word), nothing), min: number, max: number },
          { requiredKeys: ["variable"] },
        ),
      }),
      fc.record({ not: tie("condition"), all: fc.constant(null) }),
      fc.record({ all: fc.array(tie("condition"), { maxLength: 4 }) }),
      fc.record({ any: fc.array(tie("condition"), { maxLength: 4 }) }),
      fc.constantFrom({}, { all: null }, { is: null, not: null }),
    ),
  })).condition;
  const flag = fc.constantFrom(true, false, null);
  const measure = fc.oneof(
    fc.record({ count: flag, retention: flag }, { requiredKeys: [] }),
    fc.record({ share: condition }),
    fc.record({ survival: condition }),
    fc.record({ mean: reference, sum: fc.oneof(nothing, reference) }, { requiredKeys: ["mean"] }),
    fc.record({ sd: reference }),
    fc.record({ quantile: fc.record({ of: reference, p: fc.oneof(fc.double(), fc.constantFrom(0.5, 0.25, 0.1)) }) }),
    fc.constant({}),
  );
  const dimension = fc.oneof(
    fc.record({ variable: reference }),
    fc.record({ wave: flag, study: flag }, { requiredKeys: [] }),
    fc.constant({}),
  );
  const hostile = fc.record(
    {
      measure,
      by: fc.oneof(fc.array(dimension, { maxLength: 5 }), nothing),
      where: fc.oneof(condition, nothing),
      waves: fc.oneof(fc.record({ from: fc.oneof(word, nothing), to: fc.oneof(word, nothing) }), nothing),
      weighted: fc.constantFrom(true, false, null),
    },
    { requiredKeys: ["measure"] },
  ) as unknown as fc.Arbitrary<Asked>;

  it("get an answer under the rules, or a refusal", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (query) => {
        await answeredOrRefused(query);
      }),
      { seed: SEED, numRuns: 5 * QUESTIONS },
    );
  }, 600_000);

  const leaf: Condition = { is: { variable: { name: "work" }, in: ["true"] } };
  const nested = (depth: number, wrap: (inner: Condition) => Condition): Condition =>
    Array.from({ length: depth }).reduce<Condition>((inner) => wrap(inner), leaf);

  const subsets = (list: string[]) =>
    Array.from({ length: 2 ** list.length - 1 }, (_, of) => list.filter((_, at) => (of + 1) & (1 << at)));
  const parts = subsets(["(,2)", "[2,3)", "[3,)"]).flatMap((few) =>
    subsets(["true", "false"]).flatMap((work): Condition[] => {
      const both = [{ is: { variable: { name: "few" }, in: few } }, { is: { variable: { name: "work" }, in: work } }];
      return [{ all: both }, { not: { all: both } }, { not: { any: both } }];
    }),
  );

  it.each([
    ["a condition of 20,000 levels", nested(20_000, (inner) => ({ all: [inner, leaf] }))],
    ["20,000 times not", nested(20_000, (not) => ({ not }))],
    [
      "8 levels",
      nested(8, (inner) => ({ any: [{ all: [inner, leaf] }, { is: { variable: { name: "few" }, in: ["1"] } }] })),
    ],
    ["hundreds of parts", { any: parts }],
  ])("refuses %s", async (_what, where) => {
    expect(await study.refusalOf({ measure: { count: true }, where })).toBe("INVALID_QUERY");
  });

  it("looks up a list of a hundred thousand codes at once", async () => {
    const list = Array.from({ length: 100_000 }, (_, at) => (at % 2 ? "m" : "f"));
    const where = { is: { variable: { name: "sex" }, in: list } };
    const named = { is: { variable: { name: "sex" }, in: ["f", "m"] } };
    expect(await study.ask({ measure: { count: true }, where })).toEqual(
      await study.ask({ measure: { count: true }, where: named }),
    );
    const unknown = Array.from({ length: 100_000 }, (_, at) => `code ${at}`);
    expect(
      await study.refusalOf({ measure: { count: true }, where: { is: { variable: { name: "sex" }, in: unknown } } }),
    ).toBe("UNKNOWN_CATEGORY");
  });

  it("refuses more cells than are given before anything is measured", async () => {
    const by = ["score", "few", "work", AWKWARD].map((name) => ({ variable: { name } }));
    expect(await study.refusalOf({ measure: { count: true }, by })).toBe("TOO_MANY_VARIABLES");
    const cells = await study.refusalOf({
      measure: { count: true },
      by: [{ wave: true }, { variable: { name: AWKWARD } }],
    });
    expect(cells).toBeNull();
  });
});
