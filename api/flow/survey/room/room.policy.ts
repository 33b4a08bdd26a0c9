import { holds, type Policy } from "../../../people/people.ts";

/** Whose a room is, is looked at where it is kept. */
export const roomPolicy = {
  seeRooms: ({ viewer }) => holds(viewer, ["RESEARCHER", "MEMBER"], "READ"),
  openRooms: ({ viewer }) => holds(viewer, ["RESEARCHER", "MEMBER"], "WRITE"),
  /** The code is the permission. */
  joinRoom: () => true,
} satisfies Policy;
