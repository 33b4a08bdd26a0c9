import type { Moment } from "./asked.ts";

const list = (items: readonly string[], last: string): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;

/** How a question is read aloud. Names in “ ” are the study's own words. */
export const nl = {
  unknown: "…",
  yes: "ja",
  no: "nee",
  name: (label: string) => `“${label}”`,
  and: (items: readonly string[]) => list(items, "en"),
  or: (items: readonly string[]) => list(items, "of"),
  group: (inner: string) => `(${inner})`,
  moment: {
    SAME: "",
    PREVIOUS: " in de meting ervoor",
    FIRST: " de eerste keer",
    LAST: " de laatste keer",
  } satisfies Record<Moment, string>,
  inWave: (wave: string) => ` in meting ${wave}`,
  inBands: (banding: string) => ` (in groepen: ${banding})`,
  is: (variable: string, codes: string) => `${variable} is ${codes}`,
  isNot: (variable: string, codes: string) => `${variable} is niet ${codes}`,
  not: (condition: string) => `niet: ${condition}`,
  from: (min: string) => `${min} of meer`,
  below: (max: string) => `minder dan ${max}`,
  between: (min: string, max: string) => `van ${min} tot ${max}`,
  measure: {
    open: () => "Wat wil je weten",
    count: () => "Hoeveel mensen zijn er",
    share: (condition: string) => `Voor welk deel van de mensen geldt: ${condition}`,
    mean: (variable: string) => `Hoe hoog is ${variable} gemiddeld`,
    sd: (variable: string) => `Hoe ver lopen mensen uiteen in ${variable} (standaardafwijking)`,
    sum: (variable: string) => `Hoeveel is ${variable} bij elkaar opgeteld`,
    quantile: (variable: string, percent: string) => `Onder welke waarde van ${variable} zit ${percent} van de mensen`,
    retention: () => "Welk deel van wie er bij de eerste meting was, is er nog",
    survival: (condition: string) => `Voor welk deel geldt dit nog niet: ${condition}`,
  },
  perWave: "per meting",
  perStudy: "per studie",
  byVariables: (variables: string) => `naar ${variables}`,
  asked: (measure: string, splits: readonly string[]) => `${[measure, ...splits].join(", ")}?`,
  only: (condition: string) => `Alleen mensen voor wie geldt: ${condition}.`,
  wavesBetween: (from: string, to: string) => `Alleen meting ${from} tot en met ${to}.`,
  wavesFrom: (from: string) => `Vanaf meting ${from}.`,
  wavesUpTo: (to: string) => `Tot en met meting ${to}.`,
  weighted: "Gewogen.",
  inStudies: (titles: string) => `In ${titles}.`,
};

export type QuestionWords = typeof nl;
