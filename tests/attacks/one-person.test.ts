import type { Condition } from "../../api/flow/result/result.ts";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { Attacked } from "./attacked.ts";
import {
  EDGE_ANSWERS,
  EVEN_ANSWERS,
  RARE_ANSWERS,
  saysYes,
  schoolPanel,
  SCHOOLS,
  servingCode,
  type SchoolPanel,
  type Target,
} from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { all, any, cell, is, not, type Table, type Tables } from "./tables.ts";
import { attack, guessed, Guesses, ONE_PERSON, type Played } from "./tally.ts";

let attacked: Attacked;
let panels: SchoolPanel[];

beforeAll(async () => {
  attacked = await Attacked.start();
  panels = ["schools-a", "schools-b"].map(schoolPanel);
  for (const panel of panels) await attacked.add(panel);
});
afterAll(() => attacked?.stop());

/** Plays an attack on all panels, against the API and against plain suppression of the same persons. */
async function play(attack: Attack): Promise<{ ours: Guesses; plain: Guesses }> {
  const ours = new Guesses();
  const plain = new Guesses();
  for (const panel of panels) {
    await attack(attacked.tables(panel.study), panel, ours);
    await attack(plainSuppression(panel), panel, plain);
  }
  return { ours, plain };
}

/** Further background variables, by each of which both tables are split: each gives a pair of its own. */
const SPLITS = [null, "sex", "cohort"];

/** Figures for yes and for no, of a group with the target and of the same group without; null where withheld. */
interface Pair {
  withYes: number | null;
  withNo: number | null;
  withoutYes: number | null;
  withoutNo: number | null;
}

/** The pupils who live near, the target among them or not, as the banding has it. */
const NEAR = { odd: "(,11)", round: "(,10)" };

async function pairsOf(
  tables: Tables,
  { person, school, apart }: Target,
  answer: string,
  splits = SPLITS,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const split of splits) {
    const own = split === null ? [] : [String(person.values?.[split])];
    const by = [...(split === null ? [] : [split]), answer];
    const near = (banding: keyof typeof NEAR) => ({
      codes: [school, NEAR[banding], ...own],
      table: tables.ask({ by: ["school", { name: "distance", banding }, ...by] }),
    });
    const [whole, part] =
      apart === "distance"
        ? [near("odd"), near("round")]
        : [
            { codes: [school, ...own], table: tables.ask({ by: ["school", ...by] }) },
            { codes: [servingCode(apart, school), ...own], table: tables.ask({ by: [apart, ...by] }) },
          ];
    const [withHer, without] = [await whole.table, await part.table];
    pairs.push({
      withYes: cell(withHer, ...whole.codes, "yes"),
      withNo: cell(withHer, ...whole.codes, "no"),
      withoutYes: cell(without, ...part.codes, "yes"),
      withoutNo: cell(without, ...part.codes, "no"),
    });
  }
  return pairs;
}

/** What speaks for yes in the difference of two figures; 0 where there is none. */
const difference = (whole: number | null, part: number | null): number =>
  whole === null || part === null ? 0 : whole - part;

const leaningOf = (pairs: readonly Pair[]): number =>
  pairs.reduce((sum, { withYes, withoutYes, withNo, withoutNo }) => {
    const [yes, no] = [difference(withYes, withoutYes), difference(withNo, withoutNo)];
    // where only one of both is shown, she is a yes if it moved by one and a no if it did not
    const oneSided = (moved: number, whole: number | null, part: number | null) =>
      whole === null || part === null ? 0 : moved - 0.5;
    return sum + oneSided(yes, withYes, withoutYes) - oneSided(no, withNo, withoutNo);
  }, 0);

type Attack = (tables: Tables, panel: SchoolPanel, guesses: Guesses) => Promise<void>;

