import { z } from "zod";
import { SLUG } from "./data-package.ts";

/** A study that begins with nothing but its name. */
export const newStudySchema = z.object({
  slug: z.string().min(2).max(60).regex(SLUG),
  title: z.string().trim().min(1).max(200),
  description: z
    .string()
    .trim()
    .max(5_000)
    .transform((text) => text || null),
});
