export const nl = {
  studies: "Onderzoeken",
  ask: "Vraag stellen",
  meetings: "Gesprekken",
  outcomes: "Wat er gedaan is",
  proposals: "Voorstellen",
  steward: "Bescherming",
  alarms: "Stopknop",
  signIn: "Inloggen",
  notFoundTitle: "Deze pagina is er niet",
  notFound: "Misschien is het adres niet goed overgenomen. Of de pagina bestaat niet meer.",
  home: "Naar het begin",
};

export type AppWords = typeof nl;
