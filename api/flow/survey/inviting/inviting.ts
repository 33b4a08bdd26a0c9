import { createHash } from "node:crypto";
import { isDay } from "../../../../schema/day.ts";
import { LIMITS, pseudonymSchema } from "../../../../schema/survey.ts";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import { enrol, holdStudy } from "../../study/study.ts";
import type { Consents } from "../consent/consents.ts";
import { participantsRefuse, turnsSixteenInvalid } from "../consent/problems.ts";
import type { TurnsSixteen } from "../consent/sixteenth-birthday.ts";
import { isSpent, statusOf } from "./invitation-status.ts";
import type { InvitationRow, InvitationStore, InvitationTerms } from "./invitation.store.ts";
import {
  alreadyInvited,
  expiryNotAhead,
  invitationUnknown,
  numberOfParticipants,
  participantsRepeated,
  participantsStopped,
  pseudonymsInvalid,
  usesInvalid,
  validFromTooLate,
  waveClosedToNew,
} from "./problems.ts";
import { fieldingUnknown } from "../problems.ts";
import type { CreatedInvitation, Invitation, SurveyStep } from "../survey.ts";
import type { SurveyStore } from "../survey.store.ts";
import type { WithdrawalStore } from "../withdrawing/withdrawal.store.ts";

interface Shared {
  database: Database;
  clock: Clock;
  chance: Chance;
  publicUrl: string;
  surveys: SurveyStore;
  invitations: InvitationStore;
  withdrawals: WithdrawalStore;
  consent: Consents;
}

type Inviting = Pick<
  SurveyStep,
  "createInvitations" | "revokeInvitation" | "invitationsOf" | "invitation" | "addLink" | "renewInvitation"
>;

/** Bytes in the secret of a link and in a session's cookie */
export const SECRET_BYTES = 32;

/** What is kept of a secret. It is as long as its hash and random, so nothing slower is needed. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

const invitationFrom = (row: InvitationRow, now: Date): Invitation => ({
  id: row.id,
  participant: row.participant.pseudonym,
  status: statusOf(row, now),
  createdAt: row.createdAt,
  validFrom: row.validFrom,
  openedAt: row.openedAt,
  expiresAt: row.expiresAt,
  renewedAt: row.renewedAt,
  usesLeft: row.uses === null ? null : Math.max(0, row.uses - row.used),
});

function checkTerms({ validFrom, expiresAt, uses }: InvitationTerms, now: Date): void {
  if (expiresAt !== null && expiresAt <= now) throw expiryNotAhead();
  if (expiresAt !== null && validFrom !== null && validFrom >= expiresAt) throw validFromTooLate();
  if (uses !== null && (uses < 1 || uses > LIMITS.usesOfALink)) throw usesInvalid(LIMITS.usesOfALink);
}

function checkParticipants(participants: readonly string[]): void {
  if (participants.length < 1 || participants.length > LIMITS.participantsAtOnce)
    throw numberOfParticipants(LIMITS.participantsAtOnce);
  const invalid = participants.flatMap((each, at) => (pseudonymSchema.safeParse(each).success ? [] : [at]));
  if (invalid.length > 0) throw pseudonymsInvalid(invalid);
  const first = new Map<string, number>();
  const repeated = participants.flatMap((each, at) => (first.has(each) ? [at] : (first.set(each, at), [])));
  if (repeated.length > 0) throw participantsRepeated(repeated);
}

function checkBirthdays(turnSixteen: readonly TurnsSixteen[], participants: readonly string[]): void {
  const listed = new Set(participants);
  const wrong = turnSixteen.flatMap(({ pseudonym, on }, at) => (isDay(on) && listed.has(pseudonym) ? [] : [at]));
  if (wrong.length > 0) throw turnsSixteenInvalid(wrong);
}

export const createInviting = ({
  database,
  clock,
  chance,
  publicUrl,
  surveys,
  invitations,
  withdrawals,
  consent,
}: Shared): Inviting => ({
  invitationsOf: async (fieldingId) => {
    const now = clock();
    return (await invitations.invitationsOf(fieldingId)).map((row) => invitationFrom(row, now));
  },

  createInvitations: async ({ fieldingId, participants, turnSixteen, ...rest }) => {
    const { validFrom = null, expiresAt = null, uses = null } = rest;
    const now = clock();
    checkParticipants(participants);
    checkBirthdays(turnSixteen ?? [], participants);
    const terms = { validFrom, expiresAt, uses };
    checkTerms(terms, now);
    const refusing = await consent.refusing(fieldingId, participants);
    if (refusing.size > 0)
      throw participantsRefuse(participants.flatMap((each, at) => (refusing.has(each) ? [at] : [])));

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
        await consent.noteBirthdays(fielded.studyId, turnSixteen ?? [], transaction);
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
        const added = await invitations.add(transaction, { fieldingId, createdAt: now, ...terms }, links);
        const made = new Map(
          links.map(({ participant, participantId, link }): [string, CreatedInvitation] => {
            const id = added.get(participantId) ?? "";
            const facts = { ...terms, revokedAt: null, renewedAt: null, openedAt: null, response: null, used: 0 };
            const row = { id, fieldingId, participant: { id: participantId, pseudonym: participant }, createdAt: now };
            return [participant, { link, invitation: invitationFrom({ ...row, ...facts }, now) }];
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

  invitation: async (id) => {
    const row = await invitations.invitation(id);
    return row === null ? null : { fieldingId: row.fieldingId, invitation: invitationFrom(row, clock()) };
  },

  addLink: async (id) => {
    const secret = chance(SECRET_BYTES).toString("base64url");
    await invitations.addLink(id, hashOf(secret), clock());
    return `${publicUrl}/v#${secret}`;
  },

  renewInvitation: async (id) => {
    const now = clock();
    // The hash of a secret that nobody was ever given.
    return invitationFrom(await invitations.renew(id, hashOf(chance(SECRET_BYTES).toString("base64url")), now), now);
  },
});
