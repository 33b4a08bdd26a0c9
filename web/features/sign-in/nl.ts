export const nl = {
  title: "Inloggen",
  intro: "Vul je mailadres in. Je krijgt een link waarmee je inlogt. Een wachtwoord heb je niet nodig.",
  forWhom:
    "Dit is voor onderzoekers, leden van een leerwerkplaats en dataverantwoordelijken. Heb je een persoonlijke link om vragen te beantwoorden? Gebruik dan die link. Je hoeft niet in te loggen.",
  email: "Mailadres",
  emailWrong: "Dit lijkt geen mailadres. Kijk het nog eens na.",
  send: "Stuur me een link",
  sending: "Bezig …",
  sentTitle: "Kijk in je mail",
  sent: "Als dit adres bij ons bekend is, krijg je een link. De link werkt één keer, 30 minuten lang.",
  again: "Een ander adres",
  offline: "We kunnen Weerklank nu niet bereiken. Kijk of je internet hebt en probeer het nog een keer.",

  linkTitle: "Je link om in te loggen",
  link: "Druk op de knop. Dan ben je ingelogd op dit apparaat.",
  enter: "Log in",
  entering: "Bezig met inloggen …",
  newLink: "Vraag een nieuwe link",

  alreadyTitle: "Je bent ingelogd",
  already: (name: string) => `Je bent ingelogd als ${name}.`,
  toStudies: "Naar de onderzoeken",
  toAccount: "Naar je account",
};

export type SignInWords = typeof nl;
