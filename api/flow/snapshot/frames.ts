import { setImmediate } from "node:timers/promises";
import { UINTEGER, USMALLINT, UTINYINT, VARCHAR } from "@duckdb/node-api";
import type { EarlierFrames } from "./earlier-frames.ts";
import { type FrameSet, groupPersons, type Grouping } from "./frame-sets.ts";
import type { PersonCodes } from "./person-codes.ts";
import type { RecordKeys } from "./record-keys.ts";
import type { Workshop } from "./workshop.ts";

/** From so many persons on, a frame keeps the fingerprint that its lasting noise hangs on. */
const FIXED_FROM = 10;
const HALF = 2 ** 32;
/** So many 32-bit numbers are added up exactly in a double, whatever they are. */
const EXACT_SUMS = 2 ** 20;

interface GroupSums {
  persons: Uint32Array;
  high: Float64Array;
  low: Float64Array;
  /** 1 where a person of the group changed. */
  touched: Uint8Array;
}

/** Adds up the record keys of each group, modulo 2^64, in halves. */
export function sumGroups(grouping: Grouping, keys: RecordKeys, changed: Uint8Array): GroupSums {
  const { slots, count } = grouping;
  const sums: GroupSums = {
    persons: new Uint32Array(count),
    high: new Float64Array(count),
    low: new Float64Array(count),
    touched: new Uint8Array(count),
  };
  const { persons, high, low, touched } = sums;
  for (let from = 0; from < slots.length; from += EXACT_SUMS) {
    const to = Math.min(slots.length, from + EXACT_SUMS);
    for (let p = from; p < to; p++) {
      const slot = slots[p] as number;
      persons[slot] = (persons[slot] as number) + 1;
      high[slot] = (high[slot] as number) + (keys.high[p] as number);
      low[slot] = (low[slot] as number) + (keys.low[p] as number);
      if (changed[p] === 1) touched[slot] = 1;
    }
    for (let slot = 0; slot < count; slot++) {
      const sum = low[slot] as number;
      high[slot] = ((high[slot] as number) + Math.floor(sum / HALF)) % HALF;
      low[slot] = sum % HALF;
    }
  }
  return sums;
}

/** Columns of the table `frame`, before they are put together. */
class FrameRows {
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
}

const FRAME_ROW = [
  UINTEGER,
  USMALLINT,
  USMALLINT,
  USMALLINT,
  UINTEGER,
  UINTEGER,
  UINTEGER,
  UINTEGER,
  UINTEGER,
  UINTEGER,
  UTINYINT,
];

export interface FrameInput {
  sets: readonly FrameSet[];
  codes: PersonCodes;
  keys: RecordKeys;
  changed: Uint8Array;
  earlier: EarlierFrames | null;
  /** Of the snapshot that is being made. */
  number: number;
}

/** Makes the tables `frame` and `past_frame` (manifest.ts). */
export async function writeFrames(workshop: Workshop, input: FrameInput): Promise<void> {
  const rows = new FrameRows();
  const slots = new Int32Array(input.codes.persons);
  for (const [index, set] of input.sets.entries()) {
    addSet(rows, set, index, groupPersons(set, input.codes, slots), input);
    // Requests go on being answered meanwhile.
    await setImmediate();
  }
  await workshop.run(`create temp table frame_row (
    place UINTEGER, code1 USMALLINT, code2 USMALLINT, code3 USMALLINT, persons UINTEGER,
    first_high UINTEGER, first_low UINTEGER, now_high UINTEGER, now_low UINTEGER, as_of UINTEGER, fixed UTINYINT)`);
  await workshop.append("frame_row", FRAME_ROW, Object.values(rows), rows.set.length);
  await workshop.run("create temp table frame_set (place UINTEGER, variables VARCHAR, members USMALLINT)");
  const { sets } = input;
  await workshop.append(
    "frame_set",
    [UINTEGER, VARCHAR, USMALLINT],
    [sets.map((_, index) => index), sets.map(({ name }) => name), sets.map(({ members }) => members.length)],
    sets.length,
  );
  await workshop.run(`create table frame as select variables,
      [code1, code2, code3][1:members]::USMALLINT[] as codes, persons,
      first_high::UBIGINT * ${HALF} + first_low::UBIGINT as fp_first,
      now_high::UBIGINT * ${HALF} + now_low::UBIGINT as fp_now, as_of, fixed = 1 as fixed
    from frame_row join frame_set using (place) order by frame_row.rowid`);
  const past = input.earlier?.past() ?? [];
  await workshop.run("create temp table past_row (key VARCHAR, first_high UINTEGER, first_low UINTEGER)");
  await workshop.append(
    "past_row",
    [VARCHAR, UINTEGER, UINTEGER],
    [past.map(({ key }) => key), past.map(({ firstHigh }) => firstHigh), past.map(({ firstLow }) => firstLow)],
    past.length,
  );
  await workshop.run(`create table past_frame as
    select key, first_high::UBIGINT * ${HALF} + first_low::UBIGINT as fp_first from past_row order by key`);
}

function addSet(rows: FrameRows, set: FrameSet, index: number, grouping: Grouping, input: FrameInput): void {
  const { persons, high, low, touched } = sumGroups(grouping, input.keys, input.changed);
  const before = input.earlier?.of(set);
  for (let slot = 0; slot < grouping.count; slot++) {
    const size = persons[slot] as number;
    if (size === 0) continue;
    const codes = grouping.codes(slot);
    const [nowHigh, nowLow] = [high[slot] as number, low[slot] as number];
    const earlier = before?.find(codes) ?? null;
    const same = earlier?.now?.high === nowHigh && earlier.now.low === nowLow && touched[slot] === 0;
    rows.set.push(index);
    rows.code1.push(codes[0] ?? 0);
    rows.code2.push(codes[1] ?? 0);
    rows.code3.push(codes[2] ?? 0);
    rows.persons.push(size);
    rows.firstHigh.push(earlier?.fixed ? earlier.firstHigh : nowHigh);
    rows.firstLow.push(earlier?.fixed ? earlier.firstLow : nowLow);
    rows.nowHigh.push(nowHigh);
    rows.nowLow.push(nowLow);
    rows.asOf.push(same && earlier?.now ? earlier.now.asOf : input.number);
    rows.fixed.push(earlier?.fixed || size >= FIXED_FROM ? 1 : 0);
  }
}
