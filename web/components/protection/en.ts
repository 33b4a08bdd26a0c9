import type { ProtectionWords } from "./nl.ts";

export const en: ProtectionWords = {
  title: "How do we protect people in these figures?",
  rules: "All rules, with their numbers",
  told: [
    "The figures are protected. Nobody can single a person out of them.",
    "Every group gets a fixed, secret disturbance. Usually it is less than 5 persons.",
    "Asking again gives the same. So does asking differently.",
    "A figure under 10 is not shown. Nor is one where fewer than 10 people differ.",
    "The intervals include the disturbance.",
    "A small group gets a new figure only when at least 10 persons changed. The date is shown.",
  ],
};
