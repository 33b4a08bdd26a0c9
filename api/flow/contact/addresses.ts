import { createHash } from "node:crypto";
import { type Day, dayOf } from "../../../schema/day.ts";
import type { Chance } from "../../platform/chance.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Mail, MailNotSent } from "../../platform/mail.ts";
import type { AddressStore } from "./address.store.ts";
import { type BounceReason, reasonOf, statusIn } from "./reports/bounce-reason.ts";
import { type Baseline, BASELINES } from "./next-message.ts";
import { isUnderSixteen, type Listed } from "./read-list.ts";
import type { Details, Seal } from "./seal.ts";

export interface Person {
  studyId: string;
  pseudonym: string;
}

export interface Kept {
  added: number;
  changed: number;
  same: number;
  /** People who want no messages: what was listed of them is not kept. */
  left: number;
}

/** What became of a message; LATER: it did not go out and may be tried again. */
export interface Delivery {
  state: "MAILED" | "BOUNCED" | "OPTED_OUT" | "NO_ADDRESS" | "LATER" | "FAILED";
  bounced: BounceReason | null;
}

/** GUARDIAN: of somebody under 16, where the list names one. */
export type Recipient = "PERSON" | "GUARDIAN";

export interface Addressed {
  language: "nl" | "en";
  /** Secret of the link that stops messages */
  leave: string;
}

interface Written {
  subject: string;
  text: string;
}

export interface PlannedPerson {
  pseudonym: string;
  day: Day;
  pausedUntil: Date | null;
  /** Since when it is this address */
  since: Date;
}

interface Shared {
  store: AddressStore;
  seal: Seal;
  mail: Mail;
  clock: Clock;
  chance: Chance;
}

const LEAVE_BYTES = 32;
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

const notSent = (error: unknown): Pick<MailNotSent, "why" | "status"> =>
  error instanceof Error && error.name === "MailNotSent" ? (error as MailNotSent) : { why: "UNKNOWN", status: null };

