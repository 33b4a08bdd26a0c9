import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ResultQuery } from "../../api/flow/result/result.ts";
import { disturbEveryone } from "../../api/flow/result/protect/everyone.ts";
import { RULES } from "../../api/flow/result/rules.ts";
import { openDuckDB, type DuckDB } from "../../api/platform/duckdb.ts";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";
import { Attacked, type Attacker, type Given, type Refused } from "./attacked.ts";
import { Dice } from "./dice.ts";
import { yesOrNo, type Panel } from "./panel.ts";
import { all, is, not } from "./tables.ts";
import { Guesses } from "./tally.ts";

/** Worlds that differ in one person's answer from the first, which is in all other things the same. */
const TWINS = 12;
/** One figure that is off by 2.6 gives so much at most to who knows all answers but one. */
const ONE_PERSON_AT_MOST = 0.57;
const HOUSES = ["h1", "h2", "h3", "h4", "h5"];
const WAVES = ["w1", "w2", "w3"];

/** 500 persons in 5 houses, and one of them who answers otherwise in each twin. */
function twins(): { panels: Panel[]; changed: (ImportedPerson | null)[] } {
  const worlds = Array.from({ length: TWINS + 1 }, (_, world) => peopleOf(world));
  const background = { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND" } as const;
  const variables = [
    declare("house", { ...background, categories: codes(...HOUSES) }),
    declare("sex", { ...background, categories: codes("f", "m") }),
    declare("cohort", { ...background, categories: codes("c1", "c2", "c3", "c4") }),
    declare("corner", { ...background, categories: codes("left", "right") }),
    yesOrNo("told"),
    yesOrNo("seldom"),
    declare("earned", {
      type: "NUMBER",
      level: "PERSON",
      role: "ANSWER",
      minimum: 0,
      maximum: 9_000,
      bandings: [{ name: "fine", limits: [1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000] }],
    }),
    yesOrNo("mood", { level: "PERSON_WAVE" }),
  ];
  const waves = WAVES.map((code) => ({ code, label: code }));
  return {
    panels: worlds.map(({ persons }, world) => ({
      study: world === 0 ? "worlds" : `worlds-twin-${world}`,
      waves,
      variables,
      persons,
    })),
    changed: worlds.map(({ changed }) => changed),
  };
}

function peopleOf(world: number): { persons: ImportedPerson[]; changed: ImportedPerson | null } {
  const dice = new Dice("worlds");
  const evenly = () => (dice.chance(0.5) ? "yes" : "no");
  const persons = Array.from({ length: 500 }, (_, seat): ImportedPerson => {
    const seen = WAVES.filter((wave) => wave === "w1" || dice.chance(0.8));
    return {
      person: `worlds-${seat}`,
      values: {
        house: HOUSES[seat % HOUSES.length] ?? "",
        sex: dice.chance(0.5) ? "f" : "m",
        cohort: `c${1 + dice.below(4)}`,
        corner: dice.chance(0.012) ? "left" : "right",
        told: evenly(),
        seldom: dice.chance(0.09) ? "yes" : "no",
        earned: Math.round(Math.min(8_900, 1_800 * Math.exp(0.5 * dice.bell()))),
      },
      waves: Object.fromEntries(seen.map((wave) => [wave, { mood: evenly() }])),
    };
  });
  // one person fewer in the third wave rounds to another ten
  for (const { waves } of persons.slice(-14))
    if (persons.filter((each) => each.waves.w3).length % 10 !== 5) delete waves.w3;
  if (world === 0) return { persons, changed: null };
  const changed = persons[world * 37] as ImportedPerson;
  const { values = {}, waves } = changed;
  const opposite = (answer: unknown) => (answer === "yes" ? "no" : "yes");
  const ways = [
    () => Object.assign(values, { told: opposite(values.told) }),
    () => Object.assign(values, { seldom: opposite(values.seldom) }),
    () => Object.assign(values, { earned: values.earned === 8_900 ? 100 : 8_900 }),
    () => Object.assign(waves.w1 ?? {}, { mood: opposite(waves.w1?.mood) }),
    () => Object.assign(values, { told: null }),
    () => (waves.w3 === undefined ? Object.assign(waves, { w3: { mood: "yes" } }) : delete waves.w3),
  ];
  ways[world % ways.length]?.();
  return { persons, changed };
}

type Asked = Omit<ResultQuery, "studies">;
const split = (...names: string[]) => names.map((name) => ({ variable: { name } }));
const wave = { wave: true } as const;

/** Every statistic, answered and refused: what there is to listen to. */
const QUESTIONS: readonly Asked[] = [
  { measure: { count: true } },
  { measure: { count: true }, by: split("house", "told") },
  { measure: { count: true }, by: split("house", "sex", "cohort", "seldom") },
  { measure: { count: true }, by: split("house", "told", "seldom") },
  { measure: { count: true }, by: split("corner", "told") },
  { measure: { count: true }, by: [wave, ...split("house", "mood")] },
  { measure: { count: true }, by: split("house", "mood"), waves: { from: "w1", to: "w3" } },
  { measure: { count: true }, by: split("house"), where: not(is("told", "no")) },
  { measure: { share: is("told", "yes") }, by: split("house", "sex") },
  { measure: { share: is("seldom", "yes") }, by: split("cohort", "house") },
  { measure: { share: is("mood", "yes") }, by: [wave, ...split("house")] },
  { measure: { mean: { name: "earned" } }, by: split("house") },
  { measure: { sum: { name: "earned" } }, by: split("house", "told") },
  { measure: { sd: { name: "earned" } }, by: split("house") },
  { measure: { quantile: { of: { name: "earned", banding: "fine" }, p: 0.5 } }, by: split("house") },
  { measure: { count: true }, by: [...split("house"), { variable: { name: "earned", banding: "fine" } }] },
  { measure: { retention: true }, by: [wave, ...split("house")] },
  { measure: { survival: is("mood", "yes") }, by: [wave, ...split("house")] },
  {
    measure: { share: is({ name: "mood", wave: "w2" }, "yes") },
    by: [...split("house"), { variable: { name: "mood", wave: "w1" } }],
  },
  // refused
  { measure: { count: true }, where: all(is("corner", "left"), is("house", "h1")), by: split("told") },
  { measure: { count: true }, by: split("house", "sex", "cohort", "corner", "told") },
  { measure: { count: true }, by: split("told", "seldom", "earned") },
  { measure: { share: is("told", "perhaps") }, by: split("house") },
  { measure: { mean: { name: "told" } } },
];

/** Statements that were sent to measured data, by the file. */
const statements = new Map<string, string[]>();

async function openHeard(...[path, options]: Parameters<typeof openDuckDB>): Promise<DuckDB> {
  const database = await openDuckDB(path, options);
  const heard = (sql: string, values: unknown) =>
    statements.set(path, [...(statements.get(path) ?? []), `${sql} ${JSON.stringify(values ?? [])}`]);
  return new Proxy(database, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function" || name === "close") return member;
      return (...given: unknown[]) => {
        heard(String(given[0]), given[1] instanceof Array ? given[1] : null);
        return Reflect.apply(member, target, given) as unknown;
      };
    },
  });
}

