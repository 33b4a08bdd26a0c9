import { afterAll, beforeAll, describe } from "vitest";
import type { ResultQuery, VariableReference } from "../../api/flow/result/result.ts";
import { Attacked } from "./attacked.ts";
import {
  EDGE_ANSWERS,
  EVEN_ANSWERS,
  LASTING_ANSWERS,
  MOVING_ANSWERS,
  ONCE_ANSWERS,
  RARE_ANSWERS,
  schoolPanel,
  SCHOOLS,
  WAVES,
  type SchoolPanel,
} from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { addUp, all, any, cell, is, not, type Table, type Tables } from "./tables.ts";
import { attack, AVERAGED, meanOf, offBy, type Played } from "./tally.ts";

let attacked: Attacked;
let panel: SchoolPanel;

beforeAll(async () => {
  attacked = await Attacked.start();
  panel = schoolPanel("schools-counts");
  await attacked.add(panel);
});
afterAll(() => attacked?.stop());

const truth = (answer: string, school: string | null, wave?: string): number =>
  panel.persons.filter(
    ({ values, waves }) =>
      (school === null || values?.school === school) && (wave ? waves[wave] : values)?.[answer] === "yes",
  ).length;

const count = (question: Omit<ResultQuery, "studies" | "measure">): Promise<Table> =>
  attacked.figures({ studies: [panel.study], measure: { count: true }, ...question });

const split = (...by: (string | VariableReference)[]) =>
  by.map((each) => ({ variable: typeof each === "string" ? { name: each } : each }));

/** Averages what all wordings give for each school, and says how many different figures there are at most. */
async function averagedWordings(
  answers: readonly string[],
  wave: string | undefined,
  wordings: (answer: string) => Promise<Table>[],
): Promise<Played> {
  const [ours, plain]: [number[], number[]] = [[], []];
  let most = 0;
  for (const answer of answers) {
    const tables = await Promise.all(wordings(answer));
    const exact = await plainSuppression(panel).ask({ by: ["school", { name: answer, wave }] });
    for (const school of SCHOOLS) {
      const values = tables.map((table) => cell(table, school, "yes") ?? cell(table, school));
      most = Math.max(most, new Set(values).size);
      ours.push(meanOf(values.flatMap((value) => value ?? [])) - truth(answer, school, wave));
      plain.push((cell(exact, school, "yes") ?? NaN) - truth(answer, school, wave));
    }
  }
  return offBy(ours, plain, { "different figures": most });
}

/** Repeating gains nothing at all: not one more figure. */
const ONE_FIGURE = { ...AVERAGED, figure: "different figures", within: (figures: number) => figures === 1 };

describe("the same question in other words", () => {
  const byWave = (answer: string) => {
    const wave = { wave: true } as const;
    return [
      count({ by: split("school", { name: answer, wave: "w1" }) }),
      count({ by: split("school", answer), waves: { from: "w1", to: "w1" } }),
      count({ by: [wave, ...split("school", answer)] }).then((table) => startingWith(table, "w1")),
      count({ by: [...split("school"), wave], where: is(answer, "yes") }).then(
        (table) =>
          new Map([...table].filter(([key]) => key.endsWith("|w1")).map(([key, at]) => [key.slice(0, -3), at])),
      ),
    ];
  };
  const figuresOf = async (played: Promise<Played>): Promise<Played> => {
    const { ours, more, ...rest } = await played;
    return { ...rest, ours: more["different figures"] ?? NaN, more: { error: ours } };
  };

  attack("repeat and reword", ONE_FIGURE, () =>
    figuresOf(
      averagedWordings(EVEN_ANSWERS, undefined, (answer) => [
        count({ by: split("school", answer) }),
        count({ by: split("school"), where: is(answer, "yes") }),
        count({ by: split("school"), where: not(is(answer, "no")) }),
        count({ by: split("school"), where: any(is(answer, "yes"), is(answer, "yes")) }),
        count({ by: split("school"), where: all(is(answer, "yes"), not(not(is(answer, "no", "yes")))) }),
        count({ by: split("school", answer), where: is("school", ...SCHOOLS) }),
        count({ by: split("school", { name: answer, wave: "w2" }) }),
        count({ by: split("school", { name: answer, at: "LAST" }) }),
      ]),
    ),
  );

  attack("reword by wave", ONE_FIGURE, () => figuresOf(averagedWordings(MOVING_ANSWERS, "w1", byWave)));

  attack("reword by wave: the wave before, where everybody was seen again", AVERAGED, () =>
    averagedWordings(MOVING_ANSWERS, "w1", (answer) => [
      ...byWave(answer).slice(0, 1),
      count({ by: [{ wave: true }, ...split("school", { name: answer, at: "PREVIOUS" })] }).then((table) =>
        startingWith(table, "w2"),
      ),
    ]),
  );
});

