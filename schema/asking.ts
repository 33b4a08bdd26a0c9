import { z } from "zod";

/** Why more is asked for, given or not given. */
export const shapeReason = z.string().trim().min(1).max(1000);

/** What a steward sends to let somebody ask more. Without a variable: on all variables of the study. */
export const shapeGrant = z.strictObject({
  asker: z.string().min(1).max(200),
  study: z.string().min(1).max(200),
  variable: z
    .string()
    .max(200)
    .nullish()
    .transform((variable) => variable || null),
  reason: shapeReason,
});

/** What somebody sends who has no shapes left on a variable. */
export const shapeRequest = z.strictObject({
  study: z.string().min(1).max(200),
  variable: z.string().min(1).max(200),
  reason: shapeReason,
});

/** A steward's yes or no to it. */
export const shapeRequestAnswer = z.strictObject({
  id: z.string().min(1).max(200),
  granted: z.boolean(),
  reason: shapeReason,
});

export type ShapeRequestWish = z.input<typeof shapeRequest>;
export type ShapeRequestAnswer = z.input<typeof shapeRequestAnswer>;
export type ShapeGrantWish = z.input<typeof shapeGrant>;
