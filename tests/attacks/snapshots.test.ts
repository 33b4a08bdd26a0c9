import { afterAll, beforeAll, describe } from "vitest";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";
import { Attacked } from "./attacked.ts";
import { Dice } from "./dice.ts";
import { EVEN_ANSWERS, SCHOOLS, yesOrNo, type Panel } from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { cell, type Table, type Tables } from "./tables.ts";
import { attack, AVERAGED, guessed, Guesses, meanOf, offBy, ONE_PERSON } from "./tally.ts";

const SNAPSHOTS = 12;
const SCHOOL_SIZE = 120;

/** 2,400 persons at 20 schools, and whoever comes in a later month: one more a school and month. */
function growingPanel(study: string): Panel & { at(month: number): ImportedPerson[] } {
  const dice = new Dice(study);
  const evenly = () => (dice.chance(0.5) ? "yes" : "no");
  const came = new Map<ImportedPerson, number>();
  const add = (school: string, month: number, seat: number) => {
    const values = {
      school,
      sex: dice.chance(0.5) ? "f" : "m",
      cohort: `c${1 + dice.below(5)}`,
      other: evenly(),
      ...Object.fromEntries(EVEN_ANSWERS.map((name) => [name, evenly()])),
    };
    came.set({ person: `${study}-${school}-${month}-${seat}`, values, waves: { w1: {} } }, month);
  };
  for (const school of SCHOOLS) for (let seat = 0; seat < SCHOOL_SIZE; seat++) add(school, 0, seat);
  for (let month = 1; month <= SNAPSHOTS; month++) for (const school of SCHOOLS) add(school, month, 0);
  const background = { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND" } as const;
  const variables = [
    declare("school", { ...background, categories: codes(...SCHOOLS) }),
    declare("sex", { ...background, categories: codes("f", "m") }),
    declare("cohort", { ...background, categories: codes("c1", "c2", "c3", "c4", "c5") }),
    yesOrNo("other"),
    ...EVEN_ANSWERS.map((name) => yesOrNo(name)),
  ];
  const at = (month: number) => [...came].filter(([, first]) => first <= month).map(([person]) => person);
  return { study, waves: [{ code: "w1", label: "first" }], variables, persons: at(0), at };
}

let attacked: Attacked;
beforeAll(async () => {
  attacked = await Attacked.start();
});
afterAll(() => attacked?.stop());

const schoolOf = ({ values }: ImportedPerson): string => String(values?.school);
const saysYes = ({ values }: ImportedPerson, answer: string): boolean => values?.[answer] === "yes";

/** All tables of one month: each answer by school, and by school and sex. */
type Month = ReadonlyMap<string, Table>;

async function monthOf(tables: Tables): Promise<Month> {
  const month = new Map<string, Table>();
  for (const answer of EVEN_ANSWERS)
    for (const split of [[], ["sex"]])
      month.set([answer, ...split].join(), await tables.ask({ by: ["school", ...split, answer] }));
  return month;
}

describe("a study that is frozen again and again", () => {
  attack("newcomers over twelve snapshots", ONE_PERSON, async () => {
    const panel = growingPanel("growing");
    await attacked.add(panel);
    const ours = [await monthOf(attacked.tables(panel.study))];
    const plain = [await monthOf(plainSuppression(panel))];
    for (let month = 1; month <= SNAPSHOTS; month++) {
      await attacked.freeze(panel, panel.at(month));
      ours.push(await monthOf(attacked.tables(panel.study)));
      plain.push(await monthOf(plainSuppression(panel, panel.at(month))));
    }
    // from the figures before somebody came to the first later ones that differ
    const leaning = (months: readonly Month[], person: ImportedPerson, came: number, answer: string): number => {
      let sum = 0;
      for (const split of [[], ["sex"]]) {
        const own = [schoolOf(person), ...split.map((name) => String(person.values?.[name]))];
        const at = (month: number) => {
          const table = months[month]?.get([answer, ...split].join()) ?? new Map();
          return { yes: cell(table, ...own, "yes"), no: cell(table, ...own, "no") };
        };
        const before = at(came - 1);
        for (let month = came; month <= SNAPSHOTS; month++) {
          const now = at(month);
          if (before.yes === null || before.no === null || now.yes === null || now.no === null) break;
          if (now.yes === before.yes && now.no === before.no) continue;
          sum += now.yes - before.yes - (now.no - before.no);
          break;
        }
      }
      return sum;
    };
    const [guesses, bare] = [new Guesses(), new Guesses()];
    for (let came = 1; came <= SNAPSHOTS; came++) {
      const newcomers = panel.at(came).slice(panel.at(came - 1).length);
      for (const person of newcomers)
        for (const answer of EVEN_ANSWERS) {
          guesses.add(leaning(ours, person, came, answer), saysYes(person, answer));
          bare.add(leaning(plain, person, came, answer), saysYes(person, answer));
        }
    }
    return guessed(guesses, bare);
  });

  attack("stacked snapshots: the renewed part averaged away", AVERAGED, async () => {
    const panel = growingPanel("stacked");
    const dice = new Dice("stacked: what changes");
    await attacked.add(panel);
    const figures = new Map<string, number[]>();
    const exact: Month[] = [];
    for (let month = 0; month < SNAPSHOTS; month++) {
      if (month > 0) {
        // fifteen at each school answer something else anew: their groups may be renewed, and no count of yes moves
        for (const school of SCHOOLS)
          for (const { values } of dice
            .shuffled(panel.persons.filter((person) => schoolOf(person) === school))
            .slice(0, 15))
            Object.assign(values ?? {}, { other: values?.other === "yes" ? "no" : "yes" });
        await attacked.freeze(panel, panel.persons);
      }
      const tables = attacked.tables(panel.study);
      for (const answer of EVEN_ANSWERS) {
        const table = await tables.ask({ by: ["school", answer] });
        for (const school of SCHOOLS) {
          const value = cell(table, school, "yes");
          const name = `${answer} ${school}`;
          if (value !== null) figures.set(name, [...(figures.get(name) ?? []), value]);
        }
      }
      exact.push(await monthOf(plainSuppression(panel)));
    }
    const [ours, plain]: [number[], number[]] = [[], []];
    let renewed = 0;
    for (const answer of EVEN_ANSWERS)
      for (const school of SCHOOLS) {
        const truth = panel.persons.filter((person) => schoolOf(person) === school && saysYes(person, answer)).length;
        const values = figures.get(`${answer} ${school}`) ?? [];
        renewed = Math.max(renewed, new Set(values).size);
        ours.push(meanOf(values) - truth);
        plain.push(meanOf(exact.map((month) => cell(month.get(answer) ?? new Map(), school, "yes") ?? NaN)) - truth);
      }
    return offBy(ours, plain, { snapshots: SNAPSHOTS, "different figures": renewed });
  });
});
