import { hasCode } from "../../lib/graphql/failure.ts";
import type { AskFailure } from "../../lib/graphql/failure.ts";
import type { Problem } from "./operations.ts";

/** Why something was not done. */
export type Failure =
  | { kind: "PROBLEM"; problem: Problem }
  | { kind: "ERROR"; error: AskFailure }
  /** The personal link has to be opened again. */
  | { kind: "ENDED" }
  /** An answer still waits to be saved. */
  | { kind: "UNSAVED" };

/** Whether the session behind the personal link is over. */
export const hasEnded = (error: AskFailure): boolean => hasCode(error, "SESSION_ENDED", "NOT_PERMITTED");
