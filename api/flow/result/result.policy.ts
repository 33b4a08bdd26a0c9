import { holds, type Policy } from "../../people/people.ts";

export const resultPolicy = {
  /** Researchers, workplace members, data stewards and administrators, of any study that is listed. */
  askResult: ({ viewer }) => holds(viewer, ["RESEARCHER", "MEMBER", "STEWARD", "ADMIN"], "READ"),
  /** Anyone may try; who may not ask gets a Refusal, which is a normal answer. */
  tryResult: () => true,
} satisfies Policy;
