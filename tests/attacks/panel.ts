import type { VariableDeclaration, WaveDeclaration } from "../../api/flow/study/study.ts";
import { codes, declare, type ImportedPerson } from "../testkit/imported-folder.ts";
import { Dice } from "./dice.ts";

/** Made-up persons of whom everything is known: the truth that attacks are held against. */
export interface Panel {
  study: string;
  waves: readonly WaveDeclaration[];
  variables: readonly VariableDeclaration[];
  persons: readonly ImportedPerson[];
  /** Codes of the waves that a variable was asked in, where that is declared. */
  askedIn?: Readonly<Record<string, readonly string[]>>;
}

/** Somebody of whom the attacker knows all background, and whose answers are sought. */
export interface Target {
  person: ImportedPerson;
  school: string;
  /** The variable in which the target alone is elsewhere than the rest of the school. */
  apart: string;
}

export interface SchoolPanel extends Panel {
  targets: readonly Target[];
}

export const SCHOOLS = Array.from({ length: 20 }, (_, at) => `s${String(at + 1).padStart(2, "0")}`);
const APART = ["bus", "club"];
/** Answers of which half of the persons say yes, whoever they are. */
export const EVEN_ANSWERS = ["q1", "q2", "q3", "q4", "q5", "q6"];
/** The same, asked in every wave: told anew in each, or always the same. */
export const MOVING_ANSWERS = ["moving1", "moving2", "moving3"];
export const LASTING_ANSWERS = ["lasting1", "lasting2", "lasting3", "lasting4", "lasting5", "lasting6"];
/** The same, asked in the second wave only. */
export const ONCE_ANSWERS = ["once1", "once2", "once3", "once4", "once5", "once6"];
export const WAVES = ["w1", "w2", "w3"];
/** Answers of which few say yes: so many at a school that it is about as often shown as withheld. */
export const EDGE_ANSWERS = ["edge1", "edge2", "edge3", "edge4"];
/** Answers that hardly anybody gives, but for the targets, of whom half do. */
export const RARE_ANSWERS = ["rare1", "rare2", "rare3", "rare4"];
/** Ones and zeros, as often. */
export const CODED_ANSWERS = ["coded", "coded2", "coded3", "coded4"];

const SCHOOL_SIZE = 120;

const background = (name: string, of: Partial<VariableDeclaration>): VariableDeclaration =>
  declare(name, { type: "CATEGORICAL", level: "PERSON", role: "BACKGROUND", ...of });

export const yesOrNo = (name: string, of: Partial<VariableDeclaration> = {}): VariableDeclaration =>
  declare(name, { type: "CATEGORICAL", level: "PERSON", role: "ANSWER", categories: codes("yes", "no"), ...of });

/**
 * 2,400 persons at 20 schools. Each bus and each club serves one school, but for one pupil who goes elsewhere; and at each
 * school one pupil lives 10 kilometres away, where one banding cuts at 10 and the other at 11.
 */
export function schoolPanel(study: string): SchoolPanel {
  const dice = new Dice(study);
  const coding = new Dice(`${study}: coded`);
  const targets: Target[] = [];
  const evenly = () => (dice.chance(0.5) ? "yes" : "no");
  const persons = SCHOOLS.flatMap((school, at) => {
    const pupils = Array.from({ length: SCHOOL_SIZE }, (_, seat): ImportedPerson => {
      const apart = APART.map((name) => [name, `${name[0]}${school.slice(1)}`]);
      const lasting = LASTING_ANSWERS.map(() => evenly());
      const near = dice.below(9);
      const far = 11 + dice.below(29);
      return {
        person: `${study}-${at * SCHOOL_SIZE + seat}`,
        values: {
          school,
          sex: dice.chance(0.5) ? "f" : "m",
          cohort: `c${1 + dice.below(5)}`,
          ...(Object.fromEntries(apart) as Record<string, string>),
          distance: dice.chance(0.4) ? near : far,
          ...Object.fromEntries(EVEN_ANSWERS.map((name) => [name, evenly()])),
          ...Object.fromEntries(EDGE_ANSWERS.map((name) => [name, dice.chance(0.07) ? "yes" : "no"])),
          ...Object.fromEntries(RARE_ANSWERS.map((name) => [name, dice.chance(0.02) ? "yes" : "no"])),
          coded: dice.chance(0.5) ? 1 : 0,
          ...Object.fromEntries(CODED_ANSWERS.slice(1).map((name) => [name, coding.chance(0.5) ? 1 : 0])),
          weight: 1,
        },
        waves: Object.fromEntries(
          WAVES.map((wave) => [
            wave,
            Object.fromEntries([
              ...MOVING_ANSWERS.map((name) => [name, evenly()]),
              ...LASTING_ANSWERS.map((name, place) => [name, lasting[place]]),
              ...(wave === "w2" ? ONCE_ANSWERS : []).map((name) => [name, evenly()]),
            ]) as Record<string, string>,
          ]),
        ),
      };
    });
    [...APART, "distance"].forEach((apart, place) => {
      const person = pupils[place * 7] as ImportedPerson;
      const values = person.values ?? {};
      values[apart] = apart === "distance" ? 10 : "elsewhere";
      for (const name of [...EDGE_ANSWERS, ...RARE_ANSWERS]) values[name] = evenly();
      targets.push({ person, school, apart });
    });
    return pupils;
  });
  const variables = [
    background("school", { categories: codes(...SCHOOLS) }),
    background("sex", { categories: codes("f", "m") }),
    background("cohort", { categories: codes("c1", "c2", "c3", "c4", "c5") }),
    ...APART.map((name) =>
      background(name, { categories: codes(...SCHOOLS.map((school) => `${name[0]}${school.slice(1)}`), "elsewhere") }),
    ),
    background("distance", {
      type: "INTEGER",
      minimum: 0,
      maximum: 40,
      bandings: [
        { name: "round", limits: [10] },
        { name: "odd", limits: [11] },
      ],
    }),
    ...[...EVEN_ANSWERS, ...EDGE_ANSWERS, ...RARE_ANSWERS].map((name) => yesOrNo(name)),
    ...[...MOVING_ANSWERS, ...LASTING_ANSWERS, ...ONCE_ANSWERS].map((name) => yesOrNo(name, { level: "PERSON_WAVE" })),
    ...CODED_ANSWERS.map((name) =>
      declare(name, { type: "INTEGER", level: "PERSON", role: "ANSWER", minimum: 0, maximum: 1 }),
    ),
    declare("weight", { type: "NUMBER", level: "PERSON", role: "WEIGHT", minimum: 0, maximum: 10 }),
  ];
  const askedIn = Object.fromEntries(ONCE_ANSWERS.map((name) => [name, ["w2"]]));
  return { study, waves: WAVES.map((code) => ({ code, label: code })), variables, persons, askedIn, targets };
}

/** What the bus or the club of a school is called. */
export const servingCode = (apart: string, school: string): string => `${apart[0]}${school.slice(1)}`;

export const saysYes = ({ person }: Target, answer: string): boolean => person.values?.[answer] === "yes";
