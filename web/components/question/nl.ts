export const nl = {
  readers:
    "Een paar onderzoekers lezen wat je hier schrijft, zonder te zien van wie het is. Schrijf liever geen namen.",
  isSo: "ja",
  isNotSo: "nee",
  optional: "Je mag deze vraag overslaan.",
  inOrder: "Druk ze in jouw volgorde: het belangrijkste eerst. Druk nog eens om er een weg te halen.",
  inPlace: (place: number) => `plaats ${place}`,
  order: (said: string) => `Jouw volgorde: ${said}`,
  faceOf: (step: number, steps: number) => `${step} van ${steps}`,
  day: "Dag",
  month: "Maand",
  chooseMonth: "Kies",
  year: "Jaar",
  insteadOfAnswer: "Of zeg",
  several: "Je mag er meer kiezen.",
  from: (minimum: string, maximum: string) => `Een getal van ${minimum} tot en met ${maximum}.`,
  left: (characters: number) => (characters === 1 ? "Nog 1 teken" : `Nog ${characters} tekens`),
  tooLong: (characters: number) => (characters === 1 ? "1 teken te lang" : `${characters} tekens te lang`),
};

export type QuestionWords = typeof nl;
