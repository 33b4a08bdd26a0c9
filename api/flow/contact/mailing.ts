import { LIMITS } from "../../../schema/survey.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Queue, Task } from "../../platform/queue.ts";
import type { Invitation, InvitationStatus, SurveyStep } from "../survey/survey.ts";
import type { Addressed, Addresses } from "./addresses.ts";
import type { ContactStep, MailRound } from "./contact.ts";
import { guardianMessage } from "./guardian-message.ts";
import { invitationMessage } from "./invitation-message.ts";
import type { MessageRow, MessageState, MessageStore } from "./message.store.ts";
import type { Reports } from "./reports/reports.ts";
import {
  addressChanged,
  addressMissing,
  alreadyMailed,
  fieldingClosed,
  fieldingUnknown,
  guardianAddressMissing,
  guardianMailedEnough,
  guardianNotNeeded,
  invitationUnknown,
  nobodyToInvite,
  nothingMailed,
  notRenewable,
} from "./problems.ts";

interface Shared {
  addresses: Addresses;
  messages: MessageStore;
  reports: Pick<Reports, "nameMessage">;
  survey: SurveyStep;
  queue: Queue;
  clock: Clock;
  log: Log;
  publicUrl: string;
}

type Mailing = Pick<
  ContactStep,
  | "inviteByMail"
  | "renewInvitation"
  | "mailGuardian"
  | "reportBounce"
  | "roundsOf"
  | "deliver"
  | "settleMessages"
  | "stopMessages"
>;

const QUEUE = "messages";

/** Messages to a guardian for one questionnaire: nobody is pressed. */
const MOST_TO_GUARDIAN = 3;

/** Through these nothing more can come in. */
const OVER: readonly InvitationStatus[] = ["REVOKED", "EXPIRED"];

const roundFrom = ({ id, startedAt, counts }: Awaited<ReturnType<MessageStore["rounds"]>>[number]): MailRound => {
  const count = (...states: MessageState[]): number =>
    counts.reduce((sum, each) => sum + (states.includes(each.state) ? each.count : 0), 0);
  return {
    id,
    startedAt,
    people: counts.reduce((sum, each) => sum + each.count, 0),
    waiting: count("WAITING", "SENDING"),
    mailed: count("MAILED"),
    bounced: count("BOUNCED"),
    optedOut: count("OPTED_OUT"),
    failed: count("FAILED", "NO_ADDRESS", "NOT_NEEDED"),
  };
};

