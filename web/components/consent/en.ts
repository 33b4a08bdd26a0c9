import type { ConsentWords } from "./nl.ts";

export const en: ConsentWords = {
  purposes: {
    TAKE_PART: "Taking part",
    BE_FOLLOWED: "The same questions again later",
    LINK: "Beside other data",
    BE_QUOTED: "Using a sentence of yours",
    BE_INVITED_AGAIN: "Other questionnaires",
    SHARE_PLAN: "Sharing your plan",
  },
};
