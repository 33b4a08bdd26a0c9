import type { CompletenessWords } from "./nl.ts";

export const en: CompletenessWords = {
  waves: "How many people answered",
  wave: "Wave",
  answered: "Answered",
  expected: "Out of",
  state: "State",
  states: { OPEN: "open", CLOSED: "closed", BROUGHT_IN: "delivered" },
  since: (state, on) => `${state} since ${on}`,
  rounded: "Numbers are rounded to tens.",
  unknown: "How complete this snapshot was has not been kept.",
};