export function createMailing({ addresses, messages, reports, survey, queue, clock, log, publicUrl }: Shared): Mailing {
  let stopping = false;
  let underWay: Promise<number> = Promise.resolve(0);

  /** Whether a message may still go out for it. */
  async function isNeeded({ kind, invitation: { fieldingId, participant } }: MessageRow, { status }: Invitation) {
    if (OVER.includes(status) || (kind !== "RENEWAL" && ["SENT", "USED_UP"].includes(status))) return false;
    if (kind === "GUARDIAN" && !(await survey.consent.youngOf(participant.studyId, [participant.pseudonym])).size)
      return false;
    const stopped = await survey.stoppedOf(participant.studyId, [participant.pseudonym]);
    if (stopped.size > 0 || !(await survey.fielding(fieldingId))?.open) return false;
    return (await survey.consent.refusing(fieldingId, [participant.pseudonym])).size === 0;
  }

  /** What is written, with a link that is made now and seen by its reader alone. */
  async function write({ kind, invitationId, invitation: { expiresAt: until } }: MessageRow, to: Addressed) {
    const { language, leave } = to;
    if (kind === "GUARDIAN") return guardianMessage(await survey.consent.createGuardianLink(invitationId), language);
    const link = await survey.addLink(invitationId);
    return invitationMessage({ kind, link, leaveLink: `${publicUrl}/leave#${leave}`, until, language });
  }

  async function send({ id, last }: Task): Promise<void> {
    const message = await messages.message(id);
    if (message === null) return;
    // It comes back only where the process that sent it died: perhaps it went out, so it is not sent again.
    if (message.state === "SENDING") return void (await messages.move(id, "SENDING", "FAILED", clock()));
    const known = await survey.invitation(message.invitationId);
    if (message.state !== "WAITING" || known === null) return;
    if (!(await isNeeded(message, known.invitation)))
      return void (await messages.move(id, "WAITING", "NOT_NEEDED", clock()));

    const isToGuardian = message.kind === "GUARDIAN";
    const pausedUntil = isToGuardian ? null : await addresses.pausedUntil(message.invitation.participant);
    if (pausedUntil !== null && pausedUntil > clock()) return messages.putOff(id, pausedUntil);
    // What is mailed counts from here: an address that is changed meanwhile is a later one.
    const begun = clock();
    const { returnTo, returnHash } = reports.nameMessage();
    if (!(await messages.handOver(id, returnHash, begun))) return;
    const recipient = isToGuardian ? "GUARDIAN" : "PERSON";
    const delivery = await addresses
      .send(message.invitation.participant, (to) => write(message, to), { recipient, returnTo })
      .catch(async (error: unknown) => {
        // It was not written, so it did not go out.
        await messages.move(id, "SENDING", last ? "FAILED" : "WAITING", clock());
        throw error;
      });
    // A report that came before the mail server answered stands: then it is not SENDING any more.
    if (delivery.state === "BOUNCED") return void (await messages.bounce(id, "SENDING", delivery.bounced, begun));
    if (delivery.state !== "LATER") return void (await messages.move(id, "SENDING", delivery.state, begun));
    await messages.move(id, "SENDING", last ? "FAILED" : "WAITING", clock());
    if (!last) throw new Error("the mail server does not take messages now");
  }

  const deliver = (): Promise<number> => {
    underWay = underWay
      .catch(() => 0)
      .then(async () => {
        if (stopping) return 0;
        const due = await messages.due(clock());
        if (due.length === 0) return 0;
        await queue.add(QUEUE, due);
        return queue.work(QUEUE, send, () => !stopping);
      });
    return underWay;
  };
  const deliverSoon = (): void => {
    deliver().catch((error: unknown) =>
      log.error("messages_failed", { reason: error instanceof Error ? error.name : "unknown" }),
    );
  };

  /** Who of the people asked for gets a link, and who has one that was never mailed. */
  async function choose(fieldingId: string, studyId: string, participants: readonly string[] | null) {
    const reachable = await addresses.reachable(studyId);
    const standing = new Map((await survey.invitationsOf(fieldingId)).map((each) => [each.participant, each]));
    const written = new Set((await messages.lastOf(fieldingId)).map(({ invitationId }) => invitationId));
    const isFree = (pseudonym: string): boolean => {
      const invitation = standing.get(pseudonym);
      if (invitation === undefined) return true;
      // Whoever is not named is not invited again after a link of theirs was withdrawn.
      if (OVER.includes(invitation.status)) return participants !== null;
      return ["CREATED", "NOT_YET"].includes(invitation.status) && !written.has(invitation.id);
    };
    if (participants !== null) {
      const there = new Set(reachable);
      const placesOf = (is: (pseudonym: string) => boolean) =>
        participants.flatMap((each, at) => (is(each) ? [at] : []));
      const missing = placesOf((each) => !there.has(each));
      if (missing.length > 0) throw addressMissing(missing);
      const taken = placesOf((each) => !isFree(each));
      if (taken.length > 0) throw alreadyMailed(taken);
    }
    // Who is named and does not want it is told of where links are made; who is not named is passed over.
    const refusing = participants === null ? await survey.consent.refusing(fieldingId, reachable) : new Set<string>();
    const free = (participants ?? reachable).filter((each) => isFree(each) && !refusing.has(each));
    const hasLink = (pseudonym: string): boolean => {
      const invitation = standing.get(pseudonym);
      return invitation !== undefined && !OVER.includes(invitation.status);
    };
    return {
      withLink: free.flatMap((each) => (hasLink(each) ? [standing.get(each)?.id ?? ""] : [])),
      without: free.filter((each) => !hasLink(each)),
    };
  }

  return {
    async inviteByMail({ fieldingId, participants = null, ...terms }) {
      const fielding = await survey.fielding(fieldingId);
      if (fielding === null) throw fieldingUnknown();
      if (!fielding.open) throw fieldingClosed();
      const { withLink, without } = await choose(fieldingId, fielding.studyId, participants);
      if (withLink.length + without.length === 0) throw nobodyToInvite();

      const now = clock();
      const ids = [...withLink];
      const most = LIMITS.participantsAtOnce;
      for (let from = 0; from < without.length; from += most) {
        const part = { fieldingId, participants: without.slice(from, from + most), ...terms };
        // The links themselves are made when the messages are: nobody sees these.
        ids.push(...(await survey.createInvitations(part)).map(({ invitation }) => invitation.id));
      }
      const roundId = await messages.startRound(fieldingId, now);
      const from = terms.validFrom ?? now;
      const dueAt = from > now ? from : now;
      await messages.add(ids, { roundId, kind: "INVITATION", key: "INVITATION", createdAt: now, dueAt });
      deliverSoon();
      const round = (await messages.rounds(fieldingId)).find(({ id }) => id === roundId);
      if (round === undefined) throw new Error("a round that was started is not there");
      return roundFrom(round);
    },

    async renewInvitation(id) {
      const known = await survey.invitation(id);
      const fielding = known && (await survey.fielding(known.fieldingId));
      if (known === null || fielding === null) throw invitationUnknown();
      if (OVER.includes(known.invitation.status)) throw notRenewable();
      const since = await addresses.since({ studyId: fielding.studyId, pseudonym: known.invitation.participant });
      if (since === null) throw addressMissing();
      const mailed = await messages.mailed(id);
      // Whoever has the address now reads what was answered: it has to be who the first link went to.
      if (known.invitation.openedAt !== null && (mailed === null || since >= mailed.first)) throw addressChanged();

      const renewed = await survey.renewInvitation(id);
      const now = clock();
      const key = `RENEWAL ${now.toISOString()}`;
      await messages.add([id], { roundId: null, kind: "RENEWAL", key, createdAt: now, dueAt: now });
      deliverSoon();
      return renewed;
    },

    async mailGuardian(id) {
      const known = await survey.invitation(id);
      const fielding = known && (await survey.fielding(known.fieldingId));
      if (known === null || fielding === null) throw invitationUnknown();
      if (OVER.includes(known.invitation.status)) throw notRenewable();
      const people = [known.invitation.participant];
      if ((await survey.consent.youngOf(fielding.studyId, people)).size === 0) throw guardianNotNeeded();
      if ((await addresses.withGuardian(fielding.studyId, people)).size === 0) throw guardianAddressMissing();
      const before = await messages.toGuardian(id);
      const isWaiting = before.some((state) => state === "WAITING" || state === "SENDING");
      const arrived = before.filter((state) => state === "MAILED" || state === "FAILED").length;
      if (isWaiting || arrived >= MOST_TO_GUARDIAN) throw guardianMailedEnough(MOST_TO_GUARDIAN);
      const now = clock();
      // Pressed twice at once it is one message: both have the same name.
      const key = `GUARDIAN ${before.length + 1}`;
      await messages.add([id], { roundId: null, kind: "GUARDIAN", key, createdAt: now, dueAt: now });
      deliverSoon();
    },

    async reportBounce(id) {
      const mailed = await messages.mailed(id);
      if (mailed === null || !(await messages.bounce(mailed.last, "MAILED", null, clock()))) throw nothingMailed();
    },

    roundsOf: async (fieldingId) => (await messages.rounds(fieldingId)).map(roundFrom),

    deliver,
    settleMessages: async () => void (await underWay.catch(() => 0)),
    async stopMessages() {
      stopping = true;
      await underWay.catch(() => 0);
    },
  };
}
