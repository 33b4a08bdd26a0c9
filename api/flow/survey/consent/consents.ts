import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/postgres.ts";
import { createConsentStore } from "./consent.store.ts";
import { createSixteenthBirthdays } from "./sixteenth-birthday.ts";
import { createSixteenthBirthdayStore } from "./sixteenth-birthday.store.ts";
import { createConsentStanding } from "./standing.ts";

/** What people agree to: purposes of their own, each with its words, taken back one by one. */
export interface Consents {
  /** Of which of these responses words may be quoted now. To be asked each time before a quote is shown. */
  mayBeQuoted(responseIds: readonly string[]): Promise<Set<string>>;
  /** Which of these people do not want an invitation to this time in the field. */
  refusing(fieldingId: string, pseudonyms: readonly string[]): Promise<Set<string>>;
}

interface Shared {
  database: Database;
  clock: Clock;
  chance: Chance;
  /** 32 bytes by name, the same ever after */
  secret: (name: string) => Promise<Buffer>;
}

export function createConsents({ database, clock, chance, secret }: Shared): Consents {
  const consents = createConsentStore(database);
  const birthdays = createSixteenthBirthdays({
    ...{ clock, chance, store: createSixteenthBirthdayStore(database) },
    key: () => secret("sixteenth-birthdays"),
  });
  const standing = createConsentStanding({ consents, birthdays });
  return { mayBeQuoted: standing.mayBeQuoted, refusing: standing.refusing };
}
