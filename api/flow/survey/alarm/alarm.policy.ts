import { holds, type Policy } from "../../../people/people.ts";

/** Anybody sounds an alarm; the secret of a link is what its sender reads on with. */
export const alarmPolicy = {
  soundAlarm: () => true,
  /** Somebody at the screen, never a program. Which alarms are theirs, each alarm says. */
  handleAlarms: ({ viewer }) => viewer !== null && viewer.scopes === null,
  seeAlarmRoutes: ({ viewer }) => holds(viewer, ["STEWARD", "ADMIN"], "READ"),
  routeAlarms: ({ viewer }) => holds(viewer, ["STEWARD", "ADMIN"], "WRITE"),
} satisfies Policy;
