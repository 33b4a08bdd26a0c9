import { scrypt, timingSafeEqual } from "node:crypto";
import type { Chance } from "../../../platform/chance.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { HashedCode, OwnCodeStore } from "./own-code.store.ts";
import { ownCodeNeeded, ownCodeTooOften, ownCodeTooShort, ownCodeWrong, sessionEnded } from "./problems.ts";
import type { ResponseStore } from "./response.store.ts";
import type { SurveyStep } from "../survey.ts";

interface Shared {
  clock: Clock;
  chance: Chance;
  responses: ResponseStore;
  codes: OwnCodeStore;
}

type OwnCodes = Pick<SurveyStep, "setOwnCode" | "giveOwnCode">;

const LEAST_SIGNS = 6;
const MOST_SIGNS = 64;
/** Wrong codes for one person, on all devices together, in an hour */
const MOST_TRIES = 5;
const TRIES_WITHIN = 60 * 60 * 1000;

/** 32 MiB and a tenth of a second a try */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;

const hashed = (code: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Keyboards differ in how they write an accent.
    scrypt(code.normalize("NFKC"), salt, HASH_BYTES, COST, (error, hash) => (error ? reject(error) : resolve(hash)));
  });

const isThis = async (code: string, { hash, salt }: HashedCode): Promise<boolean> =>
  timingSafeEqual(await hashed(code, Buffer.from(salt, "base64url")), Buffer.from(hash, "base64url"));

/**
 * A code beside the link, for who shares a phone or a mailbox. Who forgets it can still answer, stop and have everything
 * removed; what was said before stays unseen.
 */
export const createOwnCodes = ({ clock, chance, responses, codes }: Shared): OwnCodes => ({
  setOwnCode: async ({ participantId, session }, code) => {
    const now = clock();
    const standing = await responses.standing(session, now);
    if (standing === null) throw sessionEnded();
    if (standing.code === "NEEDED") throw ownCodeNeeded();
    if (code === null) return codes.remove(participantId);
    if (code.length < LEAST_SIGNS || code.length > MOST_SIGNS) throw ownCodeTooShort();
    const salt = chance(16);
    const hash = await hashed(code, salt);
    await codes.set(
      participantId,
      session,
      { hash: hash.toString("base64url"), salt: salt.toString("base64url") },
      now,
    );
  },

  giveOwnCode: async ({ participantId, session }, code) => {
    const now = clock();
    const standing = await responses.standing(session, now);
    if (standing === null) throw sessionEnded();
    if (standing.code !== "NEEDED") return;
    if (code.length > MOST_SIGNS) throw ownCodeTooShort();
    const since = new Date(now.getTime() - TRIES_WITHIN);
    const tried = await codes.countTry(participantId, { most: MOST_TRIES, since, now });
    if (tried === null) {
      if (await codes.exists(participantId)) throw ownCodeTooOften();
      return;
    }
    const right = (await isThis(code, tried)) && (await codes.known(participantId, session, tried));
    if (!right) throw tried.tries < MOST_TRIES ? ownCodeWrong(MOST_TRIES - tried.tries) : ownCodeTooOften();
  },
});
