export const nl = {
  withheld: "te weinig mensen om te laten zien",
  notAsked: "– niet gevraagd",
  withheldNote: (hidden: number, total: number) =>
    `${hidden} van de ${total} getallen laten we niet zien: te weinig mensen. Zo blijft iedereen onherkenbaar.`,
  own: "jouw antwoord",
  interval: "Waarschijnlijk tussen",
  between: (low: string, high: string) => `${low} en ${high}`,
  intervalNote: "De streep laat zien waar het echte getal waarschijnlijk ligt.",
  bandNote: "De lichte band laat zien waar het echte getal waarschijnlijk ligt.",
  share: "Aandeel",
  count: "Aantal",
  value: "Waarde",
  basedOn: "Gaat over",
  everyone: "Iedereen",
  wave: "Moment",
  study: "Onderzoek",
  pictureOf: (title: string) => `Figuur: ${title}. De cijfers staan in de tabel.`,
  figures: "De cijfers",
  figuresOf: (title: string) => `De cijfers bij: ${title}`,
};

export type ChartWords = typeof nl;