/** Guesses every target's answers, each from the figures that `leaning` makes something of. */
const guessing =
  (answers: readonly string[], leaning: (tables: Tables, target: Target, answer: string) => Promise<number>): Attack =>
  async (tables, panel, guesses) => {
    for (const target of panel.targets)
      for (const answer of answers) guesses.add(await leaning(tables, target, answer), saysYes(target, answer));
  };

async function telling(way: Attack): Promise<Played> {
  const { ours, plain } = await play(way);
  return guessed(ours, plain);
}

describe("one person", () => {
  attack("difference by one", ONE_PERSON, () =>
    telling(guessing(EVEN_ANSWERS, async (...where) => leaningOf(await pairsOf(...where)))),
  );

  attack("equality", ONE_PERSON, () =>
    telling(
      guessing(EVEN_ANSWERS, async (...where) => {
        const equal = (one: number | null, other: number | null) => Number(one !== null && one === other);
        return (await pairsOf(...where)).reduce(
          (sum, { withYes, withoutYes, withNo, withoutNo }) =>
            sum + equal(withNo, withoutNo) - equal(withYes, withoutYes),
          0,
        );
      }),
    ),
  );

  attack("trackers: any, not, and bands that overlap", ONE_PERSON, () =>
    telling(async (tables, panel, guesses) => {
      for (const { school, apart, ...target } of panel.targets.filter(({ apart }) => apart === "bus")) {
        const code = servingCode(apart, school);
        const other = SCHOOLS[(SCHOOLS.indexOf(school) + 7) % SCHOOLS.length] as string;
        for (const answer of EVEN_ANSWERS.slice(0, 2)) {
          const counted = (where: Condition) => tables.ask({ by: [answer], where });
          const alone = all(is("school", school), not(is(apart, code)));
          const [withHer, without] = [
            await counted(any(alone, is("school", other))),
            await counted(is("school", other)),
          ];
          const [all1, all2] = [
            await counted(not(all(is("school", school), is(apart, code)))),
            await counted(not(is("school", school))),
          ];
          const pairs = [
            [withHer, without],
            [all1, all2],
          ].map(([one, two]): Pair => ({
            withYes: cell(one as Table, "yes"),
            withNo: cell(one as Table, "no"),
            withoutYes: cell(two as Table, "yes"),
            withoutNo: cell(two as Table, "no"),
          }));
          guesses.add(leaningOf(pairs), saysYes({ ...target, school, apart }, answer));
        }
      }
      for (const answer of EVEN_ANSWERS) {
        const below = (banding: string, max: number) =>
          tables.ask({ by: ["school", answer], where: { is: { variable: { name: "distance", banding }, max } } });
        const [odd, round] = [await below("odd", 11), await below("round", 10)];
        for (const target of panel.targets.filter(({ apart }) => apart === "distance")) {
          const pair: Pair = {
            withYes: cell(odd, target.school, "yes"),
            withNo: cell(odd, target.school, "no"),
            withoutYes: cell(round, target.school, "yes"),
            withoutNo: cell(round, target.school, "no"),
          };
          guesses.add(leaningOf([pair]), saysYes(target, answer));
        }
      }
    }),
  );

  attack("the rare answer", ONE_PERSON, () =>
    telling(guessing(RARE_ANSWERS, async (...where) => leaningOf(await pairsOf(...where, [null])))),
  );

  // what is shown beside a withheld figure: seldom something to go by, but then sure
  attack("probing thresholds", { ...ONE_PERSON, succeeds: (sure) => sure > 0.95 }, async () => {
    const probing = guessing(EDGE_ANSWERS, async (...where) =>
      (await pairsOf(...where, [null])).reduce(
        (sum, { withYes, withoutYes }) => sum + Number(withYes !== null) - Number(withoutYes !== null),
        0,
      ),
    );
    const { ours, plain } = await play(probing);
    expect(plain.led).toBeGreaterThan(10);
    return { ...guessed(ours, plain), plain: plain.ledRight / plain.led };
  });
});
