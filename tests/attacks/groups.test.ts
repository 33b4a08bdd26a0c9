import { afterAll, beforeAll } from "vitest";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";
import { Attacked } from "./attacked.ts";
import { Dice } from "./dice.ts";
import { yesOrNo, type Panel } from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { cell, is, type Tables } from "./tables.ts";
import { attack, guessed, Guesses, ONE_PERSON } from "./tally.ts";

const HOMES = Array.from({ length: 40 }, (_, at) => `h${String(at + 1).padStart(2, "0")}`);
const HOME_SIZE = 60;
const ANSWERS = ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8"];

interface HomePanel extends Panel {
  /** Whether all in the home say yes; homes where about half do are not in it. */
  everybody: ReadonlyMap<string, boolean>;
}

/** 2,400 persons in 40 homes: of each answer everybody says yes in 15, all but one to three in 15, and half in 10. */
function homePanel(study: string): HomePanel {
  const dice = new Dice(study);
  const everybody = new Map<string, boolean>();
  const persons = HOMES.flatMap((home) =>
    Array.from({ length: HOME_SIZE }, (_, seat): ImportedPerson => {
      const sex = dice.chance(0.5) ? "f" : "m";
      return { person: `${study}-${home}-${seat}`, values: { home, sex }, waves: { w1: {} } };
    }),
  );
  for (const answer of ANSWERS) {
    dice.shuffled(HOMES).forEach((home, at) => {
      const people = dice.shuffled(persons.filter(({ values }) => values?.home === home));
      const saysNo = at < 15 ? 0 : at < 30 ? 1 + dice.below(3) : 20 + dice.below(20);
      if (at < 30) everybody.set(`${home} ${answer}`, saysNo === 0);
      people.forEach(({ values }, seat) => Object.assign(values ?? {}, { [answer]: seat < saysNo ? "no" : "yes" }));
    });
  }
  const variables = [
    declare("home", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes(...HOMES) }),
    declare("sex", { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", categories: codes("f", "m") }),
    ...ANSWERS.map((name) => yesOrNo(name)),
  ];
  return { study, waves: [{ code: "w1", label: "first" }], variables, persons, everybody };
}

let attacked: Attacked;
const panels = ["homes-a", "homes-b"].map(homePanel);

beforeAll(async () => {
  attacked = await Attacked.start();
  for (const panel of panels) await attacked.add(panel);
});
afterAll(() => attacked?.stop());

/** Everybody said yes where as many said yes as there are: in the home, among its girls, among its boys. */
async function leaning(tables: Tables, home: string, answer: string): Promise<number> {
  let sum = 0;
  for (const split of [[], ["f"], ["m"]]) {
    const by = ["home", ...split.map(() => "sex")];
    const [people, told, share] = [
      await tables.ask({ by }),
      await tables.ask({ by: [...by, answer] }),
      await tables.ask({ by, share: is(answer, "yes") }),
    ];
    const where = [home, ...split];
    const [all, yes, no] = [cell(people, ...where), cell(told, ...where, "yes"), cell(told, ...where, "no")];
    if (all !== null && yes !== null) sum += yes >= all ? 1 : -1;
    if (no !== null) sum -= 1;
    const part = cell(share, ...where);
    if (part !== null) sum += part === 1 ? 1 : -1;
  }
  return sum;
}

attack("empty cells and group disclosure", ONE_PERSON, async () => {
  const [ours, plain] = [new Guesses(), new Guesses()];
  for (const panel of panels)
    for (const [name, truth] of panel.everybody) {
      const [home = "", answer = ""] = name.split(" ");
      ours.add(await leaning(attacked.tables(panel.study), home, answer), truth);
      plain.add(await leaning(plainSuppression(panel), home, answer), truth);
    }
  return guessed(ours, plain);
});
