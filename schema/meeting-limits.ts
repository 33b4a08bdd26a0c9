/** Limits of rooms and meetings; apart from meeting.ts, as a phone loads them. */
export const MEETING_LIMITS = {
  themes: 10,
  /** Signs of one contribution */
  contribution: 500,
  /** Of one person on one theme */
  contributions: 20,
  /** Who reads a theme reads the words of at least so many people. */
  leastGivers: 3,
  joiners: 1_000,
  /** How long a code works at most, and where nobody says */
  roomDays: 31,
  roomHours: 4,
  roomJoiners: 200,
} as const;
