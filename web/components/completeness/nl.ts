export const nl = {
  waves: "Hoeveel mensen antwoordden",
  wave: "Meting",
  answered: "Antwoordden",
  expected: "Van de",
  state: "Stand",
  states: { OPEN: "open", CLOSED: "gesloten", BROUGHT_IN: "aangeleverd" },
  since: (state: string, on: string) => `${state} sinds ${on}`,
  rounded: "Aantallen zijn afgerond op tientallen.",
  unknown: "Van deze momentopname is niet bewaard hoe volledig hij was.",
};

export type CompletenessWords = typeof nl;
