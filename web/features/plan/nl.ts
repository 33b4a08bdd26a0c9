export const nl = {
  startTitle: "Mijn plan",
  startLead: "Hoe staat het ervoor, en wat wil je? Vul het in, en kijk over een tijd weer.",
  startWhat: [
    "Vijf dingen: steun, wonen, school en werk, geld, en hoe het met je gaat.",
    "Zo vaak als je wilt. Je ziet hoe het verandert.",
    "Het plan is van jou. Niemand ziet het, tot jij iemand laat meekijken.",
  ],
  start: "Begin mijn plan",
  starting: "Bezig …",
  hasOne: "Heb je al een plan? Open dan je eigen link.",

  title: "Mijn plan",
  linkTitle: "Dit is jouw link. Bewaar hem nu.",
  link: "Alleen met deze link kom je terug bij je plan. Wij kunnen hem niet nog eens geven. Deel je telefoon met anderen? Bewaar hem dan ergens waar zij niet kijken.",
  linkLabel: "Jouw link",
  copy: "Kopieer de link",
  copied: "De link is gekopieerd.",
  copyFailed: "Kopiëren lukt hier niet. Houd de link ingedrukt en kies kopiëren.",
  noLinkTitle: "Open je eigen link",
  noLink: "Deze pagina opent met de link die bij je plan hoort.",
  toStart: "Begin een plan",

  empty: "Er staat nog niets in je plan.",
  fill: "Vul in hoe het nu gaat",
  overTime: "Hoe het verandert",
  chartHelp: "Hoger is meer in orde. Een dicht rondje is in orde, een half rondje deels, een open rondje niet.",
  inATable: "Elke keer op een rij",
  day: "Dag",
  newest: "De laatste keer",
  each: "Elke keer",
  on: (day: string) => `Op ${day}`,
  changed: (day: string) => `verbeterd op ${day}`,
  correct: "Verbeter",
  correctOn: (day: string) => `Verbeter: ${day}`,
  remove: "Verwijder",
  removeOn: (day: string) => `Verwijder: ${day}`,
  removeAsk: "Deze keer verwijderen? Dat kan niet terug.",
  removeYes: "Ja, verwijder",
  no: "Nee, laat staan",
  next: "Volgende stap",
  dontKnow: "Weet ik niet",
  notSaid: "Niet ingevuld",

  step: (at: number, of: number) => `${at} van ${of}`,
  optional: "Niets is verplicht. Sla over wat je wilt.",
  back: "Terug",
  on1: "Verder",
  done: "Klaar",
  saving: "Bewaren …",

  shareTitle: "Iemand laten meekijken",
  shareLead:
    "Je maakt een link voor iemand, zoals je mentor. Die kan kijken en niets veranderen. Je ziet wanneer, en je kunt het altijd stoppen.",
  shareName: "Voor wie?",
  shareNameHelp: "Alleen jij ziet dit.",
  shareWhat: "Wat mag die zien?",
  latest: "Alleen de laatste keer",
  all: "Alles",
  shareDays: "Hoe lang?",
  days: (count: number) => `${count} dagen`,
  share: "Maak de link",
  shareLinkTitle: "Geef deze link aan wie mag meekijken",
  shareLink: "Je ziet hem maar één keer. Wie de link heeft, kan kijken.",
  shares: "Wie kijkt mee",
  until: (day: string) => `tot ${day}`,
  states: { OPEN: "mag kijken", OVER: "de tijd is om", REVOKED: "gestopt" },
  opened: (count: number) =>
    count === 0 ? "nog niet geopend" : count === 1 ? "1 keer geopend" : `${count} keer geopend`,
  stop: (name: string) => `Stop voor ${name}`,

  studyTitle: "Delen met je onderzoek",
  studyNone:
    "Doe je mee aan een onderzoek dat naar plannen vraagt? Open dan op dit toestel eerst de link van dat onderzoek. Kom daarna hier terug.",
  studyAsks: (study: string) =>
    `Op dit toestel is een link van het onderzoek ‘${study}’ geopend. Is dat jouw link? Dan vraagt dit onderzoek je:`,
  studyWhat: [
    "Het onderzoek ziet van elke keer alleen: in orde, deels, niet, of weet ik niet. Ook van de keren die er al staan.",
    "Het ziet niet wat je schrijft, en niet je link.",
    "Het komt bij de antwoorden die je geeft. Daar maken ze cijfers van, over veel mensen samen.",
    "Je kunt altijd stoppen: hier, of via de link van het onderzoek.",
    "Stop je? Dan staat er in de volgende momentopname van de gegevens niets meer van. Die gaat gelden als er bij minstens 10 mensen iets is veranderd.",
  ],
  studyYoung: "Je bent nog geen 16. Je ouder of voogd moet ook ja zeggen.",
  studyYes: (study: string) => `Ja, deel dit met ‘${study}’`,
  studyStates: {
    SHARED: (study: string, day: string) => `Je deelt dit met ‘${study}’, sinds ${day}.`,
    GIVEN_BY_YOUNG: (study: string) =>
      `Je wilt dit delen met ‘${study}’. Je ouder of voogd heeft nog geen ja gezegd. Tot dan ziet het onderzoek niets.`,
    LAPSED: (study: string) =>
      `Je deelde dit met ‘${study}’. Nu ziet het onderzoek niets: de tekst is veranderd, of je bent 16 geworden.`,
  },
  studySees: "Het onderzoek ziet alleen: in orde, deels, niet, of weet ik niet.",
  studyStop: (study: string) => `Stop met delen met ‘${study}’`,
  studyStopped: "Je deelt je plan niet meer.",
  studyReceipt: (receipt: string) =>
    `Het nummer van dit bewijs is ${receipt}. Schrijf het op als je hier later iets over wilt vragen.`,

  yours: "Het is van jou",
  download: "Download alles",
  deleteAll: "Verwijder mijn plan",
  deleteAsk: "Alles verwijderen? Je plan, elke keer en elke link. Dat kan niet terug.",
  deleteYes: "Ja, verwijder alles",
  deletedTitle: "Je plan is verwijderd",
  deleted: "Er is niets van over. Wie meekeek, ziet niets meer.",

  sharedTitle: "Een plan waar je in mag meekijken",
  sharedLead: (day: string) =>
    `Degene van wie dit is, laat je kijken tot ${day}, en ziet dat je kijkt. Je kunt niets veranderen.`,
  sharedNoLink: "Deze pagina opent met de link die je kreeg.",
  sharedEmpty: "Er staat nog niets in dit plan.",
};

export type PlanWords = typeof nl;
