import type { ReadChoice, Words } from "../questionnaire.ts";

/** `1, Yes | 2, No`: a code up to the first comma, and what it means, which may have commas too. */
export const parseChoices = (said: string): ReadChoice[] =>
  said
    .split(/\||\r?\n/)
    .map((choice) => choice.trim())
    .filter((choice) => choice !== "")
    .map((choice) => {
      const comma = choice.indexOf(",");
      const code = comma === -1 ? choice : choice.slice(0, comma).trim();
      const label = comma === -1 ? choice : choice.slice(comma + 1).trim();
      const words: Words = label === "" ? {} : { "": label };
      return { code, label: words, excludes: false };
    });
