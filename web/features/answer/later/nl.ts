/** Of what nobody sees before the first question. */
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

  welcomeBackCheck: "Welkom terug. Je hebt alle vragen gezien.",
  code: "Een eigen code",
  codeNew: "Je code",
  codeTitle: "Geef je eigen code",
  codeAsk: "Je hebt een code gekozen. Daarmee zie je hier wat je eerder hebt gezegd.",
  codeGive: "Verder",
  codeForgotten: "Ik weet de code niet meer",
  codeForgottenWhat:
    "Geen code? Je kunt gewoon antwoorden. Wat je eerder hebt gezegd, zie je dan niet. Het blijft wel staan, tenzij je een nieuw antwoord geeft.",
  checkTitle: "Kloppen je antwoorden?",
  checkIntro: "Lees ze nog eens. Je kunt alles nog veranderen. Daarna verstuur je ze.",
  change: "Verander",
  answerIt: "Geef antwoord",
  skipped: "Overgeslagen",
  needed: "Hier is nog een antwoord nodig",
  cannotStand: (questions: number) =>
    questions === 1
      ? "Eén antwoord past niet bij de andere. Kijk er nog eens naar:"
      : `${questions} antwoorden passen niet bij de andere. Kijk er nog eens naar:`,
  stillNeeded: (questions: number) =>
    questions === 1
      ? "Er is nog 1 vraag die een antwoord nodig heeft:"
      : `Er zijn nog ${questions} vragen die een antwoord nodig hebben:`,
  send: "Versturen",
  sendAfter: "Als je hebt verstuurd, kun je je antwoorden niet meer veranderen.",
  sentTitle: "Dank je wel. Je antwoorden zijn verstuurd.",
  sentNext: "Wat er nu gebeurt",
  toEcho: "Kijk wat ermee gebeurt",
  choices: "Wat je hebt gekozen, en alles wat wij van je hebben",
  receipt: "Het nummer van dit bewijs",
  whatStays: "Goed om te weten",
  noLink:
    "Je bent hier zonder link, of je was te lang weg. Open de link die je hebt gekregen. Wat je hebt bewaard, is er nog.",
  unknownTitle: "Deze link kennen we niet",
  unknown:
    "Misschien is er een stukje weggevallen. Kopieer de hele link en probeer het nog eens. Lukt het niet? Vraag dan een nieuwe aan degene van wie je hem kreeg.",
  revokedTitle: "Deze link werkt niet meer",
  revoked: "De link is ingetrokken. Vraag een nieuwe aan degene van wie je hem kreeg.",
  expiredTitle: "Deze link is verlopen",
  expired:
    "De vragen kunnen niet meer worden ingevuld. Heb je daar een vraag over? Stel die aan degene van wie je de link kreeg.",
  closedTitle: "Deze vragenlijst is gesloten",
  closed: (day: string) => `Sinds ${day} kun je niets meer invullen of versturen.`,
  closedNothing: "We hebben geen antwoorden van jou bewaard.",
  closedSaved:
    "Dit had je bewaard, maar niet verstuurd. Het staat er nog, en het telt niet mee. Gaat de vragenlijst weer open? Dan kun je verder waar je was.",
  closedAbout: "Over dit onderzoek, en hoe je je antwoorden weghaalt",
  home: "Naar het begin van Weerklank",

  declinedTitle: "Je doet niet mee",
  declined: "Dat is goed. We bewaren geen antwoorden van jou.",
  declinedRethink: "Bedenk je je? Dan kun je alsnog meedoen.",
  rethink: "Ik wil toch meedoen",

  tooLateTitle: (answers: number): string =>
    answers === 1 ? "Dit antwoord ging niet mee" : "Deze antwoorden gingen niet mee",
  tooLateSent: "Op een ander toestel waren je antwoorden al verstuurd. Wat je hier gaf, was toen nog niet bewaard:",
  tooLateClosed: "De vragenlijst was al gesloten. Wat je hier gaf, was toen nog niet bewaard:",
  tooLateTakenBack: "Dit antwoord had je weggehaald",
  tooLateStands: "Wat je eerder hebt bewaard, blijft staan. Je kunt het nu niet meer veranderen.",
  tooLateGoOn: "Ik heb het gelezen",
};

export type LaterWords = typeof nl;
