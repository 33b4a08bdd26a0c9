import type { ChartWords } from "./nl.ts";

export const en: ChartWords = {
  withheld: "too few people to show",
  notAsked: "– not asked",
  withheldNote: (hidden, total) =>
    `${hidden} of the ${total} figures are not shown: too few people. That way nobody can be recognised.`,
  own: "your answer",
  interval: "Probably between",
  between: (low, high) => `${low} and ${high}`,
  intervalNote: "The line shows where the true figure probably lies.",
  bandNote: "The light band shows where the true figure probably lies.",
  share: "Share",
  count: "Number",
  value: "Value",
  basedOn: "Based on",
  everyone: "Everyone",
  wave: "Moment",
  study: "Study",
  pictureOf: (title) => `Picture: ${title}. The figures are in the table.`,
  figures: "The figures",
  figuresOf: (title) => `The figures of: ${title}`,
};
