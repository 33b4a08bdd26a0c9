import type { QuestionWords } from "./nl.ts";

const list = (items: readonly string[], last: string): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;

export const en: QuestionWords = {
  unknown: "…",
  yes: "yes",
  no: "no",
  name: (label) => `“${label}”`,
  and: (items) => list(items, "and"),
  or: (items) => list(items, "or"),
  group: (inner) => `(${inner})`,
  moment: { SAME: "", PREVIOUS: " in the wave before", FIRST: " the first time", LAST: " the last time" },
  inWave: (wave) => ` in wave ${wave}`,
  inBands: (banding) => ` (in bands: ${banding})`,
  is: (variable, codes) => `${variable} is ${codes}`,
  isNot: (variable, codes) => `${variable} is not ${codes}`,
  not: (condition) => `not: ${condition}`,
  from: (min) => `${min} or more`,
  below: (max) => `less than ${max}`,
  between: (min, max) => `from ${min} up to ${max}`,
  measure: {
    open: () => "What would you like to know",
    count: () => "How many people are there",
    share: (condition) => `For what share of people does this hold: ${condition}`,
    mean: (variable) => `How high is ${variable} on average`,
    sd: (variable) => `How far apart are people in ${variable} (standard deviation)`,
    sum: (variable) => `How much is ${variable} added up`,
    quantile: (variable, percent) => `Below which value of ${variable} are ${percent} of people`,
    retention: () => "What share of those seen in the first wave is still there",
    survival: (condition) => `For what share does this not hold yet: ${condition}`,
  },
  perWave: "per wave",
  perStudy: "per study",
  byVariables: (variables) => `by ${variables}`,
  asked: (measure, splits) => `${[measure, ...splits].join(", ")}?`,
  only: (condition) => `Only people for whom this holds: ${condition}.`,
  wavesBetween: (from, to) => `Only waves ${from} up to and including ${to}.`,
  wavesFrom: (from) => `From wave ${from}.`,
  wavesUpTo: (to) => `Up to and including wave ${to}.`,
  weighted: "Weighted.",
  inStudies: (titles) => `In ${titles}.`,
};
