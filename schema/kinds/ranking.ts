import { codesIn, type Kind, kept, refused } from "./kind.ts";

/** The options in an order, the first one first. Somebody may stop after a few, unless an answer is needed. */
export const ranking: Kind = {
  parts: ["options"],
  needs: ["options"],
  leastOptions: 2,
  check(question, value) {
    if (!Array.isArray(value) || !value.every((code) => typeof code === "string"))
      return refused("ANSWER_WRONG_KIND", "Zet de antwoorden op volgorde.", "Put the answers in order.");
    const codes = codesIn(question);
    if (new Set(value).size !== value.length || !value.every((code) => codes.includes(code)))
      return refused("ANSWER_OUT_OF_RANGE", "Zet elk antwoord één keer op volgorde.", "Put each answer in order once.");
    if (question.required && value.length < codes.length)
      return refused("ANSWER_OUT_OF_RANGE", "Zet ze allemaal op volgorde.", "Put all of them in order.");
    return kept(value.length === 0 ? null : [...value]);
  },
  type: (question) => ({ is: "CODES", codes: codesIn(question) }),
};
