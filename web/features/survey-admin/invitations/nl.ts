export const nl = {
  title: (wave: string) => `Uitnodigingen voor ${wave}`,
  unknownTitle: "Deze vragenlijst is er niet",
  unknown: "Het adres klopt niet, of je mag deze vragenlijst niet zien.",
  back: "Naar de vragenlijsten van het onderzoek",

  addressesTitle: "Mailadressen",
  reachable: (count: number) =>
    count === 0
      ? "Er zijn nog geen mailadressen in dit onderzoek."
      : count === 1
        ? "We kunnen 1 deelnemer van dit onderzoek mailen."
        : `We kunnen ${count} deelnemers van dit onderzoek mailen.`,
  addressesIntro:
    "We bewaren de adressen versleuteld en los van de antwoorden. We gebruiken ze alleen om te mailen. Niemand kan ze hier teruglezen, jij ook niet.",
  list: "Lijst met adressen",
  listHelp:
    "Per regel: schuilnaam, mailadres en eventueel nl of en. Daarna, als je die weet, drie dagen: begin van meedoen, 18e verjaardag, einde van de hulp. Schrijf een dag als 2027-03-31. Is iemand nog geen 16? Zet daarachter het mailadres van een ouder of voogd. Zet overal komma's tussen. Je mag ook een CSV-bestand kiezen.",
  listEmpty: "Plak een lijst, of kies een bestand.",
  file: "Kies een CSV-bestand",
  bringIn: "Bewaar deze adressen",
  bringingIn: (done: number, all: number) => `Bezig: ${done} van de ${all} regels …`,
  broughtIn: (added: number, changed: number, same: number) =>
    `Nieuw: ${added}. Veranderd: ${changed}. Al bekend: ${same}.`,
  optedOut: (count: number) => `${count} mensen willen geen berichten. Van hen is niets bewaard.`,
  refusedTitle: (count: number) => (count === 1 ? "1 regel is niet bewaard" : `${count} regels zijn niet bewaard`),
  refusedLine: (line: number, message: string) => `Regel ${line}: ${message}`,

  mailTitle: "Nodig uit per mail",
  mailIntro:
    "Iedereen krijgt een eigen link. Die ziet niemand anders, jij ook niet. In de mail staat niet waar de vragen over gaan.",
  who: "Wie nodig je uit?",
  everybody: "Iedereen met een mailadres die nog niet is uitgenodigd",
  some: "Alleen deze mensen",
  participants: "Schuilnamen",
  participantsHelp: "Eén op een regel.",
  participantsEmpty: "Vul minstens één schuilnaam in.",
  validFrom: "Link werkt vanaf",
  validFromHelp: "De mail gaat dan ook pas weg. Mag leeg blijven.",
  expires: "Link werkt tot en met",
  uses: "Hoe vaak mag iemand de link openen?",
  usesHelp: "Mag leeg blijven: dan zo vaak als nodig.",
  optional: "Mag leeg blijven.",
  invite: "Verstuur de uitnodigingen",
  inviting: "Bezig …",
  invited: (people: number) =>
    people === 1 ? "1 uitnodiging gaat weg." : `${people} uitnodigingen gaan weg. Je kunt deze pagina verlaten.`,
  closed: "Deze meting is gesloten. Je kunt niemand meer uitnodigen.",

  roundsTitle: "Verstuurde rondes",
  round: (on: string, people: number) => `${on}: ${people} mensen`,
  roundCounts: (mailed: number, waiting: number) =>
    waiting > 0 ? `${mailed} gemaild, ${waiting} wachten nog` : `${mailed} gemaild`,
  roundTrouble: (bounced: number, optedOut: number, failed: number) =>
    [
      bounced > 0 && `${bounced} niet aangekomen`,
      optedOut > 0 && (optedOut === 1 ? "1 wil geen berichten" : `${optedOut} willen geen berichten`),
      failed > 0 && `${failed} niet verstuurd`,
    ]
      .filter((part) => part !== false)
      .join(", "),

  planTitle: "Vanzelf uitnodigen",
  planRuns: "Er loopt een plan.",
  planOff: "Er loopt nu geen plan.",
  planIntro:
    "Iedereen met een mailadres en deze dag in de lijst wordt vanzelf uitgenodigd. Wie niet antwoordt, krijgt een herinnering. Wie heeft geantwoord of rust wil, krijgt niets.",
  baseline: "Vanaf welke dag tellen we?",
  baselines: {
    ENROLMENT: "De dag dat iemand ging meedoen",
    EIGHTEENTH_BIRTHDAY: "De 18e verjaardag",
    END_OF_CARE: "De dag dat de hulp stopte",
  },
  offset: "Hoeveel dagen later begint het?",
  offsetHelp: "0 is op de dag zelf. -30 is 30 dagen ervoor.",
  window: "Hoeveel dagen mag iemand antwoorden?",
  reminders: "Herinneringen",
  remindersHelp: "Dagen na het vorige bericht, met komma's ertussen. Hoogstens 5. Leeg: geen herinneringen.",
  keepPlan: "Bewaar het plan",
  planKept: "Het plan loopt.",
  stopPlan: "Stop het plan",

  tableTitle: "Stand per persoon",
  tableCaption: "Wie is uitgenodigd, met link en mail",
  filterStatus: "Stand van de link",
  filterMail: "Stand van de mail",
  all: (count: number) => `Alles (${count})`,
  filtered: (label: string, count: number) => `${label} (${count})`,
  found: (from: number, to: number, total: number) =>
    total === 0 ? "Niemand gevonden." : `${from} tot en met ${to} van ${total}`,
  participant: "Schuilnaam",
  status: "Link",
  mail: "Mail",
  usesLeft: "Nog te openen",
  unlimited: "zonder grens",
  statuses: {
    CREATED: "nog niet geopend",
    NOT_YET: "werkt nog niet",
    OPENED: "geopend",
    USED_UP: "te vaak geopend",
    SENT: "antwoorden verstuurd",
    REVOKED: "ingetrokken",
    EXPIRED: "verlopen",
  },
  mails: {
    NONE: "niet gemaild",
    WAITING: "wacht op versturen",
    SENDING: "wordt verstuurd",
    MAILED: "gemaild",
    BOUNCED: "kwam niet aan",
    OPTED_OUT: "wil geen berichten",
    NO_ADDRESS: "geen adres meer",
    NOT_NEEDED: "niet meer nodig",
    FAILED: "onzeker of het aankwam",
  },
  bounces: {
    NO_SUCH_ADDRESS: "dit adres bestaat niet",
    MAILBOX_FULL: "de mailbox is vol",
    UNREACHABLE: "de mailserver is niet te bereiken",
    REFUSED: "de mailserver weigert de mail",
    OTHER: "reden onbekend",
  },
  mailBounced: (mail: string, why: string) => `${mail}: ${why}`,
  delayed: (count: number) =>
    count === 1 ? "1 melding: kon nog niet worden bezorgd" : `${count} meldingen: kon nog niet worden bezorgd`,
  newAddress: "Er is nu een ander adres. Mail een nieuwe link.",
  reports: {
    ON: "We kijken steeds of er mail terugkomt. Wie niet te bereiken is, krijgt geen herinnering.",
    FAILING: "Of er mail terugkomt, kunnen we nu niet zien: de mailbox daarvoor is niet te lezen.",
    OFF: "Of er mail terugkomt, zien we hier niet: daar is geen mailbox voor ingesteld. Merk je het zelf, kies dan ‘Kwam terug’.",
  },
  doing: "Doen",
  renew: "Mail nieuwe link",
  renewLong: (participant: string) => `Mail nieuwe link aan ${participant}. De oude werkt dan niet meer.`,
  bounced: "Kwam terug",
  bouncedLong: (participant: string) => `Kwam terug: de mail aan ${participant}`,
  renewed: "Er gaat een nieuwe link weg. De oude werkt niet meer.",
  previous: "Vorige",
  next: "Volgende",
};

export type InvitationWords = typeof nl;
