export const nl = {
  title: (study: string) => `Toestemming · ${study}`,
  back: "Terug naar de vragenlijsten",
  intro:
    "Wie meedoet, zegt ja op de tekst bij de vragenlijst. Wat je daarnaast wilt mogen, vraag je hier apart. Mensen krijgen een vakje per onderwerp. Geen vakje is al aangekruist, en zonder kruisje doen ze gewoon mee.",
  young:
    "Wie nog geen 16 is, kiest zelf en heeft ook een ja van een ouder of voogd nodig. Geef bij het uitnodigen de dag waarop iemand 16 wordt.",
  notPermitted: "Alleen onderzoekers van deze studie zien dit.",
  asked: "Vraag dit",
  dutch: "Tekst in het Nederlands",
  english: "Tekst in het Engels",
  means: {
    BE_FOLLOWED: "Zonder een nee nodigen we iemand ook voor de volgende metingen uit. Na een nee niet meer.",
    LINK: "Na een nee staan de antwoorden in de volgende momentopname onder een andere schuilnaam, los van ingebrachte gegevens.",
    BE_QUOTED: "Alleen met een ja op de tekst van nu is een citaat te gebruiken.",
    BE_INVITED_AGAIN: "Na een nee nodigen we iemand niet uit voor andere vragenlijsten van deze studie.",
    SHARE_PLAN:
      "Wie op Weerklank een eigen plan bijhoudt, kan jullie de vijf levensgebieden daaruit laten zien. Dat kiest iemand bij het plan zelf. Zodra je dit vraagt, heeft de studie vijf variabelen erbij. Na een nee staat er in de volgende momentopname niets meer van.",
  },
  house: "Deze tekst hoort bij Weerklank. Er is nog niemand mee gevraagd.",
  version: (number: number, on: string, by: string) => `Versie ${number}, van ${on}, door ${by}.`,
  givenBy: (people: number) => `Zeker ${people} mensen zeggen ja op deze tekst.`,
  fewGiven: "Minder dan 10 mensen zeggen ja op deze tekst.",
  warning:
    "Bewaar je een andere tekst, dan vragen we het opnieuw aan wie ja zei. Tot dan is een citaat niet te gebruiken.",
  save: "Bewaar",
  saving: "Bezig …",

  guardians: "Deze mensen zijn nog geen 16. De vragen gaan pas open als ook een ouder of voogd ja zegt.",
  guardianMailIntro:
    "Staat het mailadres van de ouder of voogd in de lijst met adressen? Dan mailen we de link. Niemand anders ziet hem, jij ook niet.",
  guardianMail: "Mail de link",
  guardianMailFor: (participant: string) =>
    `Mail de link aan de ouder of voogd van ${participant}. Een eerdere link werkt dan niet meer.`,
  guardianMailed: (participant: string) => `De link voor de ouder of voogd van ${participant} gaat weg.`,
  guardianNoAddress: "geen mailadres van een ouder of voogd",
  guardianLink: "Maak een link voor de ouder of voogd",
  guardianLinkFor: (participant: string) => `Maak een link voor de ouder of voogd van ${participant}`,
  guardianLinkOf: (participant: string) => `De link voor de ouder of voogd van ${participant}`,
  guardianLinkOnce: "Geef hem door aan de ouder of voogd. Je ziet hem maar één keer. Een eerdere link werkt niet meer.",
};

export type ConsentTextsWords = typeof nl;