/** The only place where an address is open, and nothing here gives one away: it is written to, or it is not. */
export const createAddresses = ({ store, seal, mail, clock, chance }: Shared) => {
  const find = async ({ studyId, pseudonym }: Person) => {
    const holder = seal.holderOf(studyId, pseudonym);
    const [row] = await store.ofHolders([holder]);
    return row === undefined ? null : { ...row, details: seal.open(holder, row.sealed) };
  };

  return {
    async keep(studyId: string, listed: readonly Listed[]): Promise<Kept> {
      const holders = listed.map(({ pseudonym }) => seal.holderOf(studyId, pseudonym));
      const there = new Map((await store.ofHolders(holders)).map((row) => [row.holder, row]));
      const now = clock();
      const kept = { added: 0, changed: 0, same: 0, left: 0 };
      const rows = listed.flatMap(({ pseudonym, mail: to, language, days, guardian }, at) => {
        const holder = holders[at] ?? "";
        const row = there.get(holder);
        const before: Details | null = row === undefined ? null : seal.open(holder, row.sealed);
        if (row?.leftAt) return (kept.left++, []);
        const same = before?.mail === to && before.language === language && (before.guardian ?? null) === guardian;
        if (same && BASELINES.every((each) => before.days?.[each] === days[each])) return (kept.same++, []);
        kept[before === null ? "added" : "changed"]++;
        const leave = before?.leave ?? chance(LEAVE_BYTES).toString("base64url");
        const sealed = seal.seal(holder, { studyId, pseudonym, mail: to, language, days, guardian, leave });
        const since = row !== undefined && before?.mail === to ? row.since : now;
        return [{ holder, sealed, since, leave: hashOf(leave) }];
      });
      if (rows.length > 0) await store.keep(studyId, rows);
      return kept;
    },

    /** Pseudonyms of everybody in a study who can be written to. */
    async reachable(studyId: string): Promise<string[]> {
      const rows = (await store.ofStudy(studyId)).filter(({ leftAt }) => leftAt === null);
      return rows.map(({ holder, sealed }) => seal.open(holder, sealed).pseudonym).sort();
    },

    /** Everybody who can be written to and whose day is known. */
    async withDay(studyId: string, baseline: Baseline): Promise<PlannedPerson[]> {
      const rows = (await store.ofStudy(studyId)).filter(({ leftAt }) => leftAt === null);
      return rows.flatMap(({ holder, sealed, pausedUntil, since }) => {
        const { pseudonym, days } = seal.open(holder, sealed);
        const day = days?.[baseline];
        return day === undefined ? [] : [{ pseudonym, day, pausedUntil, since }];
      });
    },

    /** No message before then; false where the secret is of nobody. */
    pause: (secret: string, until: Date): Promise<boolean> => store.pause(hashOf(secret), until),

    async pausedUntil(person: Person): Promise<Date | null> {
      return (await find(person))?.pausedUntil ?? null;
    },

    count: (studyId: string): Promise<number> => store.count(studyId),

    /** Since when this person has this address; null: there is none to write to. */
    async since(person: Person): Promise<Date | null> {
      const found = await find(person);
      return found === null || found.leftAt !== null ? null : found.since;
    },

    /** Since when each of these people has the address of now. */
    async sinceOf(studyId: string, pseudonyms: readonly string[]): Promise<Map<string, Date>> {
      const rows = await store.ofHolders(pseudonyms.map((each) => seal.holderOf(studyId, each)));
      return new Map(rows.map(({ holder, sealed, since }) => [seal.open(holder, sealed).pseudonym, since]));
    },

    /** Whose guardian can be written to. */
    async withGuardian(studyId: string, pseudonyms: readonly string[]): Promise<Set<string>> {
      const rows = await store.ofHolders(pseudonyms.map((each) => seal.holderOf(studyId, each)));
      const open = rows.map(({ holder, sealed }) => seal.open(holder, sealed));
      return new Set(open.filter(({ mail: to, guardian }) => to !== null && guardian).map((each) => each.pseudonym));
    },

    /** Of who is 16 by now, a guardian is not asked any more: the address is forgotten. Says of how many. */
    async forgetGuardians(): Promise<number> {
      const today = dayOf(clock());
      let forgotten = 0;
      for (const { holder, sealed } of await store.all()) {
        const details = seal.open(holder, sealed);
        if (!details.guardian || isUnderSixteen(details.days?.EIGHTEENTH_BIRTHDAY ?? "", today)) continue;
        forgotten += await store.reseal(holder, sealed, seal.seal(holder, { ...details, guardian: null }));
      }
      return forgotten;
    },

    /** Has it written only where there is an address: what is written may have a link that ends the one before. */
    async send(
      person: Person,
      write: (to: Addressed) => Written | Promise<Written>,
      { recipient = "PERSON", returnTo = null }: { recipient?: Recipient; returnTo?: string | null } = {},
    ): Promise<Delivery> {
      const found = await find(person);
      if (found === null) return { state: "NO_ADDRESS", bounced: null };
      const { mail: own, guardian, ...addressed } = found.details;
      if (found.leftAt !== null || own === null) return { state: "OPTED_OUT", bounced: null };
      const to = recipient === "GUARDIAN" ? guardian : own;
      if (!to) return { state: "NO_ADDRESS", bounced: null };
      const written = await write(addressed);
      try {
        await mail.send({ to, ...written, returnTo });
        return { state: "MAILED", bounced: null };
      } catch (error) {
        const { why, status } = notSent(error);
        if (why === "ADDRESS") return { state: "BOUNCED", bounced: reasonOf(statusIn(status ?? "")) };
        return { state: why === "LATER" ? "LATER" : "FAILED", bounced: null };
      }
    },

    /** No message any more, and the address is forgotten; null where the secret is of nobody. */
    async leave(secret: string): Promise<Person | null> {
      const row = await store.byLeave(hashOf(secret));
      if (row === null) return null;
      const details = seal.open(row.holder, row.sealed);
      await store.leave(row.holder, seal.seal(row.holder, { ...details, mail: null, guardian: null }), clock());
      return { studyId: details.studyId, pseudonym: details.pseudonym };
    },

    remove: ({ studyId, pseudonym }: Person): Promise<void> => store.remove(seal.holderOf(studyId, pseudonym)),

    /** Seals what was sealed with the key before under the present one; a fault where some was sealed with neither. */
    async sealAnew(): Promise<number> {
      const old = (await store.all()).filter(({ sealed }) => !seal.isCurrent(sealed));
      for (const { holder, sealed } of old) {
        const details = seal.open(holder, sealed);
        const by = seal.holderOf(details.studyId, details.pseudonym);
        await store.replace(holder, { holder: by, sealed: seal.seal(by, details) });
      }
      return old.length;
    },
  };
};

export type Addresses = ReturnType<typeof createAddresses>;
