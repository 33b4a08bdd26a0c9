import { frameSet, type FrameMoment } from "../snapshot/manifest.ts";
import type { Axis } from "./axis.ts";
import type { MeasuredData } from "./measure.ts";
import type { Context, StudyPlan } from "./plan.ts";

export interface Frame {
  /** As are its fingerprint and figures: of the snapshot it was last published anew in. */
  persons: number;
  /** 16 hex digits */
  fpFirst: string;
  fpNow: string;
  /** Number of that snapshot. */
  asOf: number;
  /** May not be shown however many it has: the audit blocked it, or its older figures cannot be made any more. */
  withheld: boolean;
}

/** The frames of so many sets stay in memory for each opened snapshot. */
const MOST_SETS = 64;

/** Name of the set that a counted wave's frames belong to. */
export function setOf(plan: StudyPlan, context: Context): string {
  const axes = context.frameAxes.map((place) => plan.axes[place] as Axis);
  const moment: FrameMoment = axes.some((axis) => plan.manifest.variables[axis.variable]?.level === "PERSON_WAVE")
    ? context.frameAt
    : null;
  return frameSet(
    axes.map((axis) => [axis.variable, axis.coding] as const),
    moment,
  );
}

/** The frames of a counted wave by number, mixed radix over its frame axes. */
export async function framesOf(plan: StudyPlan, context: Context, data: MeasuredData): Promise<Map<number, Frame>> {
  const set = setOf(plan, context);
  let known = data.frames.get(set);
  if (!known) {
    known = readFrames(plan, data, set);
    data.frames.set(set, known);
    const [oldest] = data.frames.keys();
    if (data.frames.size > MOST_SETS && oldest !== undefined) data.frames.delete(oldest);
    known.catch(() => data.frames.delete(set));
  }
  const numbered = new Map<number, Frame>();
  for (const [codes, frame] of await known) {
    const positions = codes === "" ? [] : codes.split(",").map(Number);
    numbered.set(frameNumber(plan, context, positions), frame);
  }
  return numbered;
}

export function frameNumber(plan: StudyPlan, context: Context, positions: readonly number[]): number {
  let number = 0;
  context.frameAxes.forEach((place, at) => {
    number = number * (plan.axes[place] as Axis).size + (positions[at] as number);
  });
  return number;
}

async function readFrames(plan: StudyPlan, data: MeasuredData, set: string): Promise<Map<string, Frame>> {
  // snapshots that were made before frames were frozen and audited have neither
  const withheld = plan.manifest.blockedFrames === undefined ? "false" : "lost or blocked";
  const rows = await data.database.rows<{
    codes: number[];
    persons: number;
    fp_first: bigint;
    fp_now: bigint;
    as_of: number;
    withheld: boolean;
  }>(
    `select codes, persons::integer as persons, fp_first, fp_now, as_of::integer as as_of, ${withheld} as withheld
      from frame where variables = ?`,
    [set],
  );
  const hex = (fingerprint: bigint) => fingerprint.toString(16).padStart(16, "0");
  return new Map(
    rows.map((row) => [
      row.codes.join(","),
      {
        persons: row.persons,
        fpFirst: hex(row.fp_first),
        fpNow: hex(row.fp_now),
        asOf: row.as_of,
        withheld: row.withheld,
      },
    ]),
  );
}
