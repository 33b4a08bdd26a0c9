import { holds, type Policy } from "../../../people/people.ts";

/** Whose a meeting is, is looked at where it is kept; who is in it answers by a personal link. */
export const meetingPolicy = {
  seeMeetings: ({ viewer }) => holds(viewer, ["RESEARCHER", "MEMBER"], "READ"),
  hostMeetings: ({ viewer }) => holds(viewer, ["RESEARCHER", "MEMBER"], "WRITE"),
} satisfies Policy;
