import { type Day, dayToRecord } from "../../../schema/day.ts";
import type { InvitationStatus } from "../survey/survey.ts";

/** A day of somebody's own that a plan counts from. */
export const BASELINES = ["ENROLMENT", "EIGHTEENTH_BIRTHDAY", "END_OF_CARE"] as const;
export type Baseline = (typeof BASELINES)[number];

export interface Plan {
  baseline: Baseline;
  /** Days from the baseline to the first day on which the questions can be answered; before it where negative */
  offsetDays: number;
  /** How many days they can be answered */
  windowDays: number;
  /** Days from the message before to each reminder; no more reminders than there are of these */
  reminderDays: readonly number[];
}

/** What is known of one person and one time in the field. */
export interface Standing {
  /** null: not invited */
  status: InvitationStatus | null;
  /** When each message went out or is to go out, oldest first */
  messages: readonly Date[];
  /** null: messages may come. The day before it is the last on which none comes. */
  pausedUntil: Date | null;
}

export interface PlannedMessage {
  kind: "INVITATION" | "REMINDER";
  /** The same for the same message, whoever plans it and how often */
  key: string;
  at: Date;
  /** Between these the link works. */
  opens: Date;
  closes: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** A message comes in the morning: 9:00 UTC is 10 or 11 o'clock in the Netherlands. */
const MORNING_MS = 9 * 60 * 60 * 1000;

const later = (one: Date, other: Date | null): Date => (other !== null && other > one ? other : one);
const afterDays = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS);

/** Days that a message would be too late to be answered in are none that it comes on. */
const ANSWERED: readonly (InvitationStatus | null)[] = ["SENT", "REVOKED", "EXPIRED", "USED_UP"];

/** The message that comes next in a plan, or null: it was answered, the window is over, or no reminder is left. */
export function nextMessage(plan: Plan, day: Day, { status, messages, pausedUntil }: Standing): PlannedMessage | null {
  const opens = afterDays(dayToRecord(day), plan.offsetDays);
  const closes = afterDays(opens, plan.windowDays);
  if (ANSWERED.includes(status)) return null;
  const before = messages.at(-1);
  const wait = plan.reminderDays[messages.length - 1];
  if (before !== undefined && wait === undefined) return null;
  const meant = before === undefined ? new Date(opens.getTime() + MORNING_MS) : afterDays(before, wait ?? 0);
  const at = later(meant, pausedUntil && new Date(pausedUntil.getTime() + MORNING_MS));
  if (at >= closes) return null;
  return before === undefined
    ? { kind: "INVITATION", key: "INVITATION", at, opens, closes }
    : { kind: "REMINDER", key: `REMINDER ${messages.length}`, at, opens, closes };
}
