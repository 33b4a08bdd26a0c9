export const nl = {
  title: "Mogen we nog iets?",
  intro: "Kruis aan wat je goed vindt. Niets hoeft. Ook zonder kruisje doe je gewoon mee.",
  again: "Bij wat je aankruist, kun je later altijd nog nee zeggen. Dat doe je via dezelfde link.",
  goOn: "Verder",
  newText: "De tekst is veranderd. Lees nog eens wat er staat.",

  waitTitle: "Je bent nog geen 16",
  wait: "Daarom vragen we ook je ouder of voogd of je mee mag doen. Zodra die ja zegt, kun je hier beginnen.",
  waitHow: "Je ouder of voogd krijgt een eigen link van het onderzoek. Daarin staat niet wat jij antwoordt.",
  waitRefused:
    "Je ouder of voogd heeft nee gezegd. Daarom kun je nu niet meedoen. Praat er samen over als je dat wilt.",
  waitLook: "Kijk of het al kan",
  waitChoices: "Wat ik heb gekozen",
};

export type ChoosingWords = typeof nl;
