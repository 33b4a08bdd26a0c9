import { codesIn, type Kind, kept, refused } from "./kind.ts";

const NO_SUCH_OPTION = ["Kies een van de antwoorden.", "Choose one of the answers."] as const;

/** One of the options. */
export const single: Kind = {
  parts: ["options"],
  needs: ["options"],
  leastOptions: 2,
  check({ options }, value) {
    if (typeof value !== "string") return refused("ANSWER_WRONG_KIND", ...NO_SUCH_OPTION);
    return options.some(({ code }) => code === value) ? kept(value) : refused("ANSWER_OUT_OF_RANGE", ...NO_SUCH_OPTION);
  },
  type: (question) => ({ is: "CODE", codes: codesIn(question), written: false }),
};
