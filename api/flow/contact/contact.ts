import { dayOf, yearsBefore } from "../../../schema/day.ts";
import type { Chance } from "../../platform/chance.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Mail } from "../../platform/mail.ts";
import type { Database } from "../../platform/postgres.ts";
import type { Queue } from "../../platform/queue.ts";
import type { StudyStep } from "../study/study.ts";
import type { Invitation, InvitationStatus, SurveyStep } from "../survey/survey.ts";
import { createAddressStore } from "./address.store.ts";
import { createAddresses, type Kept, type Person } from "./addresses.ts";
import { createGuardianTable } from "./guardian-table.ts";
import { createInvitationTable } from "./invitation-table.ts";
import { createMailing } from "./mailing.ts";
import { createMessageStore } from "./message.store.ts";
import { BASELINES, type Plan } from "./next-message.ts";
import { createPlanning } from "./planning.ts";
import { leaveLinkUnknown, studyUnknown } from "./problems.ts";
import { type LineProblem, type Listed, readList } from "./read-list.ts";
import { BOUNCE_REASONS, type BounceReason } from "./reports/bounce-reason.ts";
import { createReportStore } from "./reports/report.store.ts";
import { createReports, type ReportReading, type ReportsTo } from "./reports/reports.ts";
import { type ContactKeys, createSeal } from "./seal.ts";

/**
 * Face of the step: addresses of participants, and messages to them. Addresses come in and are written to; none comes
 * out, to nobody. Nothing else of the house knows of them.
 */

export interface BroughtIn extends Kept {
  /** Lines that were not kept */
  problems: LineProblem[];
}

/** People who are invited by mail in one go, and how far that is. */
export interface MailRound {
  id: string;
  startedAt: Date;
  people: number;
  waiting: number;
  mailed: number;
  bounced: number;
  optedOut: number;
  /** Not known to have gone out, or no longer to be sent */
  failed: number;
}

/** How far the newest message to somebody is; NONE: nothing was ever mailed. */
export const MAIL_STATES = [
  ...(["NONE", "WAITING", "SENDING", "MAILED", "BOUNCED"] as const),
  ...(["OPTED_OUT", "NO_ADDRESS", "NOT_NEEDED", "FAILED"] as const),
];
export type MailState = (typeof MAIL_STATES)[number];

export interface TableRow {
  invitation: Invitation;
  mail: MailState;
  /** Since when the message is in that state */
  mailSince: Date | null;
  /** Why it came back, as far as it is told */
  bounced: BounceReason | null;
  /** How often a mail server told that it could not deliver it for now */
  delays: number;
  /** It came back, and the address is another one since. */
  newAddress: boolean;
}

/** The guardian of somebody under 16, as far as mail goes. */
export interface GuardianRow {
  invitationId: string;
  participant: string;
  canBeMailed: boolean;
  mail: MailState;
  mailSince: Date | null;
  bounced: BounceReason | null;
}

export interface InvitationTable {
  /** Of everybody, whatever is asked for */
  counts: { status: InvitationStatus; mail: MailState; count: number }[];
  /** How many are as asked for */
  total: number;
  rows: TableRow[];
}

export interface TableWish {
  status?: readonly InvitationStatus[] | null | undefined;
  mail?: readonly MailState[] | null | undefined;
  first?: number | null | undefined;
  /** How many to pass over */
  after?: number | null | undefined;
}

export interface MailWish {
  fieldingId: string;
  /** Everybody who has an address and was not invited yet, where not said */
  participants?: readonly string[] | null | undefined;
  validFrom?: Date | null | undefined;
  expiresAt?: Date | null | undefined;
  uses?: number | null | undefined;
}

