export const nl = {
  title: "Wat je hebt gekozen",
  intro: "Hier zie je waar je ja of nee op zei. Je kunt alles terugnemen. Dat werkt meteen.",
  noLinkTitle: "Open je persoonlijke link",
  noLink: "Je bent hier zonder link, of je was te lang weg. Open de link die je hebt gekregen.",
  home: "Naar het begin van Weerklank",
  back: "Terug naar je vragenlijst",

  thisQuestionnaire: (title: string) => `Meedoen met ‘${title}’`,
  planAsked:
    "Hou je op Weerklank een plan bij? Dan mag dit onderzoek zien hoe de vijf dingen daarin ervoor staan, als jij dat wilt. Dat kies je bij je plan.",
  planHere: "Wil je je plan weer delen? Dat doe je bij je plan zelf.",
  toPlan: "Naar mijn plan",
  planLapsed:
    "Het onderzoek ziet nu niets van je plan: de tekst is veranderd, of je werd 16. Bij je plan kun je opnieuw ja zeggen.",
  states: {
    GIVEN: "Je zei ja.",
    REFUSED: "Het antwoord is nee.",
    OPEN: "Hier is nog niets gekozen.",
  },
  takePartYes: "Je doet mee.",
  takePartNo: "Je doet niet mee.",
  takePartOpen: "Je hebt nog niet gekozen.",
  guardianWaits: "Je ouder of voogd heeft nog geen ja gezegd.",
  guardianToo: "Je zei ja. Je ouder of voogd nog niet.",
  takeBack: "Neem terug",
  takeBackLong: (what: string) => `Neem terug: ${what}`,
  yes: "Ja",
  no: "Nee",
  refuseLong: (what: string) => `Nee: ${what}`,
  give: "Toch ja",
  giveLong: (what: string) => `Toch ja: ${what}`,
  yesLong: (what: string) => `Ja: ${what}`,
  notNow: "Nee, laat zo",
  sure: "Ja, neem terug",
  means: {
    TAKE_PART: "Je antwoorden op deze vragenlijst gaan weg. Ze staan niet meer in de volgende momentopname.",
    BE_FOLLOWED: "Je krijgt deze vragen later niet nog eens.",
    LINK: "In de volgende momentopname staan je antwoorden los van de andere gegevens over jou. Ze tellen nog wel mee.",
    BE_QUOTED: "Niemand mag nog een zin van jou gebruiken.",
    BE_INVITED_AGAIN: "Je krijgt geen uitnodiging meer voor andere vragenlijsten van dit onderzoek.",
    SHARE_PLAN:
      "Het onderzoek ziet niets meer van je plan. In de volgende momentopname staat er niets meer van. Je plan zelf blijft van jou.",
  },
  taken: "Teruggenomen.",
  given: "Bewaard. Je zei ja.",
  receipt: (receipt: string) =>
    `Het nummer van dit bewijs is ${receipt}. Schrijf het op als je hier later iets over wilt vragen.`,

  outTitle: "Wat niet meer terug kan",
  outNothing: "Er is nog niets naar buiten gegaan waar je in kunt meetellen.",
  out: (snapshots: number, results: number) =>
    `Sinds je ja zei, ${snapshots === 1 ? "is er 1 momentopname gemaakt" : `zijn er ${snapshots} momentopnamen gemaakt`}. Daaruit ${results === 1 ? "is 1 keer een antwoord in cijfers gegeven" : `is ${results} keer een antwoord in cijfers gegeven`}. Die blijven. Je bent er niet in te herkennen.`,
  outLater:
    "Een nieuwe momentopname gaat pas gelden als er bij minstens 10 mensen iets is veranderd. Zo kan niemand aan de cijfers zien wie iets terugnam.",
  outQuotes: "Is een zin van jou al ergens gedrukt of gelezen? Dat halen wij niet terug.",

  historyTitle: "Alles wat je eerder koos",
  by: { SELF: "jij", YOUNG: "jij, toen je nog geen 16 was", GUARDIAN: "je ouder of voogd" },
  saidOn: (yes: boolean, by: string, on: string) => `${yes ? "Ja" : "Nee"}, door ${by}, op ${on}`,
  proof: (receipt: string) => `Bewijs ${receipt}`,

  dataTitle: "Alles wat wij van je hebben",
  data: "Dit zijn je keuzes en je antwoorden in dit onderzoek. Wat het onderzoek van anderen over je heeft, staat hier niet bij. Vraag dat aan het onderzoek zelf.",
  dataCode: "Geef eerst je eigen code bij de vragen. Dan staan je antwoorden er ook bij.",
  download: "Download alles",
  readTitle: "Lees je antwoorden hier",
  sentOn: (on: string) => `Verstuurd op ${on}`,
  notSent: "Niet verstuurd",
  noAnswers: "Hier staan geen antwoorden.",

  stopTitle: "Helemaal stoppen",
  stop: "Stoppen, of stoppen en alles laten weghalen",
  stopped: (on: string) => `Je bent gestopt op ${on}.`,

  guardianTitle: "Mag uw kind meedoen?",
  guardianIntro: (title: string, study: string, questions: number) =>
    `Iemand van wie u ouder of voogd bent, is nog geen 16 en is gevraagd voor de vragenlijst ‘${title}’ (${questions === 1 ? "1 vraag" : `${questions} vragen`}). Die hoort bij het onderzoek ‘${study}’.`,
  guardianOwn:
    "De jongere kiest zelf ook. Het kan alleen als u allebei ja zegt. Wat de jongere antwoordt, ziet u niet. Vanaf 16 jaar kiest de jongere alleen.",
  guardianRead: "Dit leest de jongere:",
  guardianMore: "Dit mag apart. Niets hoeft. Zo leest de jongere het:",
  guardianYes: "Ja, meedoen mag",
  guardianNo2: "Nee, liever niet",
  guardianSaidYes: "Bewaard: u zei ja. U kunt dit altijd veranderen met dezelfde link.",
  guardianSaidNo:
    "Bewaard: u zei nee. Er zijn geen antwoorden van deze vragenlijst bewaard. U kunt dit altijd veranderen met dezelfde link.",
  guardianNoLink: "Open deze pagina met de link die u van het onderzoek kreeg.",
  guardianBefore: (yes: boolean): string => (yes ? "U zei eerder ja." : "U zei eerder nee."),
};

export type ConsentWords = typeof nl;
