export const nl = {
  title: (study: string) => `Gegevens van ${study} overdragen`,
  intro:
    "Een onderzoek kan zijn eigen gegevens meenemen. De ene dataverantwoordelijke vraagt het, een andere stemt toe. Het bestand is versleuteld: alleen de ontvanger kan het openen. Namen, adressen en open antwoorden gaan niet mee, en wie is gestopt ook niet.",
  notPermitted:
    "Onderzoekers en dataverantwoordelijken zien hier wanneer gegevens zijn overgedragen, aan wie en waarvoor.",
  noneTitle: "Nog niets overgedragen",
  none: "Wordt er iets gevraagd of overgedragen, dan staat het hier. Het blijft hier staan.",

  to: (organisation: string, name: string) => `${organisation}, ${name}`,
  states: {
    WAITING: "Wacht op een tweede dataverantwoordelijke",
    TURNED_DOWN: "Afgewezen",
    MAKING: "Het bestand wordt gemaakt",
    READY: "Klaar om op te halen",
    FAILED: "Niet gelukt",
    STOPPED: "Gestopt",
    ENDED: "Voorbij, het bestand is verwijderd",
  },
  purpose: "Waarvoor:",
  from: (snapshot: number) => `Uit momentopname ${snapshot}.`,
  asked: (by: string, on: string) => `${by} vroeg dit op ${on}.`,
  agreed: (by: string, on: string) => `${by} stemde toe op ${on}.`,
  turnedDown: (by: string, on: string) => `${by} wees het af op ${on}.`,
  stopped: (by: string, on: string) => `${by} stopte dit op ${on}.`,
  reason: "De reden:",
  until: (on: string) => `Op te halen tot en met ${on}.`,
  key: "De sleutel van de ontvanger",
  keyCompare:
    "Bel de ontvanger en laat die de sleutel voorlezen, in groepjes van vier. Klopt er één teken niet, wijs dan af: dan kan een ander het bestand openen.",
  progress: "Zo ver is het",
  hash: "Controlegetal van het bestand (SHA-256)",
  fetched: "Opgehaald",
  fetchedBy: (by: string, on: string) => `${by}, ${on}`,
  notFetched: "Nog niet opgehaald.",
  fetch: "Haal het bestand op",
  fetchHelp: "Elke keer dat je het ophaalt, wordt opgeschreven. Geef het bestand alleen aan deze ontvanger.",
  fetchNotYou: "Alleen wie het vroeg en wie toestemde, kunnen het bestand ophalen.",

  decideTitle: (organisation: string) => `Beslis over de overdracht aan ${organisation}`,
  decideWhy: "Waarom?",
  decideHelp: "Stem alleen toe als je de ontvanger kent en de sleutel hebt vergeleken.",
  agree: "Ik stem toe",
  turnDown: "Wijs af",
  stopTitle: "Stop dit",
  stopWhy: "Waarom stop je dit?",
  stopHelp: "Het bestand wordt verwijderd. Wat al is opgehaald, komt niet terug.",
  stop: "Stop",

  askTitle: "Vraag een overdracht aan",
  snapshot: "Welke momentopname?",
  snapshotName: (number: number, on: string, final: boolean) =>
    `Momentopname ${number}, ${on}${final ? ", definitief" : ""}`,
  organisation: "Naar welke organisatie?",
  recipientName: "Wie krijgt het daar?",
  purposeWhy: "Waarvoor? Ook wie meedoet aan het onderzoek, leest dit.",
  purposeHelp: "Korte, gewone zinnen. Noem geen mensen.",
  purposeWhyEn: "Hetzelfde in het Engels (mag leeg blijven)",
  recipientKey: "Publieke sleutel van de ontvanger",
  keyHelp:
    "De ontvanger maakt die met het programma age (age-encryption.org): age-keygen -o sleutel.txt. Alleen de regel met age1… gaat naar jou. De rest blijft geheim.",
  days: "Hoeveel dagen op te halen?",
  ask: "Vraag aan",
  sending: "Bezig …",
};

export type HandOverWords = typeof nl;
