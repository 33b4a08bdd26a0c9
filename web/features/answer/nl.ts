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

  declinedTitle: "Je doet niet mee",
  declined: "Dat is goed. We bewaren geen antwoorden van jou.",
  declinedRethink: "Bedenk je je? Dan kun je alsnog meedoen.",
  rethink: "Ik wil toch meedoen",

  welcomeBack: (question: number) => `Welkom terug. Je gaat verder bij vraag ${question}.`,
  welcomeBackCheck: "Welkom terug. Je hebt alle vragen gezien.",
  consentHowAtMost: (questions: number) =>
    `Er zijn hoogstens ${questions} vragen. Welke je krijgt, hangt af van je antwoorden. Elk antwoord wordt meteen bewaard. Je kunt altijd stoppen en later verder.`,
  progressAtMost: (question: number, left: number) =>
    left === 1 ? `Vraag ${question}, hierna hoogstens nog 1` : `Vraag ${question}, hierna hoogstens nog ${left}`,
  progress: (question: number, total: number) => `Vraag ${question} van ${total}`,
  answerLabel: "Je antwoord",
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
  sentMoved: (day: string) => `Eerst beloofden we ${day}. Dat is later geworden.`,
  sentNext: "Wat er nu gebeurt",
  toEcho: "Kijk wat ermee gebeurt",

  about: "Over dit onderzoek",
  choices: "Wat je hebt gekozen, en alles wat wij van je hebben",
  receipt: "Het nummer van dit bewijs",
  whatStays: "Goed om te weten",
  noLinkTitle: "Open je persoonlijke link",
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

  endedTitle: "Je was te lang weg",
  ended: "Open je persoonlijke link opnieuw. Wat je hebt bewaard, is er nog.",
  endedUnsaved:
    "Je laatste antwoord is nog niet bewaard. Laat deze pagina open, open je link in een nieuw tabblad en kom dan hier terug.",
  home: "Naar het begin van Weerklank",
};

export type AnswerWords = typeof nl;
