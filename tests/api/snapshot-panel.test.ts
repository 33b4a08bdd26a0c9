import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Frame } from "../../api/flow/result/measure.ts";
import type { Context, StudyPlan } from "../../api/flow/result/plan.ts";
import { openFrozen } from "../testkit/asked-again.ts";
import { type FrozenStudy, type Freezer, makeFreezer } from "../testkit/freezer.ts";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";

/*
 * A panel over twelve snapshots, with known truth. Every frame is measured as it was in the snapshot that it says, and of
 * the frames that may be shown no two of a kind differ by 1 to 9 persons.
 */

const WAVES = ["a", "b"].map((code) => ({ code, label: code }));
const CODES: Record<string, string[]> = {
  sex: ["m", "v"],
  region: ["n", "o", "p"],
  town: ["x", "y", "z"],
  work: ["true", "false"],
};
const VARIABLES = [
  declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("m", "v") }),
  declare("region", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("n", "o", "p") }),
  declare("town", { type: "CATEGORICAL", level: "PERSON_WAVE", role: "BACKGROUND", categories: codes("x", "y", "z") }),
  declare("work", { type: "BOOLEAN", level: "PERSON_WAVE", role: "ANSWER" }),
  declare("score", {
    ...{ type: "INTEGER", level: "PERSON_WAVE", role: "ANSWER" },
    ...{ minimum: 0, maximum: 100, bandings: [{ name: "halves", limits: [50] }] },
  }),
];
const RULES = { rules: { rareCode: 0 } };

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Person = ImportedPerson & { values: Record<string, string | null> };
type Data = Map<string, Person>;

function panel(seed: number) {
  const next = numbersFrom(seed);
  const below = (count: number) => Math.floor(next() * count);
  const one = (name: string) => (CODES[name] as string[])[below((CODES[name] as string[]).length)] as string;
  let made = 0;
  const row = (region: string) => ({
    // Who lives in the one mostly lives in the other: frames that differ by a few.
    town: next() < 0.9 ? ({ n: "x", o: "y", p: "z" }[region] ?? "x") : one("town"),
    work: next() < 0.9 ? next() < 0.4 : null,
    score: next() < 0.9 ? below(101) : null,
  });
  const person = (): Person => {
    const region = one("region");
    return {
      ...{ person: `p${String(made++).padStart(4, "0")}`, values: { sex: next() < 0.95 ? one("sex") : null, region } },
      waves: { a: row(region), ...(next() < 0.8 && { b: row(region) }) },
    };
  };
  const now: Data = new Map(Array.from({ length: 160 }, person).map((each) => [each.person, each]));
  return {
    now,
    /** Some answer, move, come and, sometimes, leave. */
    step(leaving: boolean): void {
      const ids = [...now.keys()];
      const some = (count: number) => Array.from({ length: count }, () => ids[below(ids.length)] as string);
      for (const id of some(2 + below(9))) {
        const before = now.get(id) as Person;
        const waves = { ...before.waves, [next() < 0.5 ? "a" : "b"]: row(before.values.region as string) };
        now.set(id, { ...before, waves });
      }
      for (const id of some(below(2))) {
        const before = now.get(id) as Person;
        now.set(id, { ...before, values: { ...before.values, region: one("region") } });
      }
      for (let came = below(4); came > 0; came--) {
        const each = person();
        now.set(each.person, each);
      }
      if (leaving) for (const id of some(1 + below(2))) now.delete(id);
    },
  };
}

interface Truth {
  frozen: FrozenStudy;
  data: Data;
}

const waveAt = (moment: string): string => WAVES[Number(moment)]?.code as string;

/** Positions of somebody on a variable: codes, EMPTY, NOT_IN_WAVE. */
function positionOf({ values, waves }: Person, name: string, moment: string): number {
  const all = CODES[name] as string[];
  const at = (wave: string) => {
    const row = waves[wave];
    if (row === undefined) return all.length + 1;
    return row[name] === null ? all.length : all.indexOf(String(row[name]));
  };
  if (name === "sex" || name === "region") return values[name] == null ? all.length : all.indexOf(values[name] ?? "");
  if (moment !== "first" && moment !== "last") return at(waveAt(moment));
  const order = moment === "first" ? ["a", "b"] : ["b", "a"];
  return order.map(at).find((position) => position < all.length) ?? all.length;
}

