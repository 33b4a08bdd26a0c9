import type { Clock } from "../../platform/clock.ts";
import type { SurveyStep } from "../survey/survey.ts";
import type { Addresses } from "./addresses.ts";
import type { ContactStep } from "./contact.ts";
import type { MessageState, MessageStore, PastMessage, PlanRow } from "./message.store.ts";
import { nextMessage, type Plan, type PlannedMessage } from "./next-message.ts";
import { fieldingClosed, fieldingUnknown, leaveLinkUnknown, pauseInvalid, planInvalid } from "./problems.ts";

interface Shared {
  addresses: Addresses;
  messages: MessageStore;
  survey: SurveyStep;
  clock: Clock;
}

type Planning = Pick<ContactStep, "planOf" | "keepPlan" | "stopPlan" | "planDue" | "pause">;

export const PLAN_LIMITS = {
  /** Ten years before and fifty after the baseline: a follow-up may go far past 18 */
  offsetLeast: -3_650,
  offsetMost: 18_250,
  windowMost: 365,
  reminders: 5,
  /** Days between two messages */
  reminderLeast: 2,
  pauseMost: 2 * 365,
} as const;

/** After these nothing more goes to this person for this time in the field. */
const LAST_WORD: readonly MessageState[] = ["WAITING", "SENDING", "OPTED_OUT", "NO_ADDRESS"];

/** Whether the address of now is known not to take messages: none that was sent since, and later, arrived. */
function comesBack(written: readonly PastMessage[], since: Date): boolean {
  const last = written.findLast(({ state }) => state === "BOUNCED" || state === "MAILED");
  return last?.state === "BOUNCED" && (last.handedAt ?? last.since) >= since;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function check({ offsetDays, windowDays, reminderDays }: Plan): void {
  const { offsetLeast, offsetMost, windowMost, reminders, reminderLeast } = PLAN_LIMITS;
  if (offsetDays < offsetLeast || offsetDays > offsetMost) throw planInvalid("offsetDays");
  if (windowDays < 1 || windowDays > windowMost) throw planInvalid("windowDays");
  if (reminderDays.length > reminders || reminderDays.some((days) => days < reminderLeast || days > windowMost))
    throw planInvalid("reminderDays");
}

function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

export function createPlanning({ addresses, messages, survey, clock }: Shared): Planning {
  /** What is due by a plan now, by person. */
  async function dueBy(plan: PlanRow, now: Date) {
    const people = await addresses.withDay(plan.studyId, plan.baseline);
    const standing = new Map((await survey.invitationsOf(plan.fieldingId)).map((each) => [each.participant, each]));
    const refusing = await survey.consent.refusing(
      plan.fieldingId,
      people.map(({ pseudonym }) => pseudonym),
    );
    const past = groupedBy(await messages.pastOf(plan.fieldingId), ({ invitationId }) => invitationId);
    return people.flatMap(({ pseudonym, day, pausedUntil, since: addressSince }) => {
      if (refusing.has(pseudonym)) return [];
      const invitation = standing.get(pseudonym);
      const all = past.get(invitation?.id ?? "") ?? [];
      const written = all.filter(({ kind }) => kind !== "RENEWAL");
      if (comesBack(all, addressSince) || written.some(({ state }) => LAST_WORD.includes(state))) return [];
      const facts = { status: invitation?.status ?? null, messages: written.map(({ since }) => since), pausedUntil };
      const next = nextMessage(plan, day, facts);
      return next !== null && next.at <= now ? [{ pseudonym, invitationId: invitation?.id ?? null, next }] : [];
    });
  }

  async function follow(plan: PlanRow): Promise<number> {
    const now = clock();
    const due = await dueBy(plan, now);
    const add = (ids: readonly string[], { kind, key }: PlannedMessage) =>
      messages.add(ids, { roundId: null, kind, key, createdAt: now, dueAt: now });
    // Everybody with the same window gets links at once.
    const fresh = groupedBy(
      due.filter(({ invitationId }) => invitationId === null),
      ({ next }) => next.opens.getTime(),
    );
    for (const group of fresh.values()) {
      const [{ next } = { next: null }] = group;
      if (next === null) continue;
      const made = await survey.createInvitations({
        fieldingId: plan.fieldingId,
        participants: group.map(({ pseudonym }) => pseudonym),
        validFrom: next.opens,
        expiresAt: next.closes,
      });
      await add(
        made.map(({ invitation }) => invitation.id),
        next,
      );
    }
    for (const { invitationId, next } of due) if (invitationId !== null) await add([invitationId], next);
    return due.length;
  }

  return {
    planOf: messages.plan,

    async keepPlan(fieldingId, plan) {
      check(plan);
      const fielding = await survey.fielding(fieldingId);
      if (fielding === null) throw fieldingUnknown();
      if (!fielding.open) throw fieldingClosed();
      await messages.keepPlan(fieldingId, plan);
      return plan;
    },

    stopPlan: messages.stopPlan,

    planDue: () =>
      messages.alone(async () => {
        let due = 0;
        for (const plan of await messages.plans()) due += await follow(plan);
        return due;
      }),

    async pause(secret, until) {
      const now = clock();
      if (until <= now || until.getTime() > now.getTime() + PLAN_LIMITS.pauseMost * DAY_MS) throw pauseInvalid();
      if (!(await addresses.pause(secret, until))) throw leaveLinkUnknown();
    },
  };
}
