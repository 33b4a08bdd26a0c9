import type { Changes } from "./changes.ts";
import type { Standing } from "./earlier-frames.ts";
import type { EarlierPersons } from "./earlier-persons.ts";
import type { FrameSet, Grouping } from "./frame-sets.ts";
import { type GroupSums, HALF } from "./group-sums.ts";
import type { RecordKeys } from "./record-keys.ts";

/** A frame is published anew when so many of its persons changed, and has been shown only with so many. */
export const FEWEST = 10;

/** A person who changed since a frame was published, and is in the study still. */
export interface Correction {
  /** Place among the present persons. */
  p: number;
  /** The past row with which the person was in it; null: was not in it. */
  past: PastRow | null;
  /** Whether the person is in it now. */
  now: boolean;
}

/** Where a past row is: at a place of the earlier snapshot, or among its own past rows. */
export type PastRow = { place: number } | { row: number };

/**
 * What becomes of a frame that stood. STANDS: nobody changed. FROZEN: few did, and what is measured is corrected, unless
 * it is lost. ANEW: as it is now.
 */
export type Fate = { fate: "STANDS" | "ANEW" } | Frozen;

export interface Frozen {
  fate: "FROZEN";
  corrections: Correction[];
  gone: number;
  /** Somebody who was in it is gone or took an answer back, its codes took in others, or its figures cannot be made. */
  lost: boolean;
}

/**
 * More changes than this since the earlier snapshot, and no change before it that was undone can make them few, also
 * where each two of them are one person under two names.
 */
const MANY = 2 * (2 * FEWEST - 1);

/** Tells of the frames of one set after another what became of them. */
export class Freezing {
  readonly #changes: Changes;
  readonly #keys: RecordKeys;
  readonly #earlier: EarlierPersons;
  /** Who changed, came or went since the earlier snapshot: present places and earlier ones, -1 for none. */
  readonly #p: Int32Array;
  readonly #place: Int32Array;
  /** By place in the earlier snapshot: the present one, -1 where the person is gone. */
  readonly #presentOf: Int32Array;

  constructor(changes: Changes, keys: RecordKeys, earlier: EarlierPersons, earlierPersons: number) {
    this.#changes = changes;
    this.#keys = keys;
    this.#earlier = earlier;
    const { changed, before, gone } = changes;
    this.#p = new Int32Array(changes.persons).fill(-1);
    this.#place = new Int32Array(changes.persons).fill(-1);
    this.#presentOf = new Int32Array(earlierPersons).fill(-1);
    let next = 0;
    before.forEach((place, p) => {
      if (place >= 0) this.#presentOf[place] = p;
      if (changed[p] === 0) return;
      this.#p[next] = p;
      this.#place[next++] = place;
    });
    for (const place of gone) this.#place[next++] = place;
  }

  /** `standing`: by slot, what stood of the groups that have anybody in them now. */
  fates(
    set: FrameSet,
    grouping: Grouping,
    sums: GroupSums,
    standing: ReadonlyMap<number, Standing>,
  ): Map<number, Fate> {
    const touched = this.#touched(set, grouping);
    const fates = new Map<number, Fate>();
    const doubtful = new Map<number, number[]>();
    for (const [slot, frame] of standing) {
      const count = touched.counts[slot] as number;
      const same = sums.high[slot] === frame.high && sums.low[slot] === frame.low;
      if (count === 0 && frame.changed.size === 0 && frame.gone === 0 && same) fates.set(slot, { fate: "STANDS" });
      else if (frame.persons < FEWEST || count >= MANY) fates.set(slot, { fate: "ANEW" });
      else doubtful.set(slot, []);
    }
    if (doubtful.size === 0) return fates;
    for (let i = 0; i < this.#p.length; i++) {
      const [then, now] = [touched.then[i] as number, touched.now[i] as number];
      doubtful.get(then)?.push(i);
      if (now !== then) doubtful.get(now)?.push(i);
    }
    for (const [slot, changed] of doubtful) {
      const frame = standing.get(slot) as Standing;
      const fate = this.#fateOf(frame, changed, touched, slot, grouping);
      if (fate.fate === "FROZEN" && !fate.lost) fate.lost = !this.#isRestored(frame, fate.corrections, sums, slot);
      const grown = Math.abs((sums.persons[slot] as number) - frame.persons);
      const anew = fate.fate === "FROZEN" && fate.lost && fate.gone === 0 && grown >= FEWEST;
      fates.set(slot, anew ? { fate: "ANEW" } : fate);
    }
    return fates;
  }

