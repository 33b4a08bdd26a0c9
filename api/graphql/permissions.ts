import { codingPolicy } from "../flow/survey/coding/coding.policy.ts";
import { contactPolicy } from "../flow/contact/contact.policy.ts";
import { feedbackPolicy } from "../flow/feedback/feedback.policy.ts";
import { handOverPolicy } from "../flow/snapshot/hand-over/hand-over.policy.ts";
import { outcomePolicy } from "../flow/outcome/outcome.policy.ts";
import { resultPolicy } from "../flow/result/result.policy.ts";
import { snapshotPolicy } from "../flow/snapshot/snapshot.policy.ts";
import { studyPolicy } from "../flow/study/study.policy.ts";
import { alarmPolicy } from "../flow/survey/alarm/alarm.policy.ts";
import { planPolicy } from "../flow/survey/plan/plan.policy.ts";
import { meetingPolicy } from "../flow/survey/meeting/meeting.policy.ts";
import { roomPolicy } from "../flow/survey/room/room.policy.ts";
import { consentPolicy } from "../flow/survey/consent/consent.policy.ts";
import { surveyPolicy } from "../flow/survey/survey.policy.ts";
import { peoplePolicy } from "../people/people.policy.ts";

/** What each step allows, in its own <step>.policy.ts. */
export const policies = [
  peoplePolicy,
  studyPolicy,
  surveyPolicy,
  roomPolicy,
  meetingPolicy,
  consentPolicy,
  codingPolicy,
  alarmPolicy,
  planPolicy,
  contactPolicy,
  snapshotPolicy,
  handOverPolicy,
  resultPolicy,
  outcomePolicy,
  feedbackPolicy,
];

/** Every permission of the API by its name. A root field names one of them: `authScopes: { may: "askResult" }`. */
export const permissions = {
  ...peoplePolicy,
  ...studyPolicy,
  ...surveyPolicy,
  ...roomPolicy,
  ...meetingPolicy,
  ...consentPolicy,
  ...codingPolicy,
  ...alarmPolicy,
  ...planPolicy,
  ...contactPolicy,
  ...snapshotPolicy,
  ...handOverPolicy,
  ...resultPolicy,
  ...outcomePolicy,
  ...feedbackPolicy,
};

export type PermissionName = keyof typeof permissions;

/** What a personal link permits, and no account. */
const BY_LINK: ReadonlySet<unknown> = new Set<PermissionName>(["answer", "recogniseFinding"]);
export const isByLink = (name: unknown): boolean => BY_LINK.has(name);