const startingWith = (table: Table, first: string): Table =>
  new Map(
    [...table].filter(([key]) => key.startsWith(`${first}|`)).map(([key, at]) => [key.slice(first.length + 1), at]),
  );

/** Background by which a count can be split and added up again. */
const ROUTES: readonly (readonly (string | VariableReference)[])[] = (() => {
  const [odd, round] = ["odd", "round"].map((banding) => ({ name: "distance", banding }));
  const alone = [["sex"], ["cohort"], [odd], [round]] as const;
  const pairs = [
    ["sex", "cohort"],
    ["sex", odd],
    ["sex", round],
    ["cohort", odd],
    ["cohort", round],
  ] as const;
  return [[], ...alone, ...pairs] as (string | VariableReference)[][];
})();

/** What one figure is off by, squared: its noise, and rounding to fives. From 100 persons on noise is less. */
const varianceOf = (persons: number): number => (persons >= 100 ? 6.7 : 13.3) + 25 / 12;

/** A count by all routes, each as heavy as it is precise. */
async function byRoutes(tables: Tables, answer: string, school: string | null): Promise<number> {
  let [sum, weight] = [0, 0];
  for (const route of ROUTES) {
    const table = await tables.ask({ by: [...(school === null ? [] : ["school"]), ...route, answer] });
    const own = [...table].filter(([key]) => (school === null || key.startsWith(`${school}|`)) && !key.includes("~"));
    const parts = own.filter(([key]) => key.endsWith("yes"));
    const value = addUp(parts.map(([, shown]) => shown.value));
    if (value === null || parts.length === 0) continue;
    const precise = 1 / (parts.length * varianceOf((school === null ? 2400 : 120) / parts.length));
    sum += value * precise;
    weight += precise;
  }
  return sum / weight;
}

describe("one count by many routes", () => {
  const routes = async (answers: readonly string[], schools: readonly (string | null)[]) => {
    const [ours, plain]: [number[], number[]] = [[], []];
    for (const answer of answers)
      for (const school of schools) {
        ours.push((await byRoutes(attacked.tables(panel.study), answer, school)) - truth(answer, school));
        plain.push((await byRoutes(plainSuppression(panel), answer, school)) - truth(answer, school));
      }
    return offBy(ours, plain, { routes: ROUTES.length });
  };

  attack("many routes to the count of a group", AVERAGED, () => routes(EVEN_ANSWERS, SCHOOLS));

  attack("many routes to the count of everybody", AVERAGED, () =>
    routes([...EVEN_ANSWERS, ...EDGE_ANSWERS, ...RARE_ANSWERS], [null]),
  );

  attack("averaging by splits over other answers", AVERAGED, async () => {
    const [ours, plain]: [number[], number[]] = [[], []];
    const others: VariableReference[] = [
      ...EVEN_ANSWERS.map((name) => ({ name })),
      ...[...MOVING_ANSWERS, ...LASTING_ANSWERS].flatMap((name) => WAVES.map((wave) => ({ name, wave }))),
      ...ONCE_ANSWERS.map((name) => ({ name, wave: "w2" })),
    ];
    const averaged = async (tables: Tables, answer: string, school: string) => {
      const values: number[] = [];
      for (const other of others.filter(({ name }) => name !== answer)) {
        const table = await tables.ask({ by: ["school", answer, other] });
        const parts = [...table].filter(([key]) => key.startsWith(`${school}|yes|`) && !key.endsWith("~"));
        const value = addUp(parts.map(([, shown]) => shown.value));
        if (value !== null) values.push(value);
      }
      return meanOf(values);
    };
    for (const answer of EVEN_ANSWERS.slice(0, 3))
      for (const school of SCHOOLS) {
        ours.push((await averaged(attacked.tables(panel.study), answer, school)) - truth(answer, school));
        plain.push((await averaged(plainSuppression(panel), answer, school)) - truth(answer, school));
      }
    return offBy(ours, plain, { splits: others.length - 1 });
  });
});
