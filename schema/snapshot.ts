import { z } from "zod";

/** What stewards may send about snapshots. */

export const FINAL_DECISIONS = ["AGREED", "TURNED_DOWN"] as const;
export type FinalDecision = (typeof FINAL_DECISIONS)[number];

/** How often a study is frozen by itself: weekly at the fastest, as each one tells a little of who came since. */
export const SNAPSHOT_RHYTHMS = ["WEEKLY", "MONTHLY", "OFF"] as const;
export type SnapshotRhythm = (typeof SNAPSHOT_RHYTHMS)[number];

/** How long data of a preliminary snapshot are kept after another took its place. */
export const SNAPSHOT_RETENTIONS = ["MONTH", "QUARTER", "YEAR", "ALWAYS"] as const;
export type SnapshotRetention = (typeof SNAPSHOT_RETENTIONS)[number];

/** Read by stewards and researchers. */
export const standingReason = z.string().trim().min(1).max(1_000);

/** Read by everybody who meets a result that rests on the snapshot; no longer than a notice can be. */
export const withdrawalReason = z.strictObject({
  nl: z.string().trim().min(1).max(500),
  en: z
    .string()
    .trim()
    .max(500)
    .nullish()
    .transform((en) => en || null),
});

export type WithdrawalReason = z.output<typeof withdrawalReason>;
