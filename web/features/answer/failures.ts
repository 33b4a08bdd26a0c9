import type { CombinedError } from "urql";
import type { Problem } from "./operations.ts";

/** Why something was not done. */
export type Failure =
  | { kind: "PROBLEM"; problem: Problem }
  | { kind: "ERROR"; error: CombinedError }
  /** The personal link has to be opened again. */
  | { kind: "ENDED" }
  /** An answer still waits to be saved. */
  | { kind: "UNSAVED" };

/** Whether the session behind the personal link is over. */
export const hasEnded = (error: CombinedError): boolean =>
  error.graphQLErrors.some(({ extensions }) => ["SESSION_ENDED", "NOT_PERMITTED"].includes(String(extensions["code"])));
