import type { Locale } from "./text.ts";

/** What everybody who sees a figure is told about how people are protected in it. */
export const TOLD: Record<Locale, readonly string[]> = {
  nl: [
    "De cijfers zijn beschermd. Niemand kan er één mens uit halen.",
    "Elke groep krijgt een vaste, geheime verstoring. Meestal is dat minder dan 5 mensen.",
    "Nog een keer vragen geeft hetzelfde. Anders vragen ook.",
    "Een cijfer onder de 10 laten we niet zien. Ook niet als er minder dan 10 mensen anders zijn.",
    "De marges rekenen de verstoring mee.",
    "Een kleine groep krijgt pas een nieuw cijfer als er minstens 10 mensen zijn veranderd. De datum staat erbij.",
  ],
  en: [
    "The figures are protected. Nobody can single a person out of them.",
    "Every group gets a fixed, secret disturbance. Usually it is less than 5 persons.",
    "Asking again gives the same. So does asking differently.",
    "A figure under 10 is not shown. Nor is one where fewer than 10 people differ.",
    "The intervals include the disturbance.",
    "A small group gets a new figure only when at least 10 persons changed. The date is shown.",
  ],
};
