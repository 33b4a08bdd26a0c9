import { z } from "zod";

/** What a steward sends to let somebody ask more. Without a variable: on all variables of the study. */
export const shapeGrant = z.strictObject({
  asker: z.string().min(1).max(200),
  study: z.string().min(1).max(200),
  variable: z
    .string()
    .max(200)
    .nullish()
    .transform((variable) => variable || null),
  reason: z.string().trim().min(1).max(1000),
});

export type ShapeGrantWish = z.input<typeof shapeGrant>;