export interface ContactStep {
  /** A list in CSV, in place of what was there of the same people. */
  bringIn(study: string, list: string): Promise<BroughtIn>;
  /** How many people of a study can be written to. */
  reachable(studyId: string): Promise<number>;
  /** Sends itself in the background; `roundsOf` tells how far it is. */
  inviteByMail(wish: MailWish): Promise<MailRound>;
  roundsOf(fieldingId: string): Promise<MailRound[]>;
  tableOf(fieldingId: string, wish: TableWish): Promise<InvitationTable>;
  /** Mails a new link; every link before it is dead, what was answered stays. */
  renewInvitation(id: string): Promise<Invitation>;
  /** Mails the guardian of somebody under 16 a link of their own; the one before it is dead. */
  mailGuardian(invitationId: string): Promise<void>;
  guardiansOf(fieldingId: string): Promise<GuardianRow[]>;
  /** Forgets the addresses of guardians of who is 16 by now; says of how many. */
  forgetGuardians(): Promise<number>;
  /** Reads what mail servers reported of messages that did not arrive; says how many reports were looked at. */
  readReports(): Promise<number>;
  /** Whether such reports are read at all, and when they last were. */
  reading(): ReportReading;
  /** Somebody says that the message to this person came back. */
  reportBounce(invitationId: string): Promise<void>;
  /** Somebody wants no messages any more: the address is forgotten. */
  leave(secret: string): Promise<void>;
  /** Of somebody who stops taking part. */
  forget(person: Person): Promise<void>;
  planOf(fieldingId: string): Promise<Plan | null>;
  /** In place of the plan that was there; what was mailed counts. */
  keepPlan(fieldingId: string, plan: Plan): Promise<Plan>;
  stopPlan(fieldingId: string): Promise<void>;
  /** Makes the messages that plans ask for by now; says how many. */
  planDue(): Promise<number>;
  /** Somebody wants no messages until a day. */
  pause(secret: string, until: Date): Promise<void>;
  /** Sends what is due; says how many messages were looked at. */
  deliver(): Promise<number>;
  /** Waits for what is being sent. */
  settleMessages(): Promise<void>;
  /** Begins no further message; what is being sent is waited for. */
  stopMessages(): Promise<void>;
  /** Seals every address under the present key; a fault where some cannot be opened. */
  sealAnew(): Promise<number>;
}

export interface ContactDeps {
  database: Database;
  clock: Clock;
  chance: Chance;
  log: Log;
  mail: Mail;
  queue: Queue;
  keys: ContactKeys;
  reportsTo: ReportsTo | null;
  /** Where links lead, without a slash at the end */
  publicUrl: string;
  study: Pick<StudyStep, "studyBySlug">;
  survey: SurveyStep;
}

export function createContactStep(deps: ContactDeps): ContactStep {
  const { database, clock, chance, mail, study, survey } = deps;
  const addresses = createAddresses({
    store: createAddressStore(database),
    seal: createSeal(deps.keys, chance),
    ...{ mail, clock, chance },
  });
  const messages = createMessageStore(database);
  const reports = createReports({ ...deps, to: deps.reportsTo, store: createReportStore(database) });

  return {
    async bringIn(slug, list) {
      const found = await study.studyBySlug(slug);
      if (found === null) throw studyUnknown();
      const { listed, problems } = readList(list, dayOf(clock()));
      const stopped = await survey.stoppedOf(
        found.id,
        listed.map(({ pseudonym }) => pseudonym),
      );
      const taking = listed.filter(({ pseudonym }) => !stopped.has(pseudonym));
      const gone = listed
        .filter(({ pseudonym }) => stopped.has(pseudonym))
        .map(({ line }) => ({ line, text: STOPPED }));
      const kept = await addresses.keep(found.id, taking);
      await survey.consent.noteBirthdays(found.id, taking.flatMap(turnsSixteen));
      return { ...kept, problems: [...problems, ...gone].sort((one, other) => one.line - other.line) };
    },
    reachable: addresses.count,
    tableOf: createInvitationTable({ survey, addresses, messages }),
    guardiansOf: createGuardianTable({ survey, addresses, messages }),
    forgetGuardians: addresses.forgetGuardians,
    readReports: reports.readReports,
    reading: reports.reading,
    ...createMailing({ ...deps, addresses, messages, reports }),
    ...createPlanning({ ...deps, addresses, messages }),
    async leave(secret) {
      const person = await addresses.leave(secret);
      if (person === null) throw leaveLinkUnknown();
      await messages.leave(person, clock());
    },
    forget: addresses.remove,
    sealAnew: addresses.sealAnew,
  };
}

/** Who turns 18 on a day turned 16 two years before it. */
const turnsSixteen = ({ pseudonym, days: { EIGHTEENTH_BIRTHDAY: day } }: Listed) =>
  day === undefined ? [] : [{ pseudonym, on: yearsBefore(day, 2) }];

const STOPPED = {
  nl: "Deze persoon is gestopt met het onderzoek.",
  en: "This person stopped taking part in the study.",
};

export { BASELINES, BOUNCE_REASONS };
export type { BounceReason, ContactKeys, Plan, ReportReading, ReportsTo };
