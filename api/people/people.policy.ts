import type { Policy } from "./people.ts";

export const peoplePolicy = {
  /** Nothing is asked about the caller. */
  anyone: () => true,
  signOut: () => true,
  seeViewer: () => true,
  /** Somebody at the screen: a token can neither make nor revoke tokens. */
  manageAccessTokens: ({ viewer }) => viewer !== null && viewer.scopes === null,
} satisfies Policy;
