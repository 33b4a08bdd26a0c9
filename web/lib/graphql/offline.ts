import type { CombinedError } from "urql";

/** Whether the API could not be reached at all, as against reached and failing. */
export const isOffline = (error: CombinedError): boolean =>
  error.networkError !== undefined && error.response === undefined;
