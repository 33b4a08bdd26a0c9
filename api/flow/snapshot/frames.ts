import { setImmediate } from "node:timers/promises";
import { type Audit, type AuditedFrame } from "./audit.ts";
import type { EarlierFrames, Standing } from "./earlier-frames.ts";
import { type FrameSet, groupPersons, type Grouping } from "./frame-sets.ts";
import { type Correction, FEWEST, type Fate, type Freezing } from "./frozen.ts";
import { sumGroups } from "./group-sums.ts";
import type { PersonCodes } from "./person-codes.ts";
import type { RecordKeys } from "./record-keys.ts";

/** Columns of the table `frame`, before they are put together. */
export class FrameRows {
  readonly set: number[] = [];
  readonly code1: number[] = [];
  readonly code2: number[] = [];
  readonly code3: number[] = [];
  readonly persons: number[] = [];
  readonly firstHigh: number[] = [];
  readonly firstLow: number[] = [];
  readonly nowHigh: number[] = [];
  readonly nowLow: number[] = [];
  readonly asOf: number[] = [];
  readonly fixed: number[] = [];
  readonly gone: number[] = [];
  readonly lost: number[] = [];
  readonly blocked: number[] = [];
}

export interface FrameInput {
  sets: readonly FrameSet[];
  codes: PersonCodes;
  keys: RecordKeys;
  earlier: { frames: EarlierFrames; freezing: Freezing } | null;
  audit: Audit;
  /** Of the snapshot that is being made. */
  number: number;
}

export interface Frames {
  rows: FrameRows;
  /** By place among the rows: who changed since the frame was published. */
  corrections: Map<number, Correction[]>;
}

/** The groups that BACKGROUND variables make, as they are to be published. */
export async function makeFrames(input: FrameInput): Promise<Frames> {
  const frames: Frames = { rows: new FrameRows(), corrections: new Map() };
  const slots = new Int32Array(input.codes.persons);
  for (const [index, set] of input.sets.entries()) {
    addSet(frames, set, index, groupPersons(set, input.codes, slots), input);
    // Requests go on being answered meanwhile.
    await setImmediate();
  }
  return frames;
}

function addSet(
  { rows, corrections }: Frames,
  set: FrameSet,
  index: number,
  grouping: Grouping,
  input: FrameInput,
): void {
  const sums = sumGroups(grouping, input.keys);
  const { persons, high, low } = sums;
  const before = input.earlier?.frames.of(set);
  const first = new Map<number, { high: number; low: number }>();
  const standing = new Map<number, Standing>();
  if (before !== undefined)
    for (let slot = 0; slot < grouping.count; slot++) {
      if (persons[slot] === 0) continue;
      const frame = before.find(grouping.codes(slot));
      if (frame?.fixed) first.set(slot, { high: frame.firstHigh, low: frame.firstLow });
      if (frame?.now) standing.set(slot, frame.now);
    }
  const fates = input.earlier?.freezing.fates(set, grouping, sums, standing);
  const audited: AuditedFrame[] = [];
  for (let slot = 0; slot < grouping.count; slot++) {
    const size = persons[slot] as number;
    if (size === 0) continue;
    const fate: Fate = fates?.get(slot) ?? { fate: "ANEW" };
    const stood = fate.fate === "ANEW" ? undefined : standing.get(slot);
    const [nowHigh, nowLow] = [high[slot] as number, low[slot] as number];
    const now = stood ?? { high: nowHigh, low: nowLow, asOf: input.number, persons: size };
    const frozen = fate.fate === "FROZEN" ? fate : null;
    const codes = grouping.codes(slot);
    const place = rows.set.length;
    rows.set.push(index);
    rows.code1.push(codes[0] ?? 0);
    rows.code2.push(codes[1] ?? 0);
    rows.code3.push(codes[2] ?? 0);
    rows.persons.push(now.persons);
    rows.firstHigh.push(first.get(slot)?.high ?? now.high);
    rows.firstLow.push(first.get(slot)?.low ?? now.low);
    rows.nowHigh.push(now.high);
    rows.nowLow.push(now.low);
    rows.asOf.push(now.asOf);
    rows.fixed.push(first.has(slot) || now.persons >= FEWEST ? 1 : 0);
    rows.gone.push(frozen?.gone ?? 0);
    rows.lost.push(frozen?.lost ? 1 : 0);
    rows.blocked.push(stood?.blocked ? 1 : 0);
    if (frozen !== null && frozen.corrections.length > 0) corrections.set(place, frozen.corrections);
    if (now.persons < FEWEST || frozen?.lost) continue;
    const earlier = standing.get(slot);
    audited.push({
      ...{ place, slot, codes, persons: size, published: now.persons },
      shownBefore: earlier !== undefined && earlier.persons >= FEWEST && !earlier.blocked,
      // Blocked ones stay so until they are published anew.
      blockedBefore: stood?.blocked ?? false,
      corrections: frozen?.corrections ?? [],
    });
  }
  input.audit.add(index, grouping, audited);
}
