import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { InvitationStore, SessionFacts } from "../inviting/invitation.store.ts";
import { createMemory } from "../memory.ts";
import type { Tickets } from "../inviting/tickets.ts";
import { isUsedUp, statusOf } from "../inviting/invitation-status.ts";
import { hashOf, SECRET_BYTES } from "../inviting/inviting.ts";
import {
  invitationExpired,
  invitationNotYet,
  invitationRevoked,
  invitationUnknown,
  invitationUsedUp,
} from "../inviting/problems.ts";
import type { RespondentHolder, SurveyStep } from "../survey.ts";

interface Shared {
  clock: Clock;
  chance: Chance;
  invitations: InvitationStore;
  tickets: Tickets;
}

type Sessions = Pick<SurveyStep, "openInvitation" | "holderOf" | "closeSession">;

const MINUTE = 60 * 1000;
/** A session ends when nothing was asked for so long … */
const IDLE = 120 * MINUTE;
/** … and a day after it began, whatever was asked. */
const LONGEST = 24 * 60 * MINUTE;
/**
 * Where a session leads to is remembered so long, so that saving an answer is one statement and not two. Whether it
 * still stands is not remembered: that statement asks.
 */
const REMEMBERED = 10 * MINUTE;

export const createSessions = ({ clock, chance, invitations, tickets }: Shared): Sessions => {
  const remembered = createMemory<{ holder: RespondentHolder; until: number }>(10_000);

  const use = async (session: string, now: Date): Promise<RespondentHolder | null> => {
    const found = await invitations.useSession(session, now, new Date(now.getTime() + IDLE));
    if (found === null) return null;
    const { expiresAt, ...facts } = found satisfies SessionFacts;
    const holder = { ...facts, session };
    remembered.set(session, { holder, until: Math.min(now.getTime() + REMEMBERED, expiresAt.getTime()) });
    return holder;
  };

  /** `through`: the hash that it was found by; null where it was not found by one. */
  const find = async (secret: string, fromThisMachine: boolean) => {
    // Found by its hash in an index: how long that takes says nothing about a secret that is close to it.
    const through = tickets.isTicket(secret) ? null : hashOf(secret);
    if (through !== null) return { row: await invitations.byHash(through), through };
    const id = fromThisMachine ? tickets.redeem(secret) : null;
    return { row: id === null ? null : await invitations.byId(id), through };
  };

  return {
    openInvitation: async (secret, fromThisMachine = false) => {
      const now = clock();
      const { row, through } = await find(secret, fromThisMachine);
      if (row === null) throw invitationUnknown();
      const status = statusOf(row, now);
      if (status === "REVOKED") throw invitationRevoked();
      if (status === "EXPIRED") throw invitationExpired();
      if (status === "NOT_YET" && row.validFrom !== null) throw invitationNotYet(row.validFrom);

      const cookie = chance(SECRET_BYTES).toString("base64url");
      const session = hashOf(cookie);
      const endsAt = new Date(now.getTime() + LONGEST);
      const started = await invitations.startSession(
        { invitationId: row.id, through },
        { hash: session, expiresAt: new Date(now.getTime() + IDLE), endsAt },
        now,
      );
      if (!started) throw isUsedUp(row) ? invitationUsedUp() : invitationRevoked();
      const holder = await use(session, now);
      if (holder === null) throw invitationRevoked();
      return { cookie, endsAt, holder };
    },

    holderOf: async (cookie) => {
      const now = clock();
      const session = hashOf(cookie);
      const known = remembered.get(session);
      return known !== undefined && now.getTime() < known.until ? known.holder : use(session, now);
    },

    closeSession: async ({ session }) => {
      remembered.delete(session);
      await invitations.endSession(session);
    },
  };
};
