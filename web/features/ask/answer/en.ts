import type { AnswerWords } from "./nl.ts";

export const en: AnswerWords = {
  wave: "Wave",
  study: "Study",
  share: "Share",
  count: "People",
  value: "Value",
  interval: "95% interval, protection included",
  between: (low, high) => `${low} – ${high}`,
  basedOn: "Based on (people)",
  unknown: "Cannot be told",
  asOfColumn: "As of",
  withheld: "too few to show",
  notAsked: "– not asked",
  none: "no figure",
  notShown: "not shown",
  figuresOf: (title) => `The figures of: ${title}`,

  seenNothing: "There are too few people to show anything",
  seenOne: (value) => `${value}`,
  seenCount: (value) => `About ${value} people`,
  seenOneOf: (value, of) => `${value}: ${of}`,
  seenMean: (of, value) => `${of} is ${value} on average`,
  overTime: (from, fromLabel, to, toLabel) =>
    from === to
      ? `${from}, both at ${fromLabel} and at ${toLabel}`
      : `From ${from} at ${fromLabel} to ${to} at ${toLabel}`,
  alike: (low, high) => `No clear difference between the groups: ${low} to ${high}`,
  apart: (high, highLabel, low, lowLabel) => `Highest for ${highLabel} (${high}), lowest for ${lowLabel} (${low})`,

  asOf: (on) => `As of ${on}.`,
  preliminary: "This is what we know so far: the study is still going on.",
  final: "These data are final.",
  withheldSome: (cells, total) =>
    `${cells} of the ${total} figures are not shown: too few people. That way nobody can be recognised.`,
  withheldAdvice: "To see more:",
  takeAlong: "Take it along",
  files: {
    csv: { name: "CSV", holds: "all figures, for a program that computes" },
    xlsx: { name: "Excel (XLSX)", holds: "all figures, with what they mean" },
    pdf: { name: "PDF", holds: "to read and to print" },
    txt: { name: "Citation as text", holds: "to put in a paper" },
    json: { name: "Citation as CSL-JSON", holds: "for a program that keeps your references" },
  },
  about: "About this answer",
  madeOf: (label) => `What “${label}” is`,
  rules: "Rules",
  citation: "How to cite it",
  id: "Id of this answer",
  snapshots: "Data",
  snapshot: (study, number) => `${study}, snapshot ${number}`,
  completeTitle: "How complete is this?",
  differsTitle: "Compare by",
  differsHelp: "Whoever did not answer may differ from the rest. See who took part, by:",
  differsBy: (label) => `Who took part, by ${label}`,
  differsRead: (label) =>
    `Of those who took part in the first wave: the share that also took part later, by ${label}. This counts as a question of yours.`,
};
