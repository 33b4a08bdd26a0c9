import { z } from "zod";
import { MEETING_LIMITS } from "./meeting-limits.ts";

/** What people may send about rooms and meetings. */

export { MEETING_LIMITS } from "./meeting-limits.ts";

export const THEME_STAGES = ["WRITING", "LOOKING", "OPEN"] as const;
export type ThemeStage = (typeof THEME_STAGES)[number];

const words = (most: number) =>
  z.strictObject({
    nl: z.string().trim().min(1).max(most),
    en: z
      .string()
      .trim()
      .max(most)
      .nullish()
      .transform((en) => en || null),
  });

export const newMeeting = z.strictObject({
  /** Its slug */
  study: z.string().min(1).max(60),
  /** Its members host the meeting too. */
  workplace: z
    .string()
    .min(1)
    .max(200)
    .nullish()
    .transform((id) => id ?? null),
  title: words(200),
  consent: words(5_000),
  themes: z.array(words(300)).min(1).max(MEETING_LIMITS.themes),
  /** Midnight UTC of the day */
  promisedOn: z.date(),
});

/** Line ends are the only signs in it that are not seen. */
export const contributionText = z
  .string()
  .transform((text) => text.replaceAll(/\r\n?/g, "\n").trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(MEETING_LIMITS.contribution)
      .regex(/^[^\p{Cc}\p{Cs}]*(?:\n[^\p{Cc}\p{Cs}]*)*$/u),
  );

export const hidingReason = z.string().trim().min(1).max(300);

export type NewMeeting = z.input<typeof newMeeting>;
