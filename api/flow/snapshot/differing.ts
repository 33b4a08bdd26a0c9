import type { Correction, PastRow } from "./frozen.ts";

/** A frame with what tells who was in it when it was published. */
export interface Published {
  codes: readonly number[];
  /** Present positions of everybody, by condition. */
  columns: readonly Uint16Array[];
  corrections: readonly Correction[];
}

/**
 * By how many persons two frames differ as they are published, from how many they differ by now: somebody who changed may
 * be in one as they were and in the other as they are, and that is a difference too.
 */
export function differing(one: Published, other: Published, now: number): number {
  if (one.corrections.length === 0 && other.corrections.length === 0) return now;
  const persons = new Set([...one.corrections, ...other.corrections].map(({ p }) => p));
  let differ = now;
  for (const p of persons) {
    const [a, b] = [standingOf(one, p), standingOf(other, p)];
    differ += Number(a.published !== b.published) - Number(a.now !== b.now);
  }
  return differ;
}

function standingOf({ codes, columns, corrections }: Published, p: number): { now: boolean; published: string } {
  const correction = corrections.find((each) => each.p === p);
  if (correction !== undefined)
    return { now: correction.now, published: correction.past === null ? "absent" : nameOf(correction.past) };
  const now = codes.every((code, at) => columns[at]?.[p] === code);
  return { now, published: now ? "present" : "absent" };
}

const nameOf = (row: PastRow): string => ("place" in row ? `place ${row.place}` : `row ${row.row}`);
