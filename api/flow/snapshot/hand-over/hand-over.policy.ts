import { holds, type Asker, type Policy } from "../../../people/people.ts";

export const handOverPolicy = {
  /** Asking, deciding and stopping; two different stewards for one hand-over. */
  handOver: ({ viewer }) => holds(viewer, ["STEWARD"], "WRITE"),
  seeWaitingHandOvers: ({ viewer }) => holds(viewer, ["STEWARD"], "READ"),
  /** That it was handed over, when, to whom and why. */
  seeHandOvers: ({ viewer }) => holds(viewer, ["RESEARCHER", "STEWARD"], "READ"),
} satisfies Policy;

/** The file itself goes to a person at the screen, never to a program with a token. */
export const mayFetchHandOver = (viewer: Asker): boolean =>
  viewer !== null && viewer.scopes === null && viewer.roles.includes("STEWARD");
