import type { Group, TupleSet } from "../elementary.ts";

/** All cells of several sums, a group a wave and frame: what stands in one of them is not among the others of another. */
export function together(sets: readonly (TupleSet | undefined)[]): readonly Group[] {
  const there = sets.filter((set) => set !== undefined);
  // One sum has a group a wave and frame, its cells in order.
  if (there.length === 1) return there[0]?.groups ?? [];
  const groups: Group[] = [];
  /** By context and frame: the place among the groups. */
  const places: Map<number, number>[] = [];
  for (const { groups: more } of there)
    for (const group of more) {
      const { context, frame } = group;
      const here = (places[context] ??= new Map<number, number>());
      const place = here.get(frame);
      if (place === undefined) {
        here.set(frame, groups.length);
        groups.push(group);
      } else groups[place] = { context, frame, tuples: inOrder((groups[place] as Group).tuples, group.tuples) };
    }
  return groups;
}

/** Of two that are each in order. */
function inOrder(one: readonly number[], other: readonly number[]): number[] {
  const all = new Array<number>(one.length + other.length);
  let [left, right] = [0, 0];
  for (let at = 0; at < all.length; at++) {
    const takeLeft = right >= other.length || (left < one.length && (one[left] as number) <= (other[right] as number));
    all[at] = (takeLeft ? one[left++] : other[right++]) as number;
  }
  return all;
}