  #fateOf(frame: Standing, changed: readonly number[], touched: Touched, slot: number, grouping: Grouping): Fate {
    const corrections: Correction[] = [];
    const { tookBack, oneByPerson, oneByPlace } = this.#changes;
    let { gone } = frame;
    const people = { changed: new Set<string>(), came: new Set<string>() };
    const add = (p: number, past: PastRow | null, place: number): void => {
      const now = p >= 0 && grouping.slots[p] === slot;
      const one = p < 0 ? oneByPlace.get(place) : oneByPerson.get(p);
      const who = one === undefined ? (p < 0 ? `place ${place}` : `person ${p}`) : `one ${one}`;
      if (p < 0) {
        if (past === null) return;
        gone++;
        people.changed.add(who);
      } else if (past !== null || now) {
        corrections.push({ p, past, now });
        people[past === null ? "came" : "changed"].add(who);
      }
    };
    for (const [place, row] of frame.changed) {
      if (row !== null && this.#changes.back.has(row)) continue;
      add(this.#presentOf[place] as number, row === null ? null : { row }, place);
    }
    for (const i of changed) {
      const place = this.#place[i] as number;
      // Who changed before as well was in it as their past row says.
      if (frame.changed.has(place)) continue;
      add(this.#p[i] as number, touched.then[i] === slot ? { place } : null, place);
    }
    // Who went before may be among who came: of these two only the larger number counts.
    const came = [...people.came].filter((who) => !people.changed.has(who)).length;
    if (people.changed.size + Math.max(came, frame.gone) >= FEWEST) return { fate: "ANEW" };
    const taken = corrections.some(({ p, past }) => past !== null && tookBack.has(p));
    return { fate: "FROZEN", corrections, gone, lost: frame.lost || gone > 0 || taken || !frame.sameCodes };
  }

  /** Whether the fingerprint of who is corrected for is that of who was published. */
  #isRestored(frame: Standing, corrections: readonly Correction[], sums: GroupSums, slot: number): boolean {
    let [high, low] = [sums.high[slot] as number, sums.low[slot] as number];
    for (const { p, past, now } of corrections) {
      const sign = Number(past !== null) - Number(now);
      low += sign * (this.#keys.low[p] as number);
      high += sign * (this.#keys.high[p] as number);
    }
    const carried = Math.floor(low / HALF);
    return modulo(low, HALF) === frame.low && modulo(high + carried, HALF) === frame.high;
  }

  #touched(set: FrameSet, grouping: Grouping): Touched {
    const count = this.#p.length;
    const touched = {
      then: new Int32Array(count).fill(-1),
      now: new Int32Array(count).fill(-1),
      counts: new Uint32Array(grouping.count),
    };
    const { then, now, counts } = touched;
    const columns = set.members.map((member) => this.#earlier.at(member, set.moment));
    const known = columns.filter((column) => column !== null);
    for (let i = 0; i < count; i++) {
      const [p, place] = [this.#p[i] as number, this.#place[i] as number];
      const is = p < 0 ? -1 : (grouping.slots[p] as number);
      const was = place < 0 || known.length < columns.length ? -1 : grouping.slotAt(known, place);
      then[i] = was;
      now[i] = is;
      if (is >= 0) counts[is] = (counts[is] as number) + 1;
      if (was >= 0 && was !== is) counts[was] = (counts[was] as number) + 1;
    }
    return touched;
  }
}

const modulo = (number: number, by: number): number => ((number % by) + by) % by;

/** By who changed: the group then and now, -1 for none; by group, how many. */
interface Touched {
  then: Int32Array;
  now: Int32Array;
  counts: Uint32Array;
}
