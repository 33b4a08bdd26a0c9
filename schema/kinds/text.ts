import { type Kind, kept, refused } from "./kind.ts";

/** Own words: a line where it is short, else room for more. */
export const text: Kind = {
  parts: ["maxLength", "short"],
  needs: [],
  leastOptions: 0,
  /** The null character and halves of a character cannot be kept; blank is nothing said. */
  check({ maxLength }, value) {
    if (typeof value !== "string") return refused("ANSWER_WRONG_KIND", "Schrijf een tekst.", "Write a text.");
    const written = value.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\uFFFD");
    if (written.trim() === "") return kept(null);
    const most = maxLength ?? Infinity;
    if (written.length > most)
      return refused(
        "ANSWER_TOO_LONG",
        `Dit is te lang. Er passen ${most} tekens in, dit zijn er ${written.length}.`,
        `This is too long. There is room for ${most} characters, these are ${written.length}.`,
      );
    return kept(written);
  },
  type: () => ({ is: "TEXT" }),
};
