export const nl = {
  title: (survey: string) => `Versies van ${survey}`,
  unknownTitle: "Deze vragenlijst is er niet",
  unknown: "Het adres klopt niet, of je mag deze vragenlijst niet zien.",
  toSurveys: "Naar de vragenlijsten",
  notPublished: "Deze vragenlijst is nog niet gepubliceerd.",
  stays: "Een gepubliceerde versie verandert nooit. Wie al begon, blijft bij de versie waarmee die begon.",

  listTitle: "Alle versies",
  asked: (version: number) => `Wat versie ${version} vraagt`,

  compareTitle: "Wat is er veranderd?",
  since: "Vergelijk met",
  now: "Deze versie",
  version: (number: number, on: string) => `Versie ${number}, ${on}`,
  draft: "Wat nog niet is gepubliceerd",

  problemsTitle: "Zo kun je nog niet publiceren",
  place: (question: number) => `Vraag ${question}:`,

  wordingsTitle: "Anders gevraagd dan eerst",
  wordingsWhat: "Deze variabelen bleven dezelfde. Alleen de woorden veranderden.",
  inWaves: (waves: string) => `in ${waves}`,
  inNoWave: "nog niet gevraagd",
};

export type VersionWords = typeof nl;
