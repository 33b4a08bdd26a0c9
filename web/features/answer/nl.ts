export const nl = {
  opening: "We openen je link …",

  readers:
    "Schrijf je iets in je eigen woorden? Dan lezen een paar onderzoekers dat. Zij zien niet van wie het is. Citeren doen we alleen als jij dat goed vindt.",
  consentAsk: "Doe je mee?",
  consentFrom: (study: string) => `Dit hoort bij het onderzoek ‘${study}’.`,
  consentMeeting: (themes: number) =>
    themes === 1
      ? "Er is 1 thema. Je schrijft wat je wilt, of niets."
      : `Er zijn ${themes} thema's. Je schrijft wat je wilt, of niets.`,
  consentHow: (questions: number) =>
    questions === 1
      ? "Er is 1 vraag. Je antwoord wordt meteen bewaard."
      : `Er zijn ${questions} vragen. Elk antwoord wordt meteen bewaard. Je kunt altijd stoppen en later verder.`,
  promise: (day: string) => `Uiterlijk ${day} lees je hier wat we vonden en wat ermee is gedaan.`,
  promiseAgain: "Bewaar je persoonlijke link. Daarmee kom je hier terug.",
  yes: "Ja, ik doe mee",
  no: "Nee, liever niet",

  welcomeBack: (question: number) => `Welkom terug. Je gaat verder bij vraag ${question}.`,
  consentHowAtMost: (questions: number) =>
    `Er zijn hoogstens ${questions} vragen. Welke je krijgt, hangt af van je antwoorden. Elk antwoord wordt meteen bewaard. Je kunt altijd stoppen en later verder.`,
  progressAtMost: (question: number, left: number) =>
    left === 1 ? `Vraag ${question}, hierna hoogstens nog 1` : `Vraag ${question}, hierna hoogstens nog ${left}`,
  progress: (question: number, total: number) => `Vraag ${question} van ${total}`,
  answerNeeded: "Geef eerst een antwoord. Bij deze vraag is dat nodig.",
  takeBack: "Mijn antwoord weghalen",

  back: "Terug",
  next: "Volgende",
  skip: "Overslaan",
  toCheck: "Naar het overzicht",
  saved: "Bewaard",
  notSaved: "Nog niet bewaard. We blijven het proberen.",
  notSavedOffline: "Je hebt geen internet. Je antwoord staat nog hier, op slot. We bewaren het zodra het weer kan.",
  tryNow: "Probeer het nu",

  saidElsewhere: "Op een ander toestel gaf je later een ander antwoord. Dat staat er nu.",

  sentMoved: (day: string) => `Eerst beloofden we ${day}. Dat is later geworden.`,
  about: "Over dit onderzoek",
  noLinkTitle: "Open je persoonlijke link",
  endedTitle: "Je was te lang weg",
  ended: "Open je persoonlijke link opnieuw. Wat je hebt bewaard, is er nog.",
  endedUnsaved:
    "Je laatste antwoord is nog niet bewaard. Laat deze pagina open, open je link in een nieuw tabblad en kom dan hier terug.",
};

export type AnswerWords = typeof nl;
