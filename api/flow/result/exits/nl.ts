/** The words around the figures in a file. */
export const nl = {
  sheets: { table: "Tabel", about: "Wat dit is" },
  wave: "Meting",
  study: "Onderzoek",
  figure: {
    count: "Mensen",
    share: "Deel",
    mean: "Gemiddelde",
    sd: "Standaardafwijking",
    sum: "Som",
    quantile: "Kwantiel",
    retention: "Nog erbij",
    survival: "Nog niet",
  },
  low: "95%-marge van",
  high: "95%-marge tot",
  interval: "95%-marge",
  between: (low: string, high: string) => `${low} – ${high}`,
  count: "Gaat over (mensen)",
  missing: "Niet te zeggen (mensen)",
  cellAsOf: "Stand van",
  withheld: "te weinig om te laten zien",
  notAsked: "– (niet gevraagd)",
  noFigure: "geen cijfer",
  noInterval: "geen marge",

  question: "De vraag",
  asOf: "Stand van",
  state: "Soort gegevens",
  notice: "Let op",
  complete: "Hoe volledig",
  states: { PRELIMINARY: "voorlopig", FINAL: "definitief" },
  sources: "Gegevens",
  source: (title: string, number: number, day: string) => `${title}, momentopname ${number} van ${day}`,
  given: "Gegeven op",
  rules: "Regels van de bescherming",
  shown: "Wat je ziet",
  withheldSome: (cells: number, total: number) =>
    cells === 0
      ? `Alle ${total} cijfers zijn te zien.`
      : `${cells} van de ${total} cijfers laten we niet zien: het gaat om te weinig mensen. Er staat dan “te weinig om te laten zien”.`,
  columns: "De kolommen",
  columnsTold:
    "“Gaat over” is het aantal mensen voor wie het te zeggen is. “Niet te zeggen” is het aantal van wie het antwoord ontbreekt. Worden metingen opgeteld, dan telt een mens bij elke meting mee.",
  protection: "Hoe we mensen beschermen",
  id: "Nummer van dit antwoord",
  citation: "Zo verwijs je hiernaar",
  fullQuestion: "De vraag voor een programma",

  firstRows: (rows: number, total: number) =>
    `Hier staan de eerste ${rows} van ${total} regels. Alle regels staan in het CSV- en het XLSX-bestand.`,
  page: (page: number, pages: number) => `Bladzijde ${page} van ${pages}`,
};

export type ExitWords = typeof nl;
