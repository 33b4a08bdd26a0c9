import type { ChoosingWords } from "./nl.ts";

export const en: ChoosingWords = {
  title: "May we do something more?",
  intro: "Tick what you agree to. You do not have to tick anything. You take part either way.",
  again: "Whatever you tick, you can still say no later. You do that with the same link.",
  goOn: "Go on",
  newText: "The text has changed. Please read again what it says.",

  waitTitle: "You are not 16 yet",
  wait: "That is why we also ask your parent or guardian whether you may take part. As soon as they say yes, you can begin here.",
  waitHow: "Your parent or guardian gets a link of their own from the study. It does not show what you answer.",
  waitRefused: "Your parent or guardian said no. So you cannot take part now. Talk about it together if you like.",
  waitLook: "See whether it is possible now",
  waitChoices: "What I chose",
};
