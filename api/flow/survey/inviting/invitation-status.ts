import type { InvitationRow } from "./invitation.store.ts";
import type { InvitationStatus } from "../survey.ts";

type Facts = Pick<InvitationRow, "revokedAt" | "response" | "expiresAt" | "validFrom" | "openedAt" | "uses" | "used">;

export const isUsedUp = ({ uses, used }: Pick<Facts, "uses" | "used">): boolean => uses !== null && used >= uses;

/** How far somebody is; what is said first outweighs what comes after it. */
export const statusOf = (facts: Facts, now: Date): InvitationStatus => {
  if (facts.revokedAt !== null) return "REVOKED";
  if (facts.response?.sentAt) return "SENT";
  if (facts.expiresAt !== null && facts.expiresAt <= now) return "EXPIRED";
  if (facts.validFrom !== null && facts.validFrom > now) return "NOT_YET";
  if (isUsedUp(facts)) return "USED_UP";
  return facts.openedAt === null ? "CREATED" : "OPENED";
};

/** Nothing more will come in through it, and nothing did: somebody may be given a new one. */
export const isSpent = (facts: Facts, now: Date): boolean =>
  !facts.response?.sentAt && ["REVOKED", "EXPIRED"].includes(statusOf(facts, now));
