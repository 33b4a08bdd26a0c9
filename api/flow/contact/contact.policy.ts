import { type Asker, holds, type Policy, type TokenScope } from "../../people/people.ts";

const researcher = (viewer: Asker, scope: TokenScope): boolean => holds(viewer, ["RESEARCHER"], scope);

/** Researchers bring addresses in and have them written to; nobody, in no role, gets one to see. */
export const contactPolicy = {
  bringInAddresses: ({ viewer }) => researcher(viewer, "WRITE"),
  seeMailing: ({ viewer }) => researcher(viewer, "READ"),
  inviteByMail: ({ viewer }) => researcher(viewer, "WRITE"),
  /** The secret in the link is the permission. */
  leaveMessages: () => true,
} satisfies Policy;
