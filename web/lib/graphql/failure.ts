/** Why the API did not answer; urql's CombinedError is one. */
export interface AskFailure {
  /** There where nothing came back, or nothing that can be read */
  networkError?: Error;
  /** There where the API was reached */
  response?: unknown;
  graphQLErrors: readonly { extensions?: Record<string, unknown> }[];
}

/** Whether the API could not be reached at all, as against reached and failing. */
export const isOffline = ({ networkError, response }: AskFailure): boolean =>
  networkError !== undefined && response === undefined;

export const hasCode = ({ graphQLErrors }: AskFailure, ...codes: string[]): boolean =>
  graphQLErrors.some(({ extensions }) => codes.includes(String(extensions?.["code"])));
