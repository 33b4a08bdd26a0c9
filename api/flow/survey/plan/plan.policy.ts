import type { Policy } from "../../../people/people.ts";

/** The secret of a link is the permission: the owner's for all of it, a reader's to look. */
export const planPolicy = {
  keepPlan: () => true,
  seeSharedPlan: () => true,
} satisfies Policy;
