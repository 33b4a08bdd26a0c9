import { surveyPolicy } from "../flow/survey/survey.policy.ts";
import { peoplePolicy } from "../people/people.policy.ts";

/**
 * Every permission of the API by its name; each step writes its own in <step>.policy.ts.
 * A root field names one of them: `authScopes: { may: "askResult" }`.
 */
export const permissions = {
  ...peoplePolicy,
  ...surveyPolicy,
};

export type PermissionName = keyof typeof permissions;
