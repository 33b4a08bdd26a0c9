import { frameSet, type FrameMoment } from "./manifest.ts";
import { type Member, membersCodes, type PersonCodes } from "./person-codes.ts";

/** A set of BACKGROUND codings, and the moment at which they are looked at. */
export interface FrameSet {
  name: string;
  members: readonly Member[];
  moment: FrameMoment;
}

/** More groups would make a snapshot too large, more visits too slow. */
const MOST_GROUPS = 2_000_000;
const MOST_VISITS = 4_000_000_000;
const MOST_MEMBERS = 3;
/** The audit looks at so many persons, more or less, of each frame of 10 and more for each other condition. */
const AUDIT_VISITS = 30;
const SHOWN_FROM = 10;

/** All sets of at most 3 codings of different variables; smaller ones only, where there would be too many groups. */
export function planFrameSets(
  members: readonly Member[],
  waves: number,
  persons: number,
): { depth: number; sets: FrameSet[] } {
  const columns = members.reduce((sum, member) => sum + moments([member], waves).length, 0);
  for (let depth = MOST_MEMBERS; ; depth--) {
    const sets: FrameSet[] = [];
    let groups = 0;
    let visits = 0;
    const affordable = subsets(members, depth, (chosen) => {
      const product = chosen.reduce((product, { size }) => product * size, 1);
      for (const moment of moments(chosen, waves)) {
        groups += Math.min(product, persons);
        visits += persons + Math.min(product, persons / SHOWN_FROM) * columns * AUDIT_VISITS;
        sets.push({
          name: frameSet(
            chosen.map(({ variable, coding }) => [variable, coding] as const),
            moment,
          ),
          members: chosen,
          moment,
        });
      }
      return depth <= 1 || (groups <= MOST_GROUPS && visits <= MOST_VISITS);
    });
    if (affordable) return { depth, sets };
  }
}

/** Visits every set until one is refused; whether none was. */
function subsets(members: readonly Member[], depth: number, visit: (chosen: readonly Member[]) => boolean): boolean {
  const extend = (chosen: readonly Member[], from: number): boolean => {
    if (!visit(chosen)) return false;
    if (chosen.length === depth) return true;
    for (let next = from; next < members.length; next++) {
      const member = members[next] as Member;
      if (chosen.at(-1)?.variable === member.variable) continue;
      if (!extend([...chosen, member], next + 1)) return false;
    }
    return true;
  };
  return extend([], 0);
}

export function moments(members: readonly Pick<Member, "level">[], waves: number): FrameMoment[] {
  if (members.every(({ level }) => level === "PERSON")) return [null];
  return [...Array.from({ length: waves }, (_, wave) => wave), "first", "last"];
}

/** The groups that a set makes, numbered; `slots` says for each person which one. */
export interface Grouping {
  slots: Int32Array;
  count: number;
  /** The positions that a group stands for, in the set's order. */
  codes(slot: number): number[];
  /** The group of somebody with these positions; -1 where there is none. */
  slotAt(columns: readonly Uint16Array[], person: number): number;
}

/** Below this many combinations they are numbered as they are, empty ones included. */
const MOST_COMBINATIONS = 1 << 22;

/** Writes into `slots`, so that one array serves all sets. */
export function groupPersons(set: FrameSet, codes: PersonCodes, slots: Int32Array): Grouping {
  const sizes = set.members.map(({ size }) => size);
  const combinations = sizes.reduce((product, size) => product * size, 1);
  const columns = membersCodes(set, codes);
  const split = (combination: number): number[] => {
    const positions: number[] = [];
    for (const size of [...sizes].reverse()) {
      positions.unshift(combination % size);
      combination = Math.floor(combination / size);
    }
    return positions;
  };
  const combinationAt: Grouping["slotAt"] = (columns, person) => {
    let combination = 0;
    for (let index = 0; index < columns.length; index++) {
      const position = columns[index]?.[person] as number;
      const size = sizes[index] as number;
      if (position >= size) return -1;
      combination = combination * size + position;
    }
    return combination;
  };
  if (combinations > MOST_COMBINATIONS) return numberOccurring(columns, slots, split, combinationAt);
  slots.fill(0);
  columns.forEach((column, index) => {
    const size = sizes[index] as number;
    for (let p = 0; p < slots.length; p++) slots[p] = (slots[p] as number) * size + (column[p] as number);
  });
  return { slots, count: combinations, codes: split, slotAt: combinationAt };
}

function numberOccurring(
  columns: readonly Uint16Array[],
  slots: Int32Array,
  split: (combination: number) => number[],
  combinationAt: Grouping["slotAt"],
): Grouping {
  const numbers = new Map<number, number>();
  const occurring: number[] = [];
  for (let p = 0; p < slots.length; p++) {
    const combination = combinationAt(columns, p);
    let number = numbers.get(combination);
    if (number === undefined) {
      number = occurring.length;
      numbers.set(combination, number);
      occurring.push(combination);
    }
    slots[p] = number;
  }
  return {
    slots,
    count: occurring.length,
    codes: (slot) => split(occurring[slot] as number),
    slotAt: (columns, person) => numbers.get(combinationAt(columns, person)) ?? -1,
  };
}
