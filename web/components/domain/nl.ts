export const nl = {
  support: "Steun",
  housing: "Wonen",
  school_work: "School en werk",
  income: "Geld",
  wellbeing: "Hoe het met je gaat",
};

export type DomainWords = typeof nl;
