export const nl = {
  title: "Weerklank",
  lead: "Jij vertelt hoe het gaat. Hier hoor je wat ermee is gedaan.",
  why: "Jongeren in en na de jeugdhulp krijgen vaak vragen. Ze horen bijna nooit wat er met hun antwoorden gebeurt. Weerklank laat het zien: wat is er gevonden, wie heeft er iets mee gedaan, en wanneer. Ook als er niets mee is gedaan, lees je waarom.",

  loopTitle: "Hoe vaak hoorden mensen iets terug?",
  loopKept: (kept: number, due: number) => `${kept} van de ${due} keer`,
  loopWhat: "Zo vaak hoorden mensen iets terug op de dag die was beloofd.",
  loopNone: "Er is nog geen dag voorbij waarop mensen iets zouden horen.",
  loopPromises: (promises: number) =>
    promises === 1
      ? "Er staat 1 belofte om terug te komen met een antwoord."
      : `Er staan ${promises} beloften om terug te komen met een antwoord.`,

  forWhom: "Voor wie",
  linkTitle: "Heb je een persoonlijke link?",
  link: "Open de link die je hebt gekregen. Je hebt geen account nodig. Met dezelfde link kom je later terug.",
  planTitle: "Wil je een plan bijhouden?",
  plan: "Vul in hoe het gaat en wat je wilt, zo vaak als je wilt. Het is van jou. Jij kiest wie meekijkt.",
  toPlan: "Naar mijn plan",
  stopTitle: "Moet er iets stoppen?",
  stop: "Doet iets jou of een ander pijn, en stopt niemand het? Schrijf het op. Je ziet wie het leest.",
  toStop: "Naar de stopknop",
  researchTitle: "Doe je onderzoek?",
  research:
    "Zet gegevens van een onderzoek erin en stel er vandaag al vragen aan. Niemand is in de antwoorden te herkennen.",
  toStudies: "Bekijk de onderzoeken",
  workTitle: "Werk je met jongeren?",
  work: "Lees wat er is gevonden, en leg vast wat jullie ermee doen. Of waarom niet.",
  signIn: "Log in",

  howTitle: "Zo reist je stem",
  how: [
    "Je geeft antwoord.",
    "Je antwoord wordt meegeteld.",
    "Iemand schrijft op wat er uitkomt.",
    "Er wordt iets mee gedaan, of je leest waarom niet.",
  ],
};

export type WelcomeWords = typeof nl;