interface Condition {
  name: string;
  code: number;
}
const conditionsOf = (variables: string, positions: readonly number[]): { moment: string; conditions: Condition[] } => {
  const [members = "", moment = ""] = variables.split("@");
  const names = members === "" ? [] : members.split(",").map((member) => VARIABLES[Number(member.split(".")[0])]?.name);
  return { moment, conditions: names.map((name, at) => ({ name: name as string, code: positions[at] as number })) };
};
const membersOf = (data: Data, conditions: readonly Condition[], moment: string): Person[] =>
  [...data.values()].filter((person) =>
    conditions.every(({ name, code }) => positionOf(person, name, moment) === code),
  );

let freezer: Freezer;
const truths: Truth[] = [];
const steps: { now: FrozenStudy; data: Data; earlier: FrozenStudy }[] = [];
const dataOf = (number: number): Data => (truths.find(({ frozen }) => frozen.manifest.number === number) as Truth).data;

beforeAll(async () => {
  freezer = await makeFreezer();
  const made = panel(20_261_122);
  const freezeNow = async (earlier: FrozenStudy | null, number: number): Promise<FrozenStudy> => {
    const study = { waves: WAVES, variables: VARIABLES, persons: [...made.now.values()] };
    return earlier === null
      ? freezer.freeze(study, RULES)
      : freezer.again(earlier, study, { ...RULES, number, history: Array.from({ length: number - 1 }, () => "") });
  };
  let asked = await freezeNow(null, 1);
  truths.push({ frozen: asked, data: new Map(made.now) });
  for (let number = 2; number <= 12; number++) {
    made.step(number % 3 === 0);
    const now = await freezeNow(asked, number);
    if (now.notAsked !== null) continue;
    const data = new Map(made.now);
    steps.push({ now, data, earlier: asked });
    truths.push({ frozen: now, data });
    asked = now;
  }
}, 120_000);
afterAll(() => freezer.remove());

interface FrameRow {
  variables: string;
  codes: number[];
  persons: number;
  as_of: number;
  lost: boolean;
  blocked: boolean;
}
const framesOf = (frozen: FrozenStudy) => frozen.ask<FrameRow>("select * exclude (fp_first, fp_now) from frame");
const changedIn = (then: readonly Person[], now: readonly Person[]): number => {
  const before = new Map(then.map((person) => [person.person, JSON.stringify(person)]));
  const after = new Map(now.map((person) => [person.person, JSON.stringify(person)]));
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id)).length;
};

it("goes through enough to be worth looking at", async () => {
  expect(truths.length).toBeGreaterThan(8);
  const rows = (await Promise.all(truths.map(({ frozen }) => framesOf(frozen)))).map((frames) => ({
    frozen: frames.filter(({ as_of, persons }) => as_of < truths.length && persons >= 10).length,
    lost: frames.filter(({ lost }) => lost).length,
    blocked: frames.filter(({ blocked }) => blocked).length,
  }));
  expect(rows.some(({ lost }) => lost > 0)).toBe(true);
  expect(rows.every(({ blocked }) => blocked > 0)).toBe(true);
});

