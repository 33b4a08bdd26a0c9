import type { DomainWords } from "./nl.ts";

export const en: DomainWords = {
  support: "Support",
  housing: "Housing",
  school_work: "School and work",
  income: "Money",
  wellbeing: "How you are doing",
};
