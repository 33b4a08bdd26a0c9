import type { Text } from "../../../schema/text.ts";

export const REFUSAL_CODES = [
  "UNKNOWN_STUDY",
  "UNKNOWN_VARIABLE",
  "UNKNOWN_CATEGORY",
  "UNKNOWN_BANDING",
  "UNKNOWN_WAVE",
  "UNKNOWN_SNAPSHOT",
  "NO_SNAPSHOT",
  "SNAPSHOT_REPLACED",
  "INVALID_QUERY",
  "UNFIT_VARIABLE",
  "UNFIT_LIMITS",
  "NOT_COMPARABLE",
  "TOO_MANY_VARIABLES",
  "TOO_MANY_CELLS",
  "TOO_FEW_PERSONS",
  "NOT_PROTECTABLE",
  "NOT_PERMITTED",
  "BUDGET_SPENT",
  "BUSY",
  "TOO_SLOW",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The polite no: which rule, why, and the nearest questions that pass. Advice comes from what is declared, never from counts. */
export interface Refusal {
  kind: "refusal";
  code: RefusalCode;
  rule: string;
  message: Text;
  advice: Text[];
}

/** Thrown inside the step, caught at its door, where it becomes the value it carries. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: RefusalCode, rule: string, message: Text, advice: Text[] = []) {
    super(code);
    this.refusal = { kind: "refusal", code, rule, message, advice };
  }
}

/** A list of names in a sentence, at most ten: a longer one helps nobody. */
export function listed(names: readonly string[], locale: "nl" | "en"): string {
  const shown = names.slice(0, 10).map((name) => `“${name}”`);
  const more = names.length - shown.length;
  return shown.join(", ") + (more > 0 ? (locale === "nl" ? ` en nog ${more}` : ` and ${more} more`) : "");
}

/** The question itself is malformed. */
export function invalid(nl: string, en: string): Refused {
  return new Refused("INVALID_QUERY", "form of a question", { nl, en });
}
