import { createHmac } from "node:crypto";
import { Problem } from "../../schema/problem.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { SecretStore } from "../platform/secrets.ts";
import type { PeopleStore } from "./people.store.ts";

/**
 * What is counted, how often one caller may try it, and in how many seconds. A caller may be a whole institute, or a
 * room full of people who open their links at once; the secrets themselves cannot be guessed.
 */
export const TRIES = {
  openInvitation: { most: 120, seconds: 60 },
  askSignInLink: { most: 20, seconds: 60 },
  /** To one address, whoever asks. */
  mailSignInLink: { most: 3, seconds: 600 },
  signIn: { most: 30, seconds: 60 },
  /** Of one caller, and of all: only codes that do not work are counted, and only they are refused (docs/decisions/31). */
  wrongRoomCode: { most: 60, seconds: 60 },
  anyWrongRoomCode: { most: 3_000, seconds: 60 },
  /** Counted and refused where the code is (docs/decisions/26); this only tells the log, once an hour a person. */
  ownCodeTooOften: { most: 0, seconds: 3600 },
  /** Whole homes and schools share an address, and a lost network sends again. */
  soundAlarm: { most: 20, seconds: 3600 },
  startPlan: { most: 30, seconds: 3600 },
} as const;

export type Tried = keyof typeof TRIES;

const FORGET_AFTER_MS = 3_600_000;

/** Counts tries in the database, so that every copy of the API knows; who tried is kept only as a keyed hash. */
interface TriesDeps {
  store: PeopleStore;
  clock: Clock;
  secrets: SecretStore;
  log: Log;
}

export function createTries({ store, clock, secrets, log }: TriesDeps) {
  let forgetFrom = 0;

  return {
    /** Whether this caller may try once more. */
    async allow(what: Tried, caller: string): Promise<boolean> {
      const { most, seconds } = TRIES[what];
      const now = clock();
      const key = createHmac("sha256", await secrets.get("tries"))
        .update(`${what}|${caller}`)
        .digest("hex");
      const count = await store.countTry(key, new Date(now.getTime() - seconds * 1000), now);
      if (now.getTime() > forgetFrom) {
        forgetFrom = now.getTime() + FORGET_AFTER_MS;
        await store.forgetTries(new Date(now.getTime() - FORGET_AFTER_MS));
      }
      // Once for each time that somebody goes over, however often they go on; the key tells callers apart, and no more.
      if (count === most + 1) log.warn("too_many_tries", { what, caller: key.slice(0, 12) });
      return count <= most;
    },
  };
}

export const tooManyTries = () =>
  new Problem("TOO_MANY_TRIES", {
    nl: "Dit is te vaak geprobeerd. Wacht een paar minuten en probeer het dan opnieuw.",
    en: "This was tried too often. Wait a few minutes, then try again.",
  });