const { panels, changed } = twins();
const base = panels[0] as Panel;
let attacked: Attacked;
let attacker: Attacker;

beforeAll(async () => {
  attacked = await Attacked.start({ asking: { openDuckDB: openHeard } });
  for (const panel of panels) await attacked.add(panel);
  attacker = await attacked.attacker("listener");
});
afterAll(() => attacked?.stop());

/** The study's name, and ids that hang on it, are the asker's own words or random. */
const unnamed = (text: string): string =>
  text
    .replace(/worlds-twin-\d+/g, "worlds")
    .replace(/"id":"[^"]*"/g, '"id":"·"')
    .replace(/\b[0-9a-f]{24,64}\b/g, "·");

interface Heard {
  status: number;
  headers: string;
  result: Given | Refused;
  /** The whole answer without its figures, and without what follows from which cells are withheld. */
  rest: string;
}

/** Moments, and the length, which follows from the digits of the figures. */
const OF_THE_MOMENT = ["date", "content-length"];

async function listen(panel: Panel, question: Asked): Promise<Heard> {
  const { status, headers, body, text } = await attacker.send({ studies: [panel.study], ...question });
  const result = body.data?.result;
  if (!result) throw new Error(text);
  const rest = JSON.parse(unnamed(text)) as { data: { result: Record<string, unknown> } };
  if (result.__typename === "Result") {
    const { cells, withheld } = rest.data.result as unknown as {
      cells: Given["cells"];
      withheld: Record<string, unknown>;
    };
    // how many are withheld follows from the cells
    expect(withheld.cells).toBe(cells.filter((cell) => cell.withheld).length);
    rest.data.result.withheld = { total: withheld.total };
    rest.data.result.cells = cells.map(({ keys, asOf }) => ({ keys, asOf }));
  }
  const kept = [...headers].filter(([name]) => !OF_THE_MOMENT.includes(name));
  return { status, headers: JSON.stringify(kept), result, rest: JSON.stringify(rest) };
}

interface Completeness {
  result: { completeness: { waves: { code: string; expected: number; answered: number }[] }[] };
}

