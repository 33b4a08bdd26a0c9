import { holds, type Policy } from "../../people/people.ts";

export const snapshotPolicy = {
  takeSnapshot: ({ viewer }) => holds(viewer, ["RESEARCHER", "STEWARD"], "WRITE"),
} satisfies Policy;
