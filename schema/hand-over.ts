import { z } from "zod";

/** What stewards may send about handing a study's data over. */

export const HAND_OVER_STATES = ["WAITING", "TURNED_DOWN", "MAKING", "READY", "FAILED", "STOPPED", "ENDED"] as const;
export type HandOverState = (typeof HAND_OVER_STATES)[number];

export const HAND_OVER_DECISIONS = ["AGREED", "TURNED_DOWN"] as const;
export type HandOverDecision = (typeof HAND_OVER_DECISIONS)[number];

/** For how many days a file can be fetched. */
export const HAND_OVER_DAYS = { usual: 7, most: 30 } as const;

/** An X25519 recipient of age, as `age-keygen` prints it: age1 and 58 signs of Bech32. */
const AGE_RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

/** The other half of the pair, which is nobody's but the recipient's. */
export const isSecretKey = (written: string): boolean => /AGE-SECRET-KEY/i.test(written);

const name = z.string().trim().min(1).max(200);

export const handOverReason = z.string().trim().min(1).max(1_000);

export const handOverWish = z.strictObject({
  snapshot: z.string().min(1).max(200),
  recipientName: name,
  organisation: name,
  /** Read by everybody whose answers are in it. */
  purpose: z.strictObject({
    nl: z.string().trim().min(1).max(500),
    en: z
      .string()
      .trim()
      .max(500)
      .nullish()
      .transform((en) => en || null),
  }),
  recipientKey: z.string().trim().regex(AGE_RECIPIENT),
  days: z.int().min(1).max(HAND_OVER_DAYS.most),
});

export type HandOverWish = z.input<typeof handOverWish>;
export type Purpose = z.output<typeof handOverWish>["purpose"];

/** In groups of four, to be read out and compared. */
export const keyGroups = (key: string): string[] => key.match(/.{1,4}/g) ?? [];
