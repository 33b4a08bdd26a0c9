/** In the order in which something can be done about them. */
export const BOUNCE_REASONS = ["NO_SUCH_ADDRESS", "MAILBOX_FULL", "UNREACHABLE", "REFUSED", "OTHER"] as const;
export type BounceReason = (typeof BOUNCE_REASONS)[number];

/** An enhanced status code (RFC 3463): class, subject and detail. */
export type StatusCode = `${2 | 4 | 5}.${number}.${number}`;

/** Within other words; not a piece of an address such as 5.1.1.7. */
const CODE = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\d|\.\d)/;

export const statusIn = (words: string): StatusCode | null => (CODE.exec(words)?.[0] as StatusCode | undefined) ?? null;

/** X.1.7 and X.1.8 are of who sends: our own address is not believed. */
const OF_SENDER = ["1.7", "1.8"];

/** For good, these are of servers that know no such address or domain; for now, of ones that do not answer. */
const NOWHERE = ["5.4.1", "5.4.4", "5.4.310"];

/** Why, in the few kinds that say what somebody can do about it. */
export function reasonOf(status: StatusCode | null): BounceReason {
  if (status === null) return "OTHER";
  const what = status.slice(2);
  if (["2.2", "3.1"].includes(what)) return "MAILBOX_FULL";
  if (OF_SENDER.includes(what)) return "REFUSED";
  if (NOWHERE.includes(status) || what === "2.1" || (what.startsWith("1.") && what !== "1.0")) return "NO_SUCH_ADDRESS";
  if (what.startsWith("4.")) return "UNREACHABLE";
  return what.startsWith("7.") ? "REFUSED" : "OTHER";
}
