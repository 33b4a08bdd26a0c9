import { afterAll, beforeAll } from "vitest";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";
import { Attacked } from "./attacked.ts";
import { Dice } from "./dice.ts";
import { EVEN_ANSWERS, SCHOOLS, yesOrNo, type Panel } from "./panel.ts";
import { plainSuppression } from "./plain-suppression.ts";
import { cell, type Tables } from "./tables.ts";
import { attack, guessed, Guesses, ONE_PERSON } from "./tally.ts";

/* Background that moves with the wave: the same group at two waves differs by whoever moved, whose answers are sought. */

const WAVES = ["w1", "w2", "w3"];
const SIZE = 120;

interface Move {
  person: ImportedPerson;
  from: string;
}

/** 2,400 persons; of each school one moves away to nobody's school after the first wave. */
function movingPanel(study: string): Panel & { moves: Move[] } {
  const dice = new Dice(study);
  const moves: Move[] = [];
  const persons = SCHOOLS.flatMap((school) =>
    Array.from({ length: SIZE }, (_, seat): ImportedPerson => {
      const moving = seat === 0;
      const at = (wave: string) => ({ school: moving && wave !== "w1" ? "elsewhere" : school });
      const person = {
        person: `${study}-${school}-${seat}`,
        values: {
          sex: dice.chance(0.5) ? "f" : "m",
          cohort: `c${1 + dice.below(3)}`,
          ...Object.fromEntries(EVEN_ANSWERS.map((name) => [name, dice.chance(0.5) ? "yes" : "no"])),
        },
        waves: Object.fromEntries(WAVES.map((wave) => [wave, at(wave)])),
      };
      if (moving) moves.push({ person, from: school });
      return person;
    }),
  );
  const background = { type: "CATEGORICAL", role: "BACKGROUND" } as const;
  const variables = [
    declare("school", { ...background, level: "PERSON_WAVE", categories: codes(...SCHOOLS, "elsewhere") }),
    declare("sex", { ...background, level: "PERSON", categories: codes("f", "m") }),
    declare("cohort", { ...background, level: "PERSON", categories: codes("c1", "c2", "c3") }),
    ...EVEN_ANSWERS.map((name) => yesOrNo(name)),
  ];
  return { study, waves: WAVES.map((code) => ({ code, label: code })), variables, persons, moves };
}

let attacked: Attacked;
const panels = ["movers-a", "movers-b", "movers-c"].map(movingPanel);
beforeAll(async () => {
  attacked = await Attacked.start();
  for (const panel of panels) await attacked.add(panel);
});
afterAll(() => attacked?.stop());

async function guess(tables: Tables, { moves }: (typeof panels)[number], guesses: Guesses): Promise<void> {
  for (const answer of EVEN_ANSWERS)
    for (const { person, from } of moves) {
      let leaning = 0;
      for (const split of [[], ["sex"], ["cohort"]]) {
        const own = [from, ...split.map((name) => String(person.values?.[name]))];
        const at = async (wave: string, code: string) =>
          cell(await tables.ask({ by: [{ name: "school", wave }, ...split, answer] }), ...own, code);
        const [yes, no] = [await at("w1", "yes"), await at("w1", "no")];
        const [yesLater, noLater] = [await at("w2", "yes"), await at("w2", "no")];
        if (yes === null || no === null || yesLater === null || noLater === null) continue;
        leaning += yes - yesLater - (no - noLater);
      }
      guesses.add(leaning, person.values?.[answer] === "yes");
    }
}

attack("one condition at two waves, and who moved in between", ONE_PERSON, async () => {
  const [ours, plain] = [new Guesses(), new Guesses()];
  for (const panel of panels) {
    await guess(attacked.tables(panel.study), panel, ours);
    await guess(plainSuppression(panel), panel, plain);
  }
  return guessed(ours, plain);
});
