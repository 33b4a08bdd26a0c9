import { holds, type Policy } from "../../../people/people.ts";

/** Researchers write what is asked and see how many agreed, never who; a guardian's link is its permission. */
export const consentPolicy = {
  seeConsentTexts: ({ viewer }) => holds(viewer, ["RESEARCHER"], "READ"),
  writeConsentTexts: ({ viewer }) => holds(viewer, ["RESEARCHER"], "WRITE"),
  openGuardianLink: () => true,
} satisfies Policy;
