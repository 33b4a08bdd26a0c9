import { createDice, type Dice } from "./dice.ts";

/** A made-up study: nobody in it exists. */

export const AGES = ["17", "18", "19", "20"] as const;
export type Age = (typeof AGES)[number];

export const DOMAINS = ["steun", "wonen", "school_werk", "inkomen", "welzijn"] as const;
export type Domain = (typeof DOMAINS)[number];
export type State = "op_orde" | "deels" | "niet";

export interface DemoPerson {
  id: string;
  region: string;
  sex: string;
  cohort: string;
  care: string;
  /** How easily things go, mean 0, standard deviation 1. Never written down: it only makes the rest hang together. */
  strength: number;
}

export interface DemoRow {
  person: DemoPerson;
  age: Age;
  states: Record<Domain, State | null>;
  /** 0 to 10 */
  grade: number | null;
  /** Euro a month; "declined" where the person would rather not say */
  income: number | "declined" | null;
}

export interface DemoPanel {
  persons: DemoPerson[];
  rows: DemoRow[];
}

const REGIONS = [
  ["noord", 15],
  ["oost", 19],
  ["midden", 16],
  ["west", 24],
  ["zuidwest", 12],
  ["zuid", 14],
] as const;

const CARE = [
  ["pleegzorg", 34],
  ["gezinshuis", 16],
  ["woongroep", 31],
  ["kamertraining", 19],
] as const;

/** What a start gives, on the scale of strength. */
const START: Record<string, number> = { pleegzorg: 0.35, gezinshuis: 0.2, woongroep: -0.3, kamertraining: 0 };

/** At 18 care stops for many; a home suffers first and mends slowly, work and income grow, support thins out. */
const COURSE: Record<Domain, Record<Age, number>> = {
  steun: { 17: 0.7, 18: 0.35, 19: 0.25, 20: 0.35 },
  wonen: { 17: 1.1, 18: 0.1, 19: 0.05, 20: 0.4 },
  school_werk: { 17: 0.6, 18: 0.35, 19: 0.25, 20: 0.45 },
  inkomen: { 17: 0, 18: -0.15, 19: 0, 20: 0.25 },
  welzijn: { 17: 0.3, 18: 0.1, 19: 0.05, 20: 0.25 },
};

/** How much of last year's position stays. */
const PERSISTENCE = 0.6;

const stateOf = (position: number): State => (position > 0.25 ? "op_orde" : position > -0.75 ? "deels" : "niet");

const limited = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

const createPerson = (dice: Dice, number: number): DemoPerson => {
  const care = dice.pick(CARE);
  return {
    id: `demo-${String(number).padStart(4, "0")}`,
    region: dice.pick(REGIONS),
    sex: dice.pick([
      ["vrouw", 47],
      ["man", 53],
    ]),
    cohort: dice.pick([
      ["najaar", 52],
      ["voorjaar", 48],
    ]),
    care,
    strength: 0.9 * dice.normal() + (START[care] ?? 0),
  };
};

const monthlyIncome = (dice: Dice, age: Age, work: number): number => {
  const grown = 260 + (Number(age) - 17) * 230;
  return Math.round(limited(grown * Math.exp(0.28 * work + 0.3 * dice.normal()), 0, 3999) / 10) * 10;
};

/** Whether somebody takes part this year: those for whom more goes well stay, and some come back. */
const takesPart = (dice: Dice, age: Age, before: { tookPart: boolean; home: number }): boolean => {
  if (age === "17") return true;
  if (!before.tookPart) return dice.happens(0.22);
  return dice.happens(limited(0.9 + 0.03 * before.home, 0.7, 0.98));
};

const createRows = (dice: Dice, person: DemoPerson): DemoRow[] => {
  const rows: DemoRow[] = [];
  const position = {} as Record<Domain, number>;
  let before = { tookPart: true, home: 0 };
  for (const age of AGES) {
    for (const domain of DOMAINS) {
      const fresh = 0.55 * person.strength + 0.75 * dice.normal();
      const left = position[domain];
      position[domain] =
        left === undefined ? fresh : PERSISTENCE * left + (1 - PERSISTENCE) * fresh + 0.35 * dice.normal();
    }
    const at = (domain: Domain): number => COURSE[domain][age] + position[domain];
    // No home wears on wellbeing; somebody to fall back on carries.
    const wellbeing = at("welzijn") + 0.25 * Math.min(0, at("wonen")) + 0.2 * at("steun");
    const tookPart = takesPart(dice, age, before);
    before = { tookPart, home: at("wonen") };
    const skips = (): boolean => dice.happens(0.015);
    const states = {} as DemoRow["states"];
    for (const domain of DOMAINS)
      states[domain] = skips() ? null : stateOf(domain === "welzijn" ? wellbeing : at(domain));
    const grade = skips() ? null : Math.round(limited(6.6 + 1.25 * wellbeing + 0.8 * dice.normal(), 0, 10));
    const income = dice.happens(0.04)
      ? "declined"
      : skips()
        ? null
        : monthlyIncome(dice, age, at("inkomen") + 0.5 * at("school_werk"));
    if (tookPart) rows.push({ person, age, states, grade, income });
  }
  return rows;
};

/** The same seed makes the same people. */
export const createPanel = (seed = 20261122, size = 1200): DemoPanel => {
  const dice = createDice(seed);
  const persons = Array.from({ length: size }, (_, index) => createPerson(dice, index + 1));
  return { persons, rows: persons.flatMap((person) => createRows(dice, person)) };
};
