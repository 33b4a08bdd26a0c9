import { dayOf } from "../../../schema/day.ts";

export type PromiseState = "AHEAD" | "KEPT" | "LATE";

/** Where the promise of an answer stands: kept once anything came back, late once the day is over without. */
export function promiseState(promisedOn: string, cameBack: boolean, now: Date): PromiseState {
  if (cameBack) return "KEPT";
  return dayOf(now) > promisedOn ? "LATE" : "AHEAD";
}
