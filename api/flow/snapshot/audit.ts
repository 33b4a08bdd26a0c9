import { differing, type Published } from "./differing.ts";
import { type FrameSet, type Grouping, moments } from "./frame-sets.ts";
import { FEWEST } from "./frozen.ts";
import { frameSet, type FrameMoment } from "./manifest.ts";
import { type Member, membersCodes, type PersonCodes } from "./person-codes.ts";

/** A frame that has enough persons to be shown, and is not lost. */
export interface AuditedFrame extends Pick<Published, "codes" | "corrections"> {
  /** Among the rows of all frames. */
  place: number;
  slot: number;
  /** How many are in it now, and were when it was published. */
  persons: number;
  published: number;
  shownBefore: boolean;
  /** Was blocked, and was not published anew since. */
  blockedBefore: boolean;
}

/** One frame that may be another's twin: equal but for one condition. */
interface Candidate {
  frame: Audited;
  set: number;
  combination: number;
  /** So many of the frame are not in the twin. */
  without: number;
}

interface Audited extends AuditedFrame, Published {
  index: number;
  combination: number;
}

/** A set that is a frame's own without some conditions, or with another instead of one. */
interface Target {
  set: number;
  /** For each of its members: the place in the frame's own codes; -1: the other condition's. */
  from: number[];
}

/**
 * Finds frames that differ by 1 to 9 persons: of two that do, the one with fewer conditions stays, then one that was shown
 * before, then the larger, then the first; the other is blocked. Looked at are frames that are nested, and frames of one
 * moment that are equal but for one condition. They are compared as they are published: a frozen one with its persons and
 * rows of then.
 */
export class Audit {
  readonly #sets: readonly FrameSet[];
  readonly #members: readonly Member[];
  readonly #codes: PersonCodes;
  readonly #waves: number;
  readonly #places: ReadonlyMap<string, number>;
  readonly #frames: Map<number, Audited>[];
  readonly #candidates: Candidate[] = [];
  /** Frames that differ by so few now may differ by fewer as they were published. */
  readonly #few: number;

  constructor(
    sets: readonly FrameSet[],
    members: readonly Member[],
    codes: PersonCodes,
    waves: number,
    { someFrozen }: { someFrozen: boolean },
  ) {
    this.#sets = sets;
    this.#members = members;
    this.#codes = codes;
    this.#waves = waves;
    this.#places = new Map(sets.map(({ name }, place) => [name, place]));
    this.#frames = sets.map(() => new Map());
    this.#few = (someFrozen ? 3 : 1) * (FEWEST - 1);
  }

