import type { DuckDB } from "../../platform/duckdb.ts";
import { frameSet, type FrameMoment } from "../snapshot/manifest.ts";
import type { Axis } from "./axis.ts";
import { cellStatement, everStatement, wordCount } from "./measure-sql.ts";
import type { Context, StudyPlan } from "./plan.ts";

/** Figures as they are. They go to protection and nowhere else. */
export interface Measurement {
  /** By context: elementary cells by frame number × size of the label + tuple number. Absent: nobody. */
  cells: Map<number, ElementaryCell>[];
  /** By context: the frames by number. Absent: nobody. */
  frames: Map<number, Frame>[];
  /** Persons by what they are in any counted wave; empty where waves are not added up. */
  ever: EverRow[];
}

export interface ElementaryCell {
  n: number;
  /** Sum and sum of squares of what is measured, from the middle of its limits. */
  sum: number;
  squares: number;
  /** Sizes without sign: of all values together, and of the two largest. */
  size: number;
  top: readonly number[];
}

export interface Frame {
  persons: number;
  /** 16 hex digits */
  fpFirst: string;
  fpNow: string;
  /** Number of the snapshot it was last published anew in. */
  asOf: number;
}

export interface EverRow {
  part: number;
  words: Int32Array;
  persons: number;
}

/** An opened snapshot; frames are read once, they never change. */
export interface MeasuredData {
  database: DuckDB;
  frames: Map<string, Promise<Map<string, Frame>>>;
}

/** Runs a plan over a snapshot. The only place that answers from measured data. */
export async function measure(plan: StudyPlan, data: MeasuredData, clip: boolean): Promise<Measurement> {
  const [cells, frames, ever] = await Promise.all([
    measureCells(plan, data, clip),
    Promise.all(plan.contexts.map((context) => framesOf(plan, context, data))),
    plan.pooled ? measureEver(plan, data) : Promise.resolve([]),
  ]);
  return { cells, frames, ever };
}

async function measureCells(plan: StudyPlan, data: MeasuredData, clip: boolean): Promise<Measurement["cells"]> {
  const maps = plan.contexts.map(() => new Map<number, ElementaryCell>());
  const groups = new Map<number, StudyPlan["contexts"]>();
  plan.contexts.forEach((context) => {
    const width = context.frameAxes.length + context.labelAxes.length;
    groups.set(width, [...(groups.get(width) ?? []), context]);
  });
  // a union needs equal columns: contexts with another number of axes (the first wave has no previous) go by themselves
  for (const contexts of groups.values()) {
    const rows = await data.database.rows<Record<string, unknown>>(cellStatement({ ...plan, contexts }, clip));
    for (const row of rows) {
      const context = contexts[row.context as number] as Context;
      const places = [...context.frameAxes, ...context.labelAxes];
      const n = row.n as number;
      if (n === 0) continue;
      let number = 0;
      places.forEach((place, column) => {
        number = number * (plan.axes[place] as Axis).size + (row[`p${column}`] as number);
      });
      maps[plan.contexts.indexOf(context)]?.set(number, {
        n,
        sum: (row.s as number | null | undefined) ?? 0,
        squares: (row.q as number | null | undefined) ?? 0,
        size: (row.a as number | null | undefined) ?? 0,
        top: (row.top as number[] | null | undefined) ?? [],
      });
    }
  }
  return maps;
}

async function framesOf(plan: StudyPlan, context: Context, data: MeasuredData): Promise<Map<number, Frame>> {
  const axes = context.frameAxes.map((place) => plan.axes[place] as Axis);
  const moment: FrameMoment = axes.some((axis) => plan.manifest.variables[axis.variable]?.level === "PERSON_WAVE")
    ? context.frameAt
    : null;
  const set = frameSet(
    axes.map((axis) => [axis.variable, axis.coding] as const),
    moment,
  );
  let known = data.frames.get(set);
  if (!known) {
    known = readFrames(data, set);
    data.frames.set(set, known);
    known.catch(() => data.frames.delete(set));
  }
  const numbered = new Map<number, Frame>();
  for (const [codes, frame] of await known) {
    const positions = codes === "" ? [] : codes.split(",").map(Number);
    let number = 0;
    axes.forEach((axis, at) => {
      number = number * axis.size + (positions[at] as number);
    });
    numbered.set(number, frame);
  }
  return numbered;
}

async function readFrames(data: MeasuredData, set: string): Promise<Map<string, Frame>> {
  const rows = await data.database.rows<{
    codes: number[];
    persons: number;
    fp_first: bigint;
    fp_now: bigint;
    as_of: number;
  }>(
    "select codes, persons::integer as persons, fp_first, fp_now, as_of::integer as as_of from frame where variables = ?",
    [set],
  );
  const hex = (fingerprint: bigint) => fingerprint.toString(16).padStart(16, "0");
  return new Map(
    rows.map((row) => [
      row.codes.join(","),
      { persons: row.persons, fpFirst: hex(row.fp_first), fpNow: hex(row.fp_now), asOf: row.as_of },
    ]),
  );
}

async function measureEver(plan: StudyPlan, data: MeasuredData): Promise<EverRow[]> {
  const words = wordCount(plan);
  const rows = await data.database.rows<Record<string, number>>(everStatement(plan));
  return rows.map((row) => ({
    part: row.part as number,
    words: Int32Array.from({ length: words }, (_, word) => row[`b${word}`] as number),
    persons: row.persons as number,
  }));
}
