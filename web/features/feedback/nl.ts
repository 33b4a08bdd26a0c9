export const nl = {
  title: "Wat er met jouw antwoorden is gedaan",
  intro: "Elke kring laat zien hoe ver je stem is gekomen.",
  ringsMean: [
    "Je hebt iets gezegd",
    "Het is meegeteld",
    "Er is iets over opgeschreven",
    "Er is iets mee gedaan, of gezegd waarom niet",
  ],
  ringsOf: (rings: number) => `${rings} van de 3 kringen`,

  notSent: "Je hebt je antwoorden nog niet verstuurd.",
  toQuestions: "Verder met de vragen",

  promised: (day: string) => `Uiterlijk ${day} lees je hier wat we vonden en wat ermee is gedaan.`,
  moved: (from: string, to: string) => `We beloofden ${from}. Dat wordt ${to}.`,
  movedWhy: "De onderzoekers zeggen waarom:",
  late: (day: string) => `We beloofden dat je hier op ${day} iets zou lezen. Dat is niet gelukt. Het is te laat.`,
  lateMore: "We laten dit hier staan tot er wel iets is.",
  kept: (day: string) => `Beloofd voor ${day}. Hieronder staat wat er nu is.`,

  storiesTitle: "Hier is iets mee gebeurd",
  waitingTitle: "Hier komt nog iets over",
  yourQuestion: "De vraag aan jou",
  yourAnswer: "Jouw antwoord",
  noAnswer: "Je hebt deze vraag overgeslagen.",
  found: "Wat we vonden",
  quoteGone: "Hier stond een citaat. Wie het schreef, wil niet meer dat het hier staat.",
  foundSub: (day: string) => `Stand op ${day}.`,
  preliminary: "Er komen nog antwoorden bij. Het kan nog een beetje veranderen.",
  done: "Wat ermee is gedaan",
  nothingYet: "Er is nog niet gezegd wat hiermee gebeurt.",
  counted: "Je antwoord is meegeteld. Er is nog niets over opgeschreven.",
  notCounted: "Je antwoord is bewaard. De volgende keer dat we tellen, telt het mee.",

  kind: { ACTION: "Actie", DECISION: "Besluit", ADVICE: "Advies" },
  status: {
    PLANNED: (day: string) => `Gepland voor ${day}`,
    UNDERWAY: (day: string) => `Bezig, sinds ${day}`,
    DONE: (day: string) => `Gedaan op ${day}`,
    NOT_DONE: (day: string) => `Besloten op ${day}`,
  },
  by: (who: string, workplace: string) => (who === workplace ? who : `${who} (${workplace})`),
  notDone: "Hier is niets mee gedaan.",
  notDoneWhy: (who: string) => `${who} zegt waarom:`,

  recognise: "Herken je jezelf hierin?",
  recognition: { YES: "Ja", PARTLY: "Een beetje", NO: "Nee" },
  recogniseSaved: "Bewaard. Dank je wel.",
  recogniseFailed: "Dit is nog niet bewaard. Probeer het nog een keer.",

  inMeeting: (title: string) => `In het gesprek “${title}”`,
  saidThere: "Wat jij schreef",
  backToMeeting: "Terug naar het gesprek",
  empty: "Er is nog niets om te laten zien",
  about: "Over dit onderzoek, of stoppen",
  shared: "Gebruiken anderen dit apparaat ook?",
  close: "Sluit af op dit apparaat",
  noLinkTitle: "Open je persoonlijke link",
  noLink: "Je bent hier zonder link, of je was te lang weg. Open de link die je hebt gekregen.",
  home: "Naar het begin van Weerklank",
};

export type FeedbackWords = typeof nl;
