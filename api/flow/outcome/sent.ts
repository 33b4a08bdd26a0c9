import type { z } from "zod";
import { Problem } from "../../../schema/problem.ts";

/** What somebody sent, once it has passed; else a problem that says which field does not. */
export const checked = <T>(shape: z.ZodType<T>, sent: unknown): T => {
  const outcome = shape.safeParse(sent);
  if (outcome.success) return outcome.data;
  const path = ["input", ...(outcome.error.issues[0]?.path.map(String) ?? [])];
  throw new Problem(
    "INVALID_INPUT",
    {
      nl: `Dit kan zo niet: ${path.slice(1).join(".")} ontbreekt of is te lang.`,
      en: `This cannot be kept: ${path.slice(1).join(".")} is missing or too long.`,
    },
    path,
  );
};
