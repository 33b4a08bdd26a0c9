import type { AnswerValue } from "../../schema/answer.ts";
import { createDice, type Dice } from "./dice.ts";
import type { DemoPanel, DemoPerson } from "./panel.ts";

/** What one made-up person sends; a question that is skipped is not in it. */
export interface DemoAnswers {
  person: DemoPerson;
  answers: Record<string, AnswerValue>;
}

const SENTENCES = [
  "Eén begeleider die bleef, in plaats van steeds een ander.",
  "Eerder beginnen met zoeken naar een kamer.",
  "Dat iemand aan mij had gevraagd wat ik wilde.",
  "Niet alles regelen op de dag dat je 18 wordt.",
  "Mij bij het gesprek laten zijn, en niet alleen achteraf vertellen.",
  "Uitleg over geld: toeslagen, zorgverzekering, belasting.",
  "Dat ik terug had mogen komen toen het niet ging.",
  "Minder formulieren en meer tijd.",
  "Het ging goed zoals het ging.",
  "Iemand die ik ook in het weekend kon bellen.",
  "Dat mijn school wist wat er thuis speelde.",
  "Afspraken op papier, in gewone taal.",
];

const scaleStep = (position: number): number => Math.min(5, Math.max(1, Math.round(3.25 + position)));

const turnsTo = (dice: Dice, { care, strength }: DemoPerson): string[] =>
  (
    [
      ["familie", care === "pleegzorg" || care === "gezinshuis" ? 0.62 : 0.38],
      ["vrienden", 0.58 + 0.08 * strength],
      ["begeleider", care === "kamertraining" ? 0.46 : 0.3],
      ["school_werk", 0.17 + 0.04 * strength],
    ] as const
  ).flatMap(([code, chance]) => (dice.happens(chance) ? [code] : []));

const answersOf = (dice: Dice, person: DemoPerson): Record<string, AnswerValue> => {
  const residential = person.care === "woongroep" || person.care === "kamertraining";
  const workers = Math.max(0, Math.round((residential ? 4.4 : 2.8) + 1.7 * dice.normal()));
  // Every new face means telling the story again; that is what the demo has to find.
  const heard = scaleStep(0.3 * person.strength - 0.26 * (workers - 3.5) + 1.05 * dice.normal());
  const all: [string, number, () => AnswerValue][] = [
    ["gehoord", 0.97, () => heard],
    [
      "wie-besliste",
      0.95,
      () =>
        dice.pick([
          ["ik", heard >= 4 ? 38 : 17],
          ["samen", heard >= 4 ? 45 : 31],
          ["anderen", heard >= 4 ? 17 : 52],
        ]),
    ],
    ["bij-wie", 0.96, () => turnsTo(dice, person)],
    ["begeleiders", 0.94, () => workers],
    ["wat-anders", 0.35, () => SENTENCES[Math.floor(dice.throw() * SENTENCES.length)] ?? ""],
  ];
  return Object.fromEntries(
    all.flatMap(([question, chance, answer]) => {
      const given = answer();
      return dice.happens(chance) ? [[question, given]] : [];
    }),
  );
};

/** Everybody who took part at 20 gets a link, as far as there are links. */
export const invitedAmong = ({ rows }: DemoPanel, most = 900): DemoPerson[] =>
  rows
    .filter(({ age }) => age === "20")
    .map(({ person }) => person)
    .slice(0, most);

/** About seven in ten answer, somewhat more of those for whom things go well. */
export const createAnswers = (invited: readonly DemoPerson[], seed = 21): DemoAnswers[] => {
  const dice = createDice(seed);
  return invited.flatMap((person) => {
    const takesPart = dice.happens(Math.min(0.95, 0.71 + 0.04 * person.strength));
    const answers = answersOf(dice, person);
    return takesPart && Object.keys(answers).length > 0 ? [{ person, answers }] : [];
  });
};
