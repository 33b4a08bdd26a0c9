import { codesIn, type Kind, refused } from "./kind.ts";

/** Nothing that is asked: one of the options, a number within its limits or, with neither, true or false. */
export const calculation: Kind = {
  parts: ["calculation", "options", "number", "bandings"],
  needs: ["calculation"],
  leastOptions: 2,
  silent: true,
  check: () => refused("ANSWER_WRONG_KIND", "Dit wordt uitgerekend.", "This is computed."),
  type(question) {
    if (question.options.length > 0) return { is: "CODE", codes: codesIn(question), written: false };
    return question.number === null ? { is: "BOOLEAN" } : { is: "NUMBER", whole: question.number.integer };
  },
};

/** A page that says something. */
export const statement: Kind = {
  parts: [],
  needs: [],
  leastOptions: 0,
  silent: true,
  check: () => refused("ANSWER_WRONG_KIND", "Hier wordt niets gevraagd.", "Nothing is asked here."),
  type: () => ({ is: "TEXT" }),
};
