import type { Text } from "./text.ts";

/**
 * Why there is no answer. EMPTY: the question was seen or could have been, and nothing was filled in. The others are
 * declared missing codes of the variable, so that they stay apart all the way into the snapshot.
 */
export const MISSING_KINDS = ["EMPTY", "NOT_ASKED", "DONT_KNOW", "RATHER_NOT_SAY"] as const;
export type MissingKind = (typeof MISSING_KINDS)[number];

/** No answer, with the reason: how it is kept, counted with and sent. */
export type Missing = { readonly missing: MissingKind };

export const missing = (kind: MissingKind): Missing => ({ missing: kind });
export const EMPTY = missing("EMPTY");
export const NOT_ASKED = missing("NOT_ASKED");

export const isMissing = (value: unknown): value is Missing =>
  typeof value === "object" &&
  value !== null &&
  "missing" in value &&
  MISSING_KINDS.some((kind) => kind === value.missing);

export const MISSING_LABELS: Record<MissingKind, Text> = {
  EMPTY: { nl: "Niet ingevuld", en: "Left empty" },
  NOT_ASKED: { nl: "Niet gevraagd", en: "Not asked" },
  DONT_KNOW: { nl: "Weet ik niet", en: "I don't know" },
  RATHER_NOT_SAY: { nl: "Wil ik liever niet zeggen", en: "I'd rather not say" },
};