describe("each frame", () => {
  it("has as many persons as in the snapshot that it says", async () => {
    for (const { frozen } of truths)
      for (const { variables, codes, persons, as_of } of await framesOf(frozen)) {
        const { conditions, moment } = conditionsOf(variables, codes);
        expect(persons).toBe(membersOf(dataOf(as_of), conditions, moment).length);
      }
  });

  it("is made anew where ten of its persons changed, and only there; where somebody left it is withheld until then", async () => {
    for (const { now, data, earlier } of steps) {
      const before = new Map(
        (await framesOf(earlier)).map((frame) => [`${frame.variables}|${frame.codes.join()}`, frame]),
      );
      for (const { variables, codes, as_of, lost } of await framesOf(now)) {
        const stood = before.get(`${variables}|${codes.join()}`);
        if (stood === undefined || stood.persons < 10) continue;
        const { conditions, moment } = conditionsOf(variables, codes);
        const [then, present] = [dataOf(stood.as_of), data].map((each) => membersOf(each, conditions, moment));
        const changed = changedIn(then as Person[], present as Person[]);
        const left = (then as Person[]).filter(({ person }) => !data.has(person)).length;
        if (as_of === now.manifest.number) expect(changed).toBeGreaterThanOrEqual(10);
        // Who came and who left before may be the same persons, for all that is kept of them.
        else if (left === 0) expect(changed).toBeLessThan(10);
        if (as_of !== now.manifest.number) expect(lost).toBe(left > 0);
      }
    }
  });

  it("is measured as in the snapshot that it says", async () => {
    for (const { frozen } of truths) {
      const opened = await openFrozen(frozen);
      for (const by of [[], ["sex"], ["region"], ["town"], ["sex", "region"], ["sex", "town"], ["region", "town"]]) {
        const dimensions = by.map((name) => ({ variable: { name } }));
        for (const wave of ["a", "b"]) {
          const waves = { from: wave, to: wave };
          const counted = await opened.measured({
            ...{ measure: { count: true }, by: [...dimensions, { variable: { name: "work" } }], waves },
          });
          const averaged = await opened.measured({ measure: { mean: { name: "score" } }, by: dimensions, waves });
          forEachFrame(counted, ({ asOf }, conditions, moment, cells) => {
            const there = membersOf(dataOf(asOf), conditions, moment);
            const expected = [0, 1, 2, 3].map(
              (code) =>
                there.filter((person) => positionOf(person, "work", String(wave === "b" ? 1 : 0)) === code).length,
            );
            expect(cells.map(({ n }) => n)).toEqual(expected);
          });
          forEachFrame(averaged, ({ asOf }, conditions, moment, cells) => {
            const scores = membersOf(dataOf(asOf), conditions, moment)
              .map(({ waves }) => waves[wave]?.score)
              .filter((score) => typeof score === "number");
            // Only cells of the two bands are ever added up: who has no value has no sum.
            const total = (of: "sum" | "squares") => cells.slice(0, 2).reduce((sum, cell) => sum + cell[of], 0);
            expect(total("sum")).toBe(scores.reduce((sum, score) => sum + score - 50, 0));
            expect(total("squares")).toBe(scores.reduce((sum, score) => sum + (score - 50) ** 2, 0));
          });
        }
      }
      opened.close();
    }
  }, 60_000);

  it("is kept apart by 10 persons from every other of its kind that may be shown", async () => {
    for (const { frozen } of truths) {
      const frames = (await framesOf(frozen)).map((frame) => ({
        ...{ frame, ...conditionsOf(frame.variables, frame.codes) },
        shown: frame.persons >= 10 && !frame.lost && !frame.blocked,
      }));
      const persons = new Map(
        frames.map((each) => [each, membersOf(dataOf(each.frame.as_of), each.conditions, each.moment)]),
      );
      for (const one of frames.filter(({ frame }) => frame.persons >= 10 && !frame.lost)) {
        const near = frames.filter((other) => {
          if (other === one || !other.shown || !isAlike(one, other)) return false;
          const differing = changedIn(persons.get(one) ?? [], persons.get(other) ?? []);
          return differing >= 1 && differing <= 9;
        });
        if (one.shown) expect(near.map(({ frame }) => frame)).toEqual([]);
        // What was blocked before stays so until it is made anew.
        else if (one.frame.as_of === frozen.manifest.number) expect(near).not.toEqual([]);
      }
    }
  }, 60_000);
});

interface Conditioned {
  conditions: Condition[];
  moment: string;
}
const waves = ({ conditions }: Conditioned): boolean => conditions.some(({ name }) => name === "town");

/** Whether one has all conditions of the other, or all but one each; at one moment. */
function isAlike(one: Conditioned, other: Conditioned): boolean {
  if (waves(one) && waves(other) && one.moment !== other.moment) return false;
  const has = ({ conditions }: Conditioned, { name, code }: Condition) =>
    conditions.some((each) => each.name === name && each.code === code);
  const [fewer, more] = one.conditions.length <= other.conditions.length ? [one, other] : [other, one];
  const shared = fewer.conditions.filter((condition) => has(more, condition)).length;
  return (
    shared === fewer.conditions.length ||
    (fewer.conditions.length === more.conditions.length && shared === fewer.conditions.length - 1)
  );
}

type Cells = { n: number; sum: number; squares: number }[];

/** Visits the frames of a plan's only wave that may be shown, with the cells of each. */
function forEachFrame(
  { plan, measurement }: Awaited<ReturnType<Awaited<ReturnType<typeof openFrozen>>["measured"]>>,
  visit: (frame: Frame, conditions: Condition[], moment: string, cells: Cells) => void,
): void {
  const context = plan.contexts[0] as Context;
  const sizeOf = (place: number) => (plan.axes[place] as StudyPlan["axes"][number]).size;
  const label = context.labelAxes.reduce((product, place) => product * sizeOf(place), 1);
  for (const [number, frame] of measurement.frames[0] ?? []) {
    if (frame.persons < 10 || frame.withheld) continue;
    let rest = number;
    const conditions = [...context.frameAxes].reverse().map((place) => {
      const condition = { name: plan.axes[place]?.name ?? "", code: rest % sizeOf(place) };
      rest = Math.floor(rest / sizeOf(place));
      return condition;
    });
    const cells = Array.from(
      { length: label },
      (_, tuple) => measurement.cells[0]?.get(number * label + tuple) ?? { n: 0, sum: 0, squares: 0 },
    );
    visit(frame, conditions, String(context.frameAt), cells);
  }
}
