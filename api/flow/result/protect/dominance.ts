import type { ElementaryCell } from "../measure.ts";
import type { Rules } from "../rules.ts";

/**
 * Whether one person holds too much of a sum, or the second largest could guess the largest. Values count by their size,
 * whatever their sign; over added-up waves a person holds at most the largest value of each.
 */
export function dominated(waves: readonly (readonly ElementaryCell[])[], { dominance }: Rules): boolean {
  if (!dominance) return false;
  let [total, first, second] = [0, 0, 0];
  for (const cells of waves) {
    for (const { size } of cells) total += size;
    const [largest = 0, next = 0] = cells.flatMap(({ top }) => top).sort((a, b) => b - a);
    first += largest;
    second += next;
  }
  if (first === 0) return false;
  return first > dominance.share * total || total - first - second < (dominance.percent / 100) * first;
}
