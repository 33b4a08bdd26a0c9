import type { QuestionWords } from "./nl.ts";

export const en: QuestionWords = {
  readers: "A few researchers read what you write here, without seeing whose it is. Better not write names.",
  isSo: "yes",
  isNotSo: "no",
  optional: "You may skip this question.",
  inOrder: "Press them in your order: what matters most first. Press again to take one out.",
  inPlace: (place) => `place ${place}`,
  order: (said) => `Your order: ${said}`,
  faceOf: (step, steps) => `${step} of ${steps}`,
  day: "Day",
  month: "Month",
  chooseMonth: "Choose",
  year: "Year",
  insteadOfAnswer: "Or say",
  several: "You may choose more than one.",
  from: (minimum, maximum) => `A number from ${minimum} to ${maximum}.`,
  left: (characters) => (characters === 1 ? "1 character left" : `${characters} characters left`),
  tooLong: (characters) => (characters === 1 ? "1 character too long" : `${characters} characters too long`),
};