  /** All frames of one set, while it is known who is in which. */
  add(index: number, grouping: Grouping, frames: readonly AuditedFrame[]): void {
    if (frames.length === 0) return;
    const set = this.#sets[index] as FrameSet;
    const columns = membersCodes(set, this.#codes);
    const audited = frames.map((frame): Audited => ({
      ...{ ...frame, index, columns, combination: combinationOf(set, frame.codes) },
    }));
    const known = this.#frames[index] as Map<number, Audited>;
    for (const frame of audited) known.set(frame.combination, frame);
    if (set.members.length === 0) return;
    const { starts, persons } = inGroups(grouping, audited);
    for (const { column, targets } of this.#others(set))
      audited.forEach((frame, at) => {
        const [from, to] = [starts[at] as number, starts[at + 1] as number];
        for (const [code, without] of nearlyAll(column, persons, from, to, this.#few))
          for (const { set: other, from: places } of targets)
            this.#candidates.push({
              ...{ frame, set: other, without },
              combination: combinationOf(
                this.#sets[other] as FrameSet,
                places.map((place) => (place < 0 ? code : (frame.codes[place] as number))),
              ),
            });
      });
  }

  /** The frames that are blocked. */
  blocked(): AuditedFrame[] {
    const near = new Map<Audited, Audited[]>();
    const compare = (one: Audited, other: Audited, differingNow: number): void => {
      const few = differing(one, other, differingNow);
      if (few < 1 || few >= FEWEST) return;
      near.set(one, [...(near.get(one) ?? []), other]);
      near.set(other, [...(near.get(other) ?? []), one]);
    };
    for (const [index, frames] of this.#frames.entries()) {
      if (frames.size === 0) continue;
      const targets = this.#wider(this.#sets[index] as FrameSet);
      for (const frame of frames.values())
        for (const { set, from } of targets) {
          const codes = from.map((place) => frame.codes[place] as number);
          const wider = this.#frames[set]?.get(combinationOf(this.#sets[set] as FrameSet, codes));
          if (wider === undefined || wider.persons - frame.persons > this.#few) continue;
          compare(frame, wider, wider.persons - frame.persons);
        }
    }
    for (const { frame, set, combination, without } of this.#candidates) {
      const twin = this.#frames[set]?.get(combination);
      if (twin === undefined) continue;
      const differingNow = twin.persons - frame.persons + 2 * without;
      if (differingNow <= this.#few) compare(frame, twin, differingNow);
    }
    const stays = new Set<Audited>();
    const blocked: Audited[] = this.#frames.flatMap((frames) =>
      [...frames.values()].filter(({ blockedBefore }) => blockedBefore),
    );
    for (const frame of [...near.keys()].sort(before)) {
      if (frame.blockedBefore) continue;
      if (near.get(frame)?.some((other) => stays.has(other) || this.#staysAnyhow(other, near))) blocked.push(frame);
      else stays.add(frame);
    }
    return blocked;
  }

  /** A frame that is near no other stays; one that is near others is decided in its turn. */
  #staysAnyhow(frame: Audited, near: ReadonlyMap<Audited, unknown>): boolean {
    return !near.has(frame) && !frame.blockedBefore;
  }

  /** Columns of other conditions, and the sets that come of putting them in the place of one. */
  #others(set: FrameSet): { column: Uint16Array; targets: Target[] }[] {
    return this.#members.flatMap((other) => {
      const of = set.moment === null ? moments([other], this.#waves) : [set.moment];
      return of.flatMap((moment) => {
        const targets = set.members.flatMap((_, left): Target[] => {
          const kept = set.members.map((member, place) => ({ member, place })).filter(({ place }) => place !== left);
          const target = this.#target([...kept, { member: other, place: -1 }], moment);
          return target === null || (this.#sets[target.set] as FrameSet).name === set.name ? [] : [target];
        });
        return targets.length === 0 ? [] : [{ column: this.#codes.at(other, moment), targets }];
      });
    });
  }

  /** The sets of some of its conditions only. */
  #wider(set: FrameSet): Target[] {
    const all = set.members.map((member, place) => ({ member, place }));
    const chosen = Array.from({ length: 2 ** all.length - 1 }, (_, bits) => all.filter((_, at) => (bits >> at) & 1));
    return chosen.flatMap((kept) => this.#target(kept, set.moment) ?? []);
  }

  /** Null where there is no such set: a variable twice, or more than are looked at together. */
  #target(members: readonly { member: Member; place: number }[], moment: FrameMoment): Target | null {
    const sorted = [...members].sort((a, b) => a.member.variable - b.member.variable);
    const name = frameSet(
      sorted.map(({ member: { variable, coding } }) => [variable, coding] as const),
      sorted.some(({ member }) => member.level === "PERSON_WAVE") ? moment : null,
    );
    const set = this.#places.get(name);
    return set === undefined ? null : { set, from: sorted.map(({ place }) => place) };
  }
}

/** Fewer conditions, then shown before, then larger, then first. */
const before = (a: Audited, b: Audited): number =>
  a.codes.length - b.codes.length ||
  Number(b.shownBefore) - Number(a.shownBefore) ||
  b.published - a.published ||
  a.place - b.place;

const combinationOf = ({ members }: FrameSet, codes: readonly number[]): number =>
  members.reduce((combination, { size }, at) => combination * size + (codes[at] as number), 0);

/** The persons of these frames, one frame after the other. */
function inGroups(grouping: Grouping, frames: readonly AuditedFrame[]): { starts: Int32Array; persons: Int32Array } {
  const at = new Int32Array(grouping.count).fill(-1);
  const starts = new Int32Array(frames.length + 1);
  frames.forEach(({ slot, persons }, index) => {
    at[slot] = index;
    starts[index + 1] = (starts[index] as number) + persons;
  });
  const next = starts.slice();
  const persons = new Int32Array(starts[frames.length] as number);
  const { slots } = grouping;
  for (let p = 0; p < slots.length; p++) {
    const index = at[slots[p] as number] as number;
    if (index < 0) continue;
    const place = next[index] as number;
    persons[place] = p;
    next[index] = place + 1;
  }
  return { starts, persons };
}

/**
 * Codes that all but `few` of these persons have, and how many have not. One of the first persons has such a code; another
 * code is given up as soon as too many are without it.
 */
function nearlyAll(
  column: Uint16Array,
  persons: Int32Array,
  from: number,
  to: number,
  few: number,
): [code: number, without: number][] {
  const found: [number, number][] = [];
  const tried: number[] = [];
  for (let first = from; first < to && first <= from + few; first++) {
    const code = column[persons[first] as number] as number;
    if (tried.includes(code)) continue;
    tried.push(code);
    let without = 0;
    for (let at = from; at < to && without <= few; at++) if (column[persons[at] as number] !== code) without++;
    if (without <= few) found.push([code, without]);
  }
  return found;
}
