import { UINTEGER, USMALLINT, UTINYINT, VARCHAR } from "@duckdb/node-api";
import type { PastFrame } from "./earlier-frames.ts";
import type { FrameSet } from "./frame-sets.ts";
import type { FrameRows } from "./frames.ts";
import { HALF } from "./group-sums.ts";
import type { Workshop } from "./workshop.ts";

const FRAME_ROW = [
  ...[UINTEGER, USMALLINT, USMALLINT, USMALLINT, UINTEGER],
  ...[UINTEGER, UINTEGER, UINTEGER, UINTEGER, UINTEGER, UTINYINT, UINTEGER, UTINYINT, UTINYINT],
];

/** Makes the tables `frame`, `past_frame` and `frozen_member` (manifest.ts). `members`: place of a frame, and a frozen row. */
export async function writeFrames(
  workshop: Workshop,
  sets: readonly FrameSet[],
  rows: FrameRows,
  past: readonly PastFrame[],
  members: { frames: readonly number[]; rows: readonly number[] },
): Promise<void> {
  await workshop.run(`create temp table frame_row (
    place UINTEGER, code1 USMALLINT, code2 USMALLINT, code3 USMALLINT, persons UINTEGER,
    first_high UINTEGER, first_low UINTEGER, now_high UINTEGER, now_low UINTEGER, as_of UINTEGER, fixed UTINYINT,
    gone UINTEGER, lost UTINYINT, blocked UTINYINT)`);
  await workshop.append("frame_row", FRAME_ROW, Object.values(rows), rows.set.length);
  await workshop.run("create temp table frame_set (place UINTEGER, variables VARCHAR, members USMALLINT)");
  await workshop.append(
    "frame_set",
    [UINTEGER, VARCHAR, USMALLINT],
    [sets.map((_, index) => index), sets.map(({ name }) => name), sets.map(({ members }) => members.length)],
    sets.length,
  );
  const codes = "[code1, code2, code3][1:members]::USMALLINT[] as codes";
  await workshop.run(`create table frame as select variables, ${codes}, persons,
      first_high::UBIGINT * ${HALF} + first_low::UBIGINT as fp_first,
      now_high::UBIGINT * ${HALF} + now_low::UBIGINT as fp_now, as_of, fixed = 1 as fixed,
      gone, lost = 1 as lost, blocked = 1 as blocked
    from frame_row join frame_set using (place) order by frame_row.rowid`);

  await workshop.run("create temp table past (key VARCHAR, first_high UINTEGER, first_low UINTEGER)");
  await workshop.append(
    "past",
    [VARCHAR, UINTEGER, UINTEGER],
    [past.map(({ key }) => key), past.map(({ firstHigh }) => firstHigh), past.map(({ firstLow }) => firstLow)],
    past.length,
  );
  await workshop.run(`create table past_frame as
    select key, first_high::UBIGINT * ${HALF} + first_low::UBIGINT as fp_first from past order by key`);

  await workshop.run("create temp table member_row (frame UINTEGER, row UINTEGER)");
  await workshop.append("member_row", [UINTEGER, UINTEGER], [members.frames, members.rows], members.rows.length);
  await workshop.run(`create table frozen_member as select variables, ${codes}, member_row.row as row
    from member_row join frame_row on frame_row.rowid = member_row.frame join frame_set using (place)
    order by member_row.rowid`);
}
