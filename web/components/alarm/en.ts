import type { AlarmWords } from "./nl.ts";
import type { AlarmStep } from "./operations.ts";

const STEPS: Record<AlarmStep["kind"], (name: string) => string> = {
  SENT: () => "Sent",
  ROUTED: (name) => `Given to ${name}`,
  MAILED: (name) => `${name} got a mail that something waits`,
  NOT_MAILED: (name) => `The mail to ${name} did not arrive`,
  SEEN: (name) => `Read by ${name}`,
  ACKNOWLEDGED: (name) => `${name} takes this up`,
  ESCALATED: (name) => `Nobody confirmed in time. Passed on to ${name}`,
  UNANSWERED: () => "Nobody confirmed in time. There is nobody left to give it to. The administrators know.",
  WROTE: (name) => `${name} writes`,
  ADDED: () => "The sender adds",
  ACTION: (name) => `${name} did something`,
  CLOSED: (name) => `Closed by ${name}`,
};

export const en: AlarmWords = {
  said: "What was sent",
  steps: "What happened",
  step: (kind, name) => STEPS[kind](name),
  times: (count) => `, ${count} times`,
};