describe("what an answer tells beside its figures", () => {
  it("is the same whatever one person answered: order, size, headers, totals, words and refusals", async () => {
    let [moved, compared] = [0, 0];
    for (const question of QUESTIONS) {
      const first = await listen(base, question);
      const patterns = new Map([[withheldIn(first.result), adviceIn(first.result)]]);
      for (const [at, panel] of panels.entries()) {
        if (at === 0) continue;
        const other = await listen(panel, question);
        const about = `${panel.study}: ${JSON.stringify(question)}`;
        expect([other.status, other.headers, other.rest], about).toEqual([first.status, first.headers, first.rest]);
        // advice follows from what is withheld: the same where that is the same
        const pattern = withheldIn(other.result);
        expect(patterns.get(pattern) ?? adviceIn(other.result), about).toBe(adviceIn(other.result));
        patterns.set(pattern, adviceIn(other.result));
        const figures = movedFigures(first.result, other.result);
        compared += figures.all;
        moved += figures.moved.length;
        // where she is not, nothing moves
        for (const keys of figures.moved)
          expect(isAbout(keys, changed[at]), `${about}: ${JSON.stringify(keys)}`).toBe(true);
      }
    }
    console.info(
      `    side channels: ${TWINS} worlds · ${QUESTIONS.length} questions · figures ${compared} · moved ${moved}, all of groups that the person is in`,
    );
    // blind, if nothing ever moved
    expect(moved).toBeGreaterThan(20);
  });

  it("is no other work: statements of the same number and form, whatever one person answered", () => {
    const heard = [...statements.values()].map((list) =>
      list.filter((sql) => !OPENING.some((start) => sql.startsWith(start))).map(formOf),
    );
    expect(heard.length).toBe(panels.length);
    expect(heard[0]?.length).toBeGreaterThan(QUESTIONS.length / 2);
    for (const list of heard) expect([...list].sort()).toEqual([...(heard[0] ?? [])].sort());
  });

  it("is an interval that follows from what is shown", async () => {
    const limits = new Map<string, string>();
    let shown = 0;
    for (const question of QUESTIONS.filter(({ measure }) => measure.share ?? measure.count))
      for (const panel of panels) {
        const { result } = await listen(panel, question);
        if (result.__typename === "Refusal") continue;
        for (const { keys, count, value, low, high, withheld } of result.cells) {
          if (withheld) continue;
          const name = JSON.stringify([question, keys, count, value]);
          const known = limits.get(name) ?? JSON.stringify([low, high]);
          expect(JSON.stringify([low, high]), name).toBe(known);
          limits.set(name, known);
          shown += 1;
        }
      }
    expect(shown).toBeGreaterThan(1_000);
  });

  it("is no other number of how many took part than a question about it gives", async () => {
    const asked = { studies: [base.study], measure: { count: true }, by: [wave] };
    const { body } = await attacker.query<Completeness>(
      `query ($query: ResultQuery!) { result(query: $query) { ... on Result { completeness { waves { code expected answered } } } } }`,
      { query: asked },
    );
    const told = body.data?.result.completeness[0]?.waves ?? [];
    const counts = await attacked.figures(asked);
    expect(told.map(({ code }) => code)).toEqual(WAVES);
    for (const { code, answered } of told) {
      const count = counts.get(code)?.count ?? NaN;
      expect([count - 5, count, count + 5]).toContain(answered);
    }
  });

  it("tells of nobody whether they took part, by how many did", () => {
    const guesses = new Guesses();
    const dice = new Dice("who took part");
    const noiseOf = disturbEveryone(RULES);
    for (let study = 0; study < 4_000; study++) {
      const everyone = { persons: 500, fpFirst: String(study).padStart(16, "0"), fpNow: "0", asOf: 1 };
      const { seen } = noiseOf(Buffer.alloc(32, 7), everyone);
      // of all others it is known; one more or fewer is another ten
      const [others, took] = [394 + 10 * dice.below(2), dice.chance(0.5)];
      const shown = Math.round((others + Number(took) + seen("w3")) / 10) * 10;
      guesses.add(shown - others - 0.5, took);
    }
    console.info(`    who took part, at the edge of a ten: success ${guesses.success.toFixed(3)} · chance 0.5`);
    expect(guesses.success).toBeLessThanOrEqual(ONE_PERSON_AT_MOST);
  });
});

/** What is asked of a file each time it is opened, which may be again where many are asked in turn. */
const OPENING = ["set ", "select distinct variables from frozen_member"];

/** A statement without the places that it lists: those that somebody is in. */
const formOf = (sql: string): string => sql.replace(/ in \([\d, ]*\)/g, " in (…)");

const withheldIn = (result: Given | Refused): string =>
  result.__typename === "Refusal" ? "" : result.cells.map((cell) => Number(cell.withheld)).join("");

const adviceIn = (result: Given | Refused): string =>
  JSON.stringify(
    result.__typename === "Refusal"
      ? result.advice
      : (result as unknown as { withheld: { advice: string[] } }).withheld.advice,
  );

type Keys = Given["cells"][number]["keys"];

function movedFigures(one: Given | Refused, other: Given | Refused): { all: number; moved: Keys[] } {
  if (one.__typename === "Refusal" || other.__typename === "Refusal") return { all: 0, moved: [] };
  const figures = ({ count, missing, value, low, high, withheld }: Given["cells"][number]) =>
    JSON.stringify([count, missing, value, low, high, withheld]);
  const moved = one.cells.flatMap((cell, at) => {
    const twin = other.cells[at];
    return twin && figures(cell) !== figures(twin) ? [cell.keys] : [];
  });
  return { all: one.cells.length, moved };
}

/** Whether the person is in the group that a cell's background makes. */
const isAbout = (keys: Keys, person: ImportedPerson | null | undefined): boolean =>
  keys.every(
    ({ dimension, code }) =>
      !["house", "sex", "cohort", "corner"].includes(dimension) || person?.values?.[dimension] === code,
  );
