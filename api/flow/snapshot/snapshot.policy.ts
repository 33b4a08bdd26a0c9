import { holds, type Policy } from "../../people/people.ts";

export const snapshotPolicy = {
  takeSnapshot: ({ viewer }) => holds(viewer, ["RESEARCHER", "STEWARD"], "WRITE"),
  scheduleSnapshots: ({ viewer }) => holds(viewer, ["STEWARD"], "WRITE"),
  keepSnapshots: ({ viewer }) => holds(viewer, ["STEWARD"], "WRITE"),
  seeSnapshotRecord: ({ viewer }) => holds(viewer, ["RESEARCHER", "STEWARD"], "READ"),
  seeFinalProposals: ({ viewer }) => holds(viewer, ["STEWARD"], "READ"),
  /** What counts as final, and what is wrong, is for stewards to say; two of them where it is final. */
  judgeSnapshots: ({ viewer }) => holds(viewer, ["STEWARD"], "WRITE"),
} satisfies Policy;
