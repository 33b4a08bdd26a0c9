import { describe, expect, it } from "vitest";
import { planStudy } from "../../../api/flow/result/plan.ts";
import type { ResultQuery } from "../../../api/flow/result/query.ts";
import { Refused, type Refusal } from "../../../api/flow/result/refusal.ts";
import { RULES } from "../../../api/flow/result/rules.ts";
import { manifestVariable } from "../../../api/flow/snapshot/codings.ts";
import type { Manifest } from "../../../api/flow/snapshot/manifest.ts";
import { codes, declare } from "../../testkit/imported-folder.ts";

/** A question that is too large is refused before anything is looked at, and the advice passes. */

const many = (count: number) => codes(...Array.from({ length: count }, (_, at) => `c${at}`));
const coded = (name: string, role: "BACKGROUND" | "ANSWER", count: number) =>
  declare(name, {
    type: "CATEGORICAL",
    level: role === "ANSWER" ? "PERSON_WAVE" : "PERSON",
    role,
    categories: many(count),
  });
const VARIABLES = [
  coded("town", "BACKGROUND", 60),
  coded("school", "BACKGROUND", 40),
  coded("sex", "BACKGROUND", 2),
  coded("work", "ANSWER", 30),
  coded("house", "ANSWER", 12),
  declare("income", { type: "NUMBER", level: "PERSON_WAVE", role: "ANSWER", minimum: 0, maximum: 10 }),
].map((declaration) => manifestVariable(declaration, []));

const manifest: Manifest = {
  study: "panel",
  title: "panel",
  number: 1,
  asOf: "2026-01-05T09:00:00Z",
  state: "PRELIMINARY",
  synthetic: true,
  waves: Array.from({ length: 40 }, (_, at) => ({ code: String(at), label: String(at) })),
  persons: 1000,
  personsShown: 1000,
  shownFrom: 1000,
  frameDepth: 3,
  variables: VARIABLES,
  history: [],
  files: [],
  salt: "",
  hash: "",
};

const by = (...names: string[]) => names.map((name) => (name === "wave" ? { wave: true } : { variable: { name } }));
const is = (name: string) => ({ is: { variable: { name }, in: ["c0"] } });

function refusalOf(query: ResultQuery): Refusal | null {
  try {
    planStudy(query, manifest, RULES);
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** The question that a piece of advice asks for. */
function advised(query: ResultQuery, advice: string): ResultQuery {
  const waves = /at (\d+) waves/.exec(advice)?.[1] ?? (advice.includes("one wave") ? "1" : null);
  if (waves !== null) return { ...query, waves: { from: "0", to: String(Number(waves) - 1) } };
  const left = [...advice.matchAll(/“([^”]+)”/g)].map(([, name]) => name);
  const all = query.where?.all?.filter(({ is: part }) => !left.includes(part?.variable.name));
  return {
    ...query,
    by: (query.by ?? []).filter(({ variable }) => !left.includes(variable?.name ?? "")),
    where: all && all.length > 0 ? { all } : undefined,
  };
}

const TOO_LARGE: [string, Omit<ResultQuery, "studies">][] = [
  ["two backgrounds, an answer and the wave", { measure: { count: true }, by: by("wave", "town", "school", "work") }],
  ["two answers by wave", { measure: { share: is("house") }, by: by("wave", "town", "work") }],
  ["waves added up", { measure: { mean: { name: "income" } }, by: by("town", "school", "work") }],
  ["a condition", { measure: { share: is("work") }, where: { all: [is("town"), is("school"), is("house")] } }],
  [
    "an average of what is not too large to count",
    { measure: { mean: { name: "income" } }, by: by("wave", "town", "work") },
  ],
];

describe("questions that are too large", () => {
  it.each(TOO_LARGE)("%s: refused, and every advice passes", (_what, asked) => {
    const query = { studies: ["panel"], ...asked };
    const refusal = refusalOf(query);
    expect(refusal?.code).toBe("TOO_MANY_CELLS");
    expect(refusal?.advice.length).toBeGreaterThan(0);
    for (const { en } of refusal?.advice ?? []) {
      expect([en, refusalOf(advised(query, en))?.message.en ?? null]).toEqual([en, null]);
    }
  });

  it("counts what is averaged twice: it is drawn for as well", () => {
    const asked = { studies: ["panel"], by: by("town", "work", "wave"), waves: { from: "0", to: "12" } };
    expect(refusalOf({ ...asked, measure: { count: true } })?.code).toBe("TOO_MANY_CELLS");
    const fewer = { ...asked, waves: { from: "0", to: "9" } };
    expect(refusalOf({ ...fewer, measure: { count: true } })).toBeNull();
    expect(refusalOf({ ...fewer, measure: { mean: { name: "income" } } })?.code).toBe("TOO_MANY_CELLS");
  });

  it("lets ordinary ones pass: transitions in forty waves by sex", () => {
    const work = { variable: { name: "house", at: "PREVIOUS" as const } };
    expect(
      refusalOf({ studies: ["panel"], measure: { share: is("house") }, by: [{ wave: true }, work, ...by("sex")] }),
    ).toBeNull();
  });
});
