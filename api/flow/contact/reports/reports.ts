import { createHash } from "node:crypto";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Log } from "../../../platform/log.ts";
import type { Mailbox, MailboxNotRead } from "../../../platform/mailbox.ts";
import { readReport, returnAddress, TOKEN_BYTES } from "./read-report.ts";
import type { ReportStore } from "./report.store.ts";

/** Where mail servers report to what they could not deliver. */
export interface ReportsTo {
  /** Each message is sent from one of its own under this: bounce@example.nl gives bounce+<token>@example.nl. */
  address: string;
  mailbox: Mailbox;
}

/** Whether reports are read, and since when. */
export interface ReportReading {
  on: boolean;
  /** The mailbox could not be read the last time, or something in it could not be put away. */
  failing: boolean;
  lastReadAt: Date | null;
}

interface Shared {
  /** null: nobody reads reports */
  to: ReportsTo | null;
  store: ReportStore;
  clock: Clock;
  chance: Chance;
  log: Log;
}

const hashOf = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

export function createReports({ to, store, clock, chance, log }: Shared) {
  let lastReadAt: Date | null = null;
  let failing = false;

  return {
    /** Where reports of one message are to go, and what it is found by then. */
    nameMessage(): { returnTo: string | null; returnHash: string | null } {
      if (to === null) return { returnTo: null, returnHash: null };
      const token = chance(TOKEN_BYTES).toString("hex");
      return { returnTo: returnAddress(to.address, token), returnHash: hashOf(token) };
    },

    reading: (): ReportReading => ({ on: to !== null, failing, lastReadAt }),

    /** Reads what came; says how many messages that were. */
    async readReports(): Promise<number> {
      if (to === null) return 0;
      const told = { final: 0, forNow: 0, unknown: 0 };
      try {
        const read = await to.mailbox.empty(async (message) => {
          const reading = await readReport(message, to.address);
          if (reading === "UNKNOWN") return (told.unknown++, "PUT_ASIDE");
          // An out-of-office, or a report of a message that is gone: it holds an address, and nobody would read it.
          if (reading === "NOTHING") return "REMOVE";
          const { token, ...rest } = reading;
          const report = { hash: hashOf(message), returnHash: hashOf(token), ...rest, at: clock() };
          if (await store.keep(report)) told[rest.isFinal ? "final" : "forNow"]++;
          return "REMOVE";
        });
        lastReadAt = clock();
        failing = false;
        if (read > 0) log.info("reports_read", { read, ...told });
        return read;
      } catch (error) {
        failing = true;
        if (!isNotRead(error)) throw error;
        log.warn("reports_not_read", { reason: error.why });
        return 0;
      }
    },
  };
}

const isNotRead = (error: unknown): error is MailboxNotRead =>
  error instanceof Error && error.name === "MailboxNotRead";

export type Reports = ReturnType<typeof createReports>;
