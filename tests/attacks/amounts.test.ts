import { afterAll, beforeAll, describe } from "vitest";
import { declare, type ImportedPerson } from "../testkit/imported-folder.ts";
import { Attacked } from "./attacked.ts";
import { Dice } from "./dice.ts";
import { schoolPanel, SCHOOLS, servingCode, type SchoolPanel } from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { cell, type Tables } from "./tables.ts";
import { attack, type Limit, meanOf, type Played } from "./tally.ts";

const LIMITS = { minimum: 0, maximum: 10_000 };
const INCOMES = ["income1", "income2", "income3"];

/** The same persons with incomes, and with a bonus that one of each school gets nearly all of. */
function earning(study: string): SchoolPanel & { favoured: ReadonlyMap<string, ImportedPerson> } {
  const panel = schoolPanel(study);
  const dice = new Dice(`${study}: income`);
  const favoured = new Map<string, ImportedPerson>();
  for (const person of panel.persons) {
    const incomes = INCOMES.map((name) => [name, Math.round(Math.min(9_900, 1_800 * Math.exp(0.5 * dice.bell())))]);
    Object.assign(person.values ?? {}, Object.fromEntries(incomes), { bonus: dice.below(5) });
  }
  for (const school of SCHOOLS) {
    const person = dice.shuffled(panel.persons.filter(({ values }) => values?.school === school))[0];
    if (!person) throw new Error("a school has pupils");
    Object.assign(person.values ?? {}, { bonus: 4_000 + dice.below(6_000) });
    favoured.set(school, person);
  }
  const amounts = [...INCOMES, "bonus"].map((name) =>
    declare(name, {
      type: "NUMBER",
      level: "PERSON",
      role: "ANSWER",
      ...LIMITS,
      bandings: [{ name: "usual", limits: [1_000, 2_500] }],
    }),
  );
  return { ...panel, variables: [...panel.variables, ...amounts], favoured };
}

let attacked: Attacked;
let panel: ReturnType<typeof earning>;

beforeAll(async () => {
  attacked = await Attacked.start();
  panel = earning("earning");
  await attacked.add(panel);
});
afterAll(() => attacked?.stop());

const near = (guess: number, truth: number): boolean => Math.abs(guess - truth) <= 0.1 * truth;

/** The one guess that is right for most, for whoever has nothing else to go by. */
function bestGuess(truths: readonly number[]): { guess: number; hits: number } {
  const rated = Array.from({ length: 400 }, (_, at) => 25 * (at + 1)).map((guess) => ({
    guess,
    hits: truths.filter((truth) => near(guess, truth)).length / truths.length,
  }));
  return rated.reduce((best, each) => (each.hits > best.hits ? each : best));
}

/** Guesses that can be right: between the limits. Else the best guess. */
function hits(estimates: readonly (number | null)[], truths: readonly number[]): number {
  const { guess } = bestGuess(truths);
  const right = estimates.filter((estimate, at) => {
    const possible = estimate !== null && estimate >= LIMITS.minimum && estimate <= LIMITS.maximum;
    return near(possible ? estimate : guess, truths[at] ?? NaN);
  });
  return right.length / estimates.length;
}

/** At most five points of a hundred above the best guess. */
const within10 = (chance: number): Limit => ({
  figure: "within 10 %",
  chance,
  within: (success) => success <= chance + 0.05,
  succeeds: (success) => success >= 0.95,
});

const amount = ({ values }: ImportedPerson, name: string): number => Number(values?.[name]);

/** What an amount adds to the sums of groups that differ by one person, averaged over further splits. */
async function byDifference(tables: Tables): Promise<(number | null)[]> {
  const estimates: (number | null)[] = [];
  for (const { person, school, apart } of panel.targets.filter(({ apart }) => apart !== "distance"))
    for (const income of INCOMES) {
      const found: number[] = [];
      for (const split of [[], ["sex"], ["cohort"]]) {
        const own = split.map((name) => String(person.values?.[name]));
        const whole = cell(await tables.ask({ mean: income, by: ["school", ...split] }), school, ...own);
        const rest = cell(
          await tables.ask({ mean: income, by: [apart, ...split] }),
          servingCode(apart, school),
          ...own,
        );
        // how many there are is known to whoever knows the background
        const size = panel.persons.filter(({ values }) =>
          ["school", ...split].every((name) => values?.[name] === person.values?.[name]),
        ).length;
        if (whole !== null && rest !== null) found.push(whole * size - rest * (size - 1));
      }
      estimates.push(found.length > 0 ? meanOf(found) : null);
    }
  return estimates;
}

describe("an amount of one person", () => {
  const truths = () =>
    panel.targets
      .filter(({ apart }) => apart !== "distance")
      .flatMap(({ person }) => INCOMES.map((income) => amount(person, income)));
  const chance = bestGuess(
    earning("earning")
      .targets.filter(({ apart }) => apart !== "distance")
      .flatMap(({ person }) => INCOMES.map((income) => amount(person, income))),
  ).hits;

  attack("means and sums: an income by difference", within10(chance), async (): Promise<Played> => {
    const [ours, plain] = [
      await byDifference(attacked.tables(panel.study)),
      await byDifference(plainSuppression(panel)),
    ];
    const led = ours.filter((estimate) => estimate !== null).length;
    return { ours: hits(ours, truths()), plain: hits(plain, truths()), more: { guesses: ours.length, led } };
  });

  const bonuses = [...earning("earning").favoured.values()].map((person) => amount(person, "bonus"));

  attack("dominance: the one who gets nearly all", within10(bestGuess(bonuses).hits), async (): Promise<Played> => {
    const sums = async (tables: Tables) => {
      const table = await tables.ask({ sum: "bonus", by: ["school"] });
      // the others get some 240 together
      return SCHOOLS.map((school) => {
        const value = cell(table, school);
        return value === null ? null : value - 240;
      });
    };
    const [ours, plain] = [await sums(attacked.tables(panel.study)), await sums(plainSuppression(panel))];
    const led = ours.filter((estimate) => estimate !== null).length;
    return { ours: hits(ours, bonuses), plain: hits(plain, bonuses), more: { guesses: ours.length, led } };
  });
});
