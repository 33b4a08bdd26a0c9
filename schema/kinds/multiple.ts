import { codesIn, type Kind, kept, refused } from "./kind.ts";

/** Any of the options; one that excludes is chosen alone. Kept in the order of the options. */
export const multiple: Kind = {
  parts: ["options"],
  needs: ["options"],
  leastOptions: 1,
  mayExclude: true,
  /** An empty list says "none of these"; where an answer is needed it is none. */
  check(question, value) {
    if (!Array.isArray(value) || !value.every((code) => typeof code === "string"))
      return refused("ANSWER_WRONG_KIND", "Kies uit de antwoorden.", "Choose from the answers.");
    const chosen = codesIn(question).filter((code) => value.includes(code));
    if (chosen.length !== value.length)
      return refused("ANSWER_OUT_OF_RANGE", "Kies alleen uit deze antwoorden.", "Choose from these answers only.");
    if (question.required && chosen.length === 0)
      return refused("ANSWER_OUT_OF_RANGE", "Kies ten minste één antwoord.", "Choose at least one answer.");
    const alone = question.options.some(({ code, excludes }) => excludes && chosen.includes(code));
    if (alone && chosen.length > 1)
      return refused(
        "ANSWER_OUT_OF_RANGE",
        "Dit antwoord kan niet samen met een ander.",
        "This answer cannot go with another.",
      );
    return kept(chosen);
  },
  type: (question) => ({ is: "CODES", codes: codesIn(question) }),
};
