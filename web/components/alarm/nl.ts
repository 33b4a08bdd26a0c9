import type { AlarmStep } from "./operations.ts";

const STEPS: Record<AlarmStep["kind"], (name: string) => string> = {
  SENT: () => "Verstuurd",
  ROUTED: (name) => `Gegeven aan ${name}`,
  MAILED: (name) => `${name} kreeg een mail dat er iets wacht`,
  NOT_MAILED: (name) => `De mail aan ${name} kwam niet aan`,
  SEEN: (name) => `Gelezen door ${name}`,
  ACKNOWLEDGED: (name) => `${name} pakt dit op`,
  ESCALATED: (name) => `Niemand bevestigde op tijd. Doorgegeven aan ${name}`,
  UNANSWERED: () => "Niemand bevestigde op tijd. Er is niemand meer om het aan te geven. De beheerders weten dit.",
  WROTE: (name) => `${name} schrijft`,
  ADDED: () => "De afzender schrijft erbij",
  ACTION: (name) => `${name} heeft iets gedaan`,
  CLOSED: (name) => `Afgesloten door ${name}`,
};

export const nl = {
  said: "Wat er is verstuurd",
  steps: "Wat er is gebeurd",
  step: (kind: AlarmStep["kind"], name: string) => STEPS[kind](name),
  times: (count: number) => `, ${count} keer`,
};

export type AlarmWords = typeof nl;
