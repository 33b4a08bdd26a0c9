/** Of the pages that few people open, and nobody before the first question. */
export const nl = {
  onThisDevice:
    "Heb je geen internet? Dan bewaren we je antwoorden en de vragen zolang op dit toestel, op slot. Alleen met jouw link gaan ze open, ook als je de pagina hebt gesloten. Heb je verstuurd, of druk je op Snel weg? Dan zijn ze hier weg.",
  handedTitle: "Waar je gegevens heen gingen",
  handedWhat:
    "Het onderzoek gaf gegevens aan iemand anders, ook die van jou. Je naam, je adres en wat je in je eigen woorden schreef, zaten er niet bij. In plaats van je naam stond er een nummer. Dit kunnen we niet terughalen.",
  handed: (day: string, organisation: string, name: string) => `Op ${day} aan ${organisation} (${name}). Waarvoor:`,
  handedUnknown: "We kunnen nu niet laten zien of je gegevens ergens heen gingen. Kijk later nog eens.",

  codeWhat:
    "Gebruiken anderen je telefoon of mail ook? Kies dan een code. Op een ander toestel zie je je antwoorden pas met die code. Vergeet je hem, dan kunnen wij hem niet terughalen. Je kunt dan nog wel antwoorden.",
  codeThere: "Er is een code. Op een ander toestel zie je je antwoorden pas met die code.",
  codeHelp: "6 tekens of meer. Gebruik geen wachtwoord dat je ergens anders gebruikt.",
  codeSet: "Code instellen",
  codeChange: "Andere code instellen",
  codeRemove: "Code weghalen",
  aboutBack: "Terug naar de vragen",
  withdraw: "Ik wil niet meer meedoen",
  withdrawTitle: "Wil je stoppen?",
  stopWhat: "Stop je? Dan krijg je geen vragen meer. Wat je hebt verstuurd, blijft meetellen.",
  deleteWhat:
    "Je kunt ook alles laten weghalen. Dan zijn al je antwoorden weg en tel je in volgende cijfers niet meer mee. Cijfers die al zijn gegeven, blijven. Daarin ben je niet te herkennen.",
  stopSure: "Ja, ik stop",
  deleteSure: "Ja, ik stop en haal alles weg",
  withdrawNot: "Nee, ik blijf meedoen",

  stoppedTitle: "Je bent gestopt",
  stoppedOn: (day: string) => `Je bent gestopt op ${day}. Je krijgt geen vragen meer.`,
  deletedTitle: "Je bent gestopt en je antwoorden zijn weg",
  deletedOn: (day: string) => `Alles is weggehaald op ${day}.`,
  deletedFrom: (questionnaires: number) =>
    questionnaires === 1
      ? "We hebben je antwoorden uit 1 vragenlijst weggehaald."
      : `We hebben je antwoorden uit ${questionnaires} vragenlijsten weggehaald.`,
  receiptHelp: "Schrijf het op als je hier later iets over wilt vragen.",
  whatStaysDeleted: "Wat we niet meer kunnen terugdraaien",
};

export type AboutWords = typeof nl;
