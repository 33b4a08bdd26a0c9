export const nl = {
  wave: "Meting",
  study: "Onderzoek",
  share: "Deel",
  count: "Mensen",
  value: "Waarde",
  interval: "95%-marge, bescherming inbegrepen",
  between: (low: string, high: string) => `${low} – ${high}`,
  basedOn: "Gaat over (mensen)",
  unknown: "Niet te zeggen",
  asOfColumn: "Stand van",
  withheld: "te weinig om te laten zien",
  notAsked: "– niet gevraagd",
  none: "geen cijfer",
  notShown: "niet te zien",
  figuresOf: (title: string) => `De cijfers bij: ${title}`,

  seenNothing: "Er zijn te weinig mensen om iets te laten zien",
  seenOne: (value: string) => `${value}`,
  seenCount: (value: string) => `Ongeveer ${value} mensen`,
  seenOneOf: (value: string, of: string) => `${value}: ${of}`,
  seenMean: (of: string, value: string) => `${of} is gemiddeld ${value}`,
  overTime: (from: string, fromLabel: string, to: string, toLabel: string) =>
    from === to
      ? `${from}, zowel bij ${fromLabel} als bij ${toLabel}`
      : `Van ${from} bij ${fromLabel} naar ${to} bij ${toLabel}`,
  alike: (low: string, high: string) => `Geen duidelijk verschil tussen de groepen: ${low} tot ${high}`,
  apart: (high: string, highLabel: string, low: string, lowLabel: string) =>
    `Het hoogst bij ${highLabel} (${high}), het laagst bij ${lowLabel} (${low})`,

  asOf: (on: string) => `Stand van ${on}.`,
  preliminary: "Dit weten we tot nu toe: het onderzoek loopt nog.",
  final: "Deze gegevens zijn definitief.",
  withheldSome: (cells: number, total: number) =>
    `${cells} van de ${total} cijfers laten we niet zien: te weinig mensen. Zo blijft iedereen onherkenbaar.`,
  withheldAdvice: "Zo zie je meer:",
  takeAlong: "Meenemen",
  files: {
    csv: { name: "CSV", holds: "alle cijfers, voor een rekenprogramma" },
    xlsx: { name: "Excel (XLSX)", holds: "alle cijfers, met wat ze betekenen" },
    pdf: { name: "PDF", holds: "om te lezen en af te drukken" },
    txt: { name: "Verwijzing als tekst", holds: "om in een stuk te zetten" },
    json: { name: "Verwijzing als CSL-JSON", holds: "voor een programma dat je bronnen bijhoudt" },
  },
  about: "Over dit antwoord",
  madeOf: (label: string) => `Wat “${label}” is`,
  rules: "Regels",
  citation: "Zo verwijs je ernaar",
  id: "Kenmerk van dit antwoord",
  snapshots: "Gegevens",
  snapshot: (study: string, number: number) => `${study}, momentopname ${number}`,
  completeTitle: "Hoe volledig is dit?",
  differsTitle: "Vergelijk naar",
  differsHelp: "Wie niet antwoordde, kan anders zijn dan de rest. Kijk wie meedeed, naar:",
  differsBy: (label: string) => `Wie meedeed, naar ${label}`,
  differsRead: (label: string) =>
    `Van wie in de eerste meting meedeed: het deel dat later ook meedeed, naar ${label}. Dit telt als een vraag van jou.`,
};

export type AnswerWords = typeof nl;
