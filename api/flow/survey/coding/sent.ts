import type { z } from "zod";
import { codingInvalid } from "./problems.ts";

/** What was sent as it will be kept, or where it is wrong; never what stands there. */
export function checked<T>(shape: z.ZodType<T>, sent: unknown, path: readonly string[] = ["input"]): T {
  const outcome = shape.safeParse(sent);
  if (outcome.success) return outcome.data;
  throw codingInvalid([...path, ...(outcome.error.issues[0]?.path.map(String) ?? [])]);
}
