import { type Asker, holds, type Policy } from "../../../people/people.ts";

/**
 * Themes, and how far coding is, are for researchers and stewards. A text is for who was named for it: that is looked at
 * where it is read, and it is read at the screen only, never with a token.
 */
export const codingPolicy = {
  seeCodebooks: ({ viewer }) => maySeeCodebooks(viewer),
  makeCodebooks: ({ viewer }) => mayMakeCodebooks(viewer),
  decideCoding: ({ viewer }) => mayDecideCoding(viewer),
  seeCodingWaiting: ({ viewer }) => holds(viewer, ["STEWARD"], "READ"),
  readTexts: ({ viewer }) => viewer?.scopes === null && mayMakeCodebooks(viewer),
} satisfies Policy;

export const maySeeCodebooks = (viewer: Asker): boolean => holds(viewer, ["RESEARCHER", "STEWARD"], "READ");

/** Makes themes, asks to read, proposes variables. */
export const mayMakeCodebooks = (viewer: Asker): boolean => holds(viewer, ["RESEARCHER"], "WRITE");

/** Who may read, and what becomes a variable, is a steward's to say. */
export const mayDecideCoding = (viewer: Asker): boolean => holds(viewer, ["STEWARD"], "WRITE");

/** Never a program: exact counts of texts can be worked out from how well coders agree. */
export const decidesAtScreen = (viewer: Asker): boolean => viewer?.scopes === null && mayDecideCoding(viewer);
