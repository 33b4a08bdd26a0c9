export const nl = {
  title: "Hoe beschermen we mensen in deze cijfers?",
  rules: "Alle regels, met hun getallen",
  told: [
    "De cijfers zijn beschermd. Niemand kan er één mens uit halen.",
    "Elke groep krijgt een vaste, geheime verstoring. Meestal is dat minder dan 5 mensen.",
    "Nog een keer vragen geeft hetzelfde. Anders vragen ook.",
    "Een cijfer onder de 10 laten we niet zien. Ook niet als er minder dan 10 mensen anders zijn.",
    "De marges rekenen de verstoring mee.",
    "Een kleine groep krijgt pas een nieuw cijfer als er minstens 10 mensen zijn veranderd. De datum staat erbij.",
  ],
};

export type ProtectionWords = typeof nl;
