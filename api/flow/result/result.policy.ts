import { holds, type Policy } from "../../people/people.ts";

export const resultPolicy = {
  /** Researchers, workplace members, data stewards and administrators, of any study that is listed. */
  askResult: ({ viewer }) => holds(viewer, ["RESEARCHER", "MEMBER", "STEWARD", "ADMIN"], "READ"),
  /** Anyone may try; who may not ask gets a Refusal, which is a normal answer. */
  tryResult: () => true,
  /** How people are protected is no secret; only the keys are. */
  readProtectionRules: () => true,
  /** How much may still be asked: whoever may ask, about themselves. */
  readOwnBudget: ({ viewer }) => holds(viewer, ["RESEARCHER", "MEMBER", "STEWARD", "ADMIN"], "READ"),
  /** Who asked how much, what was blocked and why; never an answer. */
  overseeAsking: ({ viewer }) => holds(viewer, ["STEWARD"], "READ"),
  /** Whoever asks for themselves; a workplace's limit is not raised. */
  requestShapes: ({ viewer }) => holds(viewer, ["RESEARCHER", "STEWARD", "ADMIN"], "WRITE"),
  grantShapes: ({ viewer }) => holds(viewer, ["STEWARD"], "WRITE"),
} satisfies Policy;
