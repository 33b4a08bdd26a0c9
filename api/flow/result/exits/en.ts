import type { ExitWords } from "./nl.ts";

export const en: ExitWords = {
  sheets: { table: "Table", about: "What this is" },
  wave: "Wave",
  study: "Study",
  figure: {
    count: "People",
    share: "Share",
    mean: "Mean",
    sd: "Standard deviation",
    sum: "Sum",
    quantile: "Quantile",
    retention: "Still there",
    survival: "Not yet",
  },
  low: "95% interval from",
  high: "95% interval to",
  interval: "95% interval",
  between: (low, high) => `${low} – ${high}`,
  count: "Based on (people)",
  missing: "Cannot be told (people)",
  cellAsOf: "As of",
  withheld: "too few to show",
  notAsked: "– (not asked)",
  noFigure: "no figure",
  noInterval: "no interval",

  question: "The question",
  asOf: "As of",
  state: "Kind of data",
  notice: "Please note",
  complete: "How complete",
  states: { PRELIMINARY: "preliminary", FINAL: "final" },
  sources: "Data",
  source: (title, number, day) => `${title}, snapshot ${number} of ${day}`,
  given: "Given on",
  rules: "Rules of protection",
  shown: "What you see",
  withheldSome: (cells, total) =>
    cells === 0
      ? `All ${total} figures are shown.`
      : `${cells} of the ${total} figures are not shown: they are about too few people. They read “too few to show”.`,
  columns: "The columns",
  columnsTold:
    "“Based on” is the number of people for whom it can be told. “Cannot be told” is the number whose answer is missing. Where waves are added up, a person counts in every wave.",
  protection: "How we protect people",
  id: "Number of this answer",
  citation: "How to cite it",
  fullQuestion: "The question for a program",

  firstRows: (rows, total) =>
    `These are the first ${rows} of ${total} rows. All rows are in the CSV and the XLSX file.`,
  page: (page, pages) => `Page ${page} of ${pages}`,
};
