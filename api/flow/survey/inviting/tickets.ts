import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import { hashOf, SECRET_BYTES } from "./inviting.ts";

/** What the secret of a ticket starts with; a personal link's never does. */
const TICKET_PREFIX = "demo-";
const LIFETIME_MS = 30 * 60 * 1000;

export interface Tickets {
  /** The secret of a way into an invitation that works once, for 30 minutes, while this process runs. */
  issue(invitationId: string): string;
  isTicket(secret: string): boolean;
  /** Id of the invitation it leads to, this once; null where it is unknown, used or too old. */
  redeem(secret: string): string | null;
}

/** For the demo's made-up people, whose links nobody receives: kept in memory, as hashes. */
export function createTickets(clock: Clock, chance: Chance): Tickets {
  const issued = new Map<string, { invitationId: string; until: number }>();
  return {
    issue(invitationId) {
      const secret = TICKET_PREFIX + chance(SECRET_BYTES).toString("base64url");
      issued.set(hashOf(secret), { invitationId, until: clock().getTime() + LIFETIME_MS });
      return secret;
    },
    isTicket: (secret) => secret.startsWith(TICKET_PREFIX),
    redeem(secret) {
      const hash = hashOf(secret);
      const ticket = issued.get(hash);
      issued.delete(hash);
      return ticket !== undefined && clock().getTime() < ticket.until ? ticket.invitationId : null;
    },
  };
}
