import { createHash } from "node:crypto";
import { LIMITS, pseudonymSchema } from "../../../schema/survey.ts";
import type { Chance } from "../../platform/chance.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/postgres.ts";
import { enrol, holdStudy } from "../study/study.ts";
import type { InvitationRow, InvitationStore } from "./invitation.store.ts";
import {
  alreadyInvited,
  expiryNotAhead,
  fieldingUnknown,
  invitationUnknown,
  numberOfParticipants,
  participantsRepeated,
  participantsStopped,
  pseudonymsInvalid,
  waveClosedToNew,
} from "./problems.ts";
import type { CreatedInvitation, Invitation, InvitationStatus, SurveyStep } from "./survey.ts";
import type { SurveyStore } from "./survey.store.ts";
import type { WithdrawalStore } from "./withdrawal.store.ts";

interface Shared {
  database: Database;
  clock: Clock;
  chance: Chance;
  publicUrl: string;
  surveys: SurveyStore;
  invitations: InvitationStore;
  withdrawals: WithdrawalStore;
}

type Inviting = Pick<SurveyStep, "createInvitations" | "revokeInvitation" | "invitationsOf">;

/** Bytes in the secret of a link and in a session's cookie */
export const SECRET_BYTES = 32;

/** What is kept of a secret. It is as long as its hash and random, so nothing slower is needed. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export const statusOf = (row: InvitationRow, now: Date): InvitationStatus => {
  if (row.revokedAt !== null) return "REVOKED";
  if (row.response?.sentAt) return "SENT";
  if (row.expiresAt !== null && row.expiresAt <= now) return "EXPIRED";
  return row.openedAt === null ? "CREATED" : "OPENED";
};

/** Nothing more will come in through it, and nothing did: somebody may be given a new one. */
const isSpent = (row: InvitationRow, now: Date): boolean =>
  !row.response?.sentAt && ["REVOKED", "EXPIRED"].includes(statusOf(row, now));

const invitationFrom = (row: InvitationRow, now: Date): Invitation => ({
  id: row.id,
  participant: row.participant.pseudonym,
  status: statusOf(row, now),
  createdAt: row.createdAt,
  openedAt: row.openedAt,
  expiresAt: row.expiresAt,
});

function checkParticipants(participants: readonly string[]): void {
  if (participants.length < 1 || participants.length > LIMITS.participantsAtOnce)
    throw numberOfParticipants(LIMITS.participantsAtOnce);
  const invalid = participants.flatMap((each, at) => (pseudonymSchema.safeParse(each).success ? [] : [at]));
  if (invalid.length > 0) throw pseudonymsInvalid(invalid);
  const first = new Map<string, number>();
  const repeated = participants.flatMap((each, at) => (first.has(each) ? [at] : (first.set(each, at), [])));
  if (repeated.length > 0) throw participantsRepeated(repeated);
}

export const createInviting = ({
  database,
  clock,
  chance,
  publicUrl,
  surveys,
  invitations,
  withdrawals,
}: Shared): Inviting => ({
  invitationsOf: async (fieldingId) => {
    const now = clock();
    return (await invitations.invitationsOf(fieldingId)).map((row) => invitationFrom(row, now));
  },

  createInvitations: async ({ fieldingId, participants, expiresAt = null }) => {
    const now = clock();
    checkParticipants(participants);
    if (expiresAt !== null && expiresAt <= now) throw expiryNotAhead();

    return database.$transaction(
      async (transaction) => {
        const fielded = await surveys.fielding(fieldingId, transaction);
        if (fielded === null) throw fieldingUnknown();
        if (fielded.fielding.wave.closedAt !== null) throw waveClosedToNew("fielding");
        await holdStudy(transaction, fielded.studyId);
        const ids = await enrol(transaction, fielded.studyId, participants);
        const gone = await withdrawals.stopped(transaction, [...ids.values()]);
        if (gone.size > 0)
          throw participantsStopped(participants.flatMap((each, at) => (gone.has(ids.get(each) ?? "") ? [at] : [])));
        const earlier = await invitations.ofParticipants(transaction, fieldingId, [...ids.values()]);
        const standing = new Set(earlier.filter((row) => !isSpent(row, now)).map((row) => row.participant.pseudonym));
        const already = participants.flatMap((each, at) => (standing.has(each) ? [at] : []));
        if (already.length > 0) throw alreadyInvited(already);
        await invitations.remove(
          transaction,
          earlier.map(({ id }) => id),
        );

        const links = [...ids].map(([participant, participantId]) => {
          const secret = chance(SECRET_BYTES).toString("base64url");
          return { participant, participantId, hash: hashOf(secret), link: `${publicUrl}/v#${secret}` };
        });
        const added = await invitations.add(transaction, { fieldingId, createdAt: now, expiresAt }, links);
        const made = new Map(
          links.map(({ participant, participantId, link }): [string, CreatedInvitation] => {
            const id = added.get(participantId) ?? "";
            const status = "CREATED" as const;
            return [
              participant,
              { link, invitation: { id, participant, status, createdAt: now, openedAt: null, expiresAt } },
            ];
          }),
        );
        return participants.flatMap((participant) => made.get(participant) ?? []);
      },
      { timeout: 60_000, maxWait: 10_000 },
    );
  },

  revokeInvitation: async (id) => {
    const known = await invitations.invitation(id);
    if (known === null) throw invitationUnknown();
    const now = clock();
    return invitationFrom(await invitations.revoke(id, now), now);
  },
});
