import type { Rules } from "../rules.ts";

/** Values by their size, whatever their sign: of all together, and of the two persons who have most. */
export interface Sizes {
  total: number;
  first: number;
  second: number;
}

/**
 * Whether one person holds too much of a sum, or the second largest could guess the largest. Over added-up waves a person
 * holds at most the largest value of each.
 */
export function dominated({ total, first, second }: Sizes, { dominance }: Rules): boolean {
  if (!dominance || first === 0) return false;
  return first > dominance.share * total || total - first - second < (dominance.percent / 100) * first;
}
