import type { Grouping } from "./frame-sets.ts";
import type { RecordKeys } from "./record-keys.ts";

export const HALF = 2 ** 32;
/** So many 32-bit numbers are added up exactly in a double, whatever they are. */
const EXACT_SUMS = 2 ** 20;

/** By group: how many, and their fingerprint in halves. */
export interface GroupSums {
  persons: Uint32Array;
  high: Float64Array;
  low: Float64Array;
}

/** Adds up the record keys of each group, modulo 2^64, in halves. */
export function sumGroups(grouping: Grouping, keys: RecordKeys): GroupSums {
  const { slots, count } = grouping;
  const sums: GroupSums = {
    persons: new Uint32Array(count),
    high: new Float64Array(count),
    low: new Float64Array(count),
  };
  const { persons, high, low } = sums;
  for (let from = 0; from < slots.length; from += EXACT_SUMS) {
    const to = Math.min(slots.length, from + EXACT_SUMS);
    for (let p = from; p < to; p++) {
      const slot = slots[p] as number;
      persons[slot] = (persons[slot] as number) + 1;
      high[slot] = (high[slot] as number) + (keys.high[p] as number);
      low[slot] = (low[slot] as number) + (keys.low[p] as number);
    }
    for (let slot = 0; slot < count; slot++) {
      const sum = low[slot] as number;
      high[slot] = ((high[slot] as number) + Math.floor(sum / HALF)) % HALF;
      low[slot] = sum % HALF;
    }
  }
  return sums;
}
