import type { Axis } from "./axis.ts";
import type { ElementaryCells } from "./cells.ts";
import type { MeasuredData, Measurement } from "./measure.ts";
import { frameNumber, setOf } from "./measured-frames.ts";
import { everPlaces, position, valuesOf } from "./measure-sql.ts";
import type { ChangedPerson } from "./person-moves.ts";
import type { Context, StudyPlan } from "./plan.ts";

/*
 * A frame of which fewer than 10 persons changed stands as it was published (manifest.ts: frozen_row, frozen_member). What
 * was measured over the present persons is corrected: who changed is added as they were, and taken off as they are.
 */

/** The plan's sets in which frames are frozen. */
export async function frozenSets(plan: StudyPlan, data: MeasuredData): Promise<ReadonlySet<string>> {
  if (plan.manifest.blockedFrames === undefined) return new Set();
  if (data.frozen === undefined) {
    data.frozen = data.database
      .rows<{ variables: string }>("select distinct variables from frozen_member")
      .then((rows) => new Set(rows.map(({ variables }) => variables)));
    data.frozen.catch(() => delete data.frozen);
  }
  const frozen = await data.frozen;
  return new Set(plan.contexts.map((context) => setOf(plan, context)).filter((set) => frozen.has(set)));
}

interface CellRow {
  frame: number[];
  label: number[];
  n: number;
  s: number | null;
  q: number | null;
  a: number | null;
  /** Sizes of single values that come to it, and that go. */
  more: number[] | null;
  fewer: number[] | null;
}

/** Corrects the cells of frozen frames in place. */
export async function correctCells(
  plan: StudyPlan,
  data: MeasuredData,
  clip: boolean,
  frozen: ReadonlySet<string>,
  cells: Measurement["cells"],
): Promise<void> {
  for (const [at, context] of plan.contexts.entries()) {
    const set = setOf(plan, context);
    if (!frozen.has(set)) continue;
    const rows = await data.database.rows<CellRow>(correctionStatement(plan, context, set, clip));
    const largest = await largestValues(plan, context, data, clip, rows);
    const here = cells[at] as ElementaryCells;
    for (const row of rows) {
      const number = cellNumber(plan, context, row);
      const before = here.get(number);
      const n = (before?.n ?? 0) + row.n;
      here.set(number, {
        n,
        sum: (before?.sum ?? 0) + (row.s ?? 0),
        squares: (before?.squares ?? 0) + (row.q ?? 0),
        size: (before?.size ?? 0) + (row.a ?? 0),
        top: twoLargest(largest.get(number) ?? before?.top ?? [], row),
      });
    }
  }
}

/** Positions come from what is written down of the frame, those of the label from the rows. */
function correctionStatement(plan: StudyPlan, context: Context, set: string, clip: boolean): string {
  const label = context.labelAxes.map((place) => `${position(plan, context, place)}::integer`);
  const sign = "(case when past then 1 else -1 end)";
  const values = valuesOf(plan, context, clip);
  const sums =
    values === null
      ? ["null as s", "null as q", "null as a", "null as more", "null as fewer"]
      : [
          `sum(${sign} * ${values.centred}) as s`,
          `sum(${sign} * ${values.squared}) as q`,
          `sum(${sign} * abs(${values.value})) as a`,
          `list(abs(${values.value})) filter (past and ${values.value} is not null) as more`,
          `list(abs(${values.value})) filter (not past and ${values.value} is not null) as fewer`,
        ];
  return `select codes::integer[] as frame, [${label.join(", ")}]::integer[] as label, sum(${sign})::double as n,
      ${sums.join(", ")}
    from frozen_member join frozen_row using (row) where variables = '${set}' group by frame, label`;
}

function cellNumber(plan: StudyPlan, context: Context, { frame, label }: Pick<CellRow, "frame" | "label">): number {
  let number = frameNumber(plan, context, frame);
  context.labelAxes.forEach((place, at) => {
    number = number * (plan.axes[place] as Axis).size + (label[at] as number);
  });
  return number;
}

/** So many of the largest present values, by cell, that two are left of those who did not change. */
async function largestValues(
  plan: StudyPlan,
  context: Context,
  data: MeasuredData,
  clip: boolean,
  rows: readonly CellRow[],
): Promise<Map<number, number[]>> {
  const values = valuesOf(plan, context, clip);
  const taken = rows.filter(({ fewer }) => fewer !== null);
  if (values === null || taken.length === 0) return new Map();
  const most = 2 + Math.max(...taken.map(({ fewer }) => fewer?.length ?? 0));
  const frame = context.frameAxes.map((place) => `${position(plan, context, place)}::integer`);
  const label = context.labelAxes.map((place) => `${position(plan, context, place)}::integer`);
  const inFrames = frame.map((expression, at) => {
    const positions = new Set(taken.map((row) => row.frame[at] as number));
    return `${expression} in (${[...positions].join(", ")})`;
  });
  const found = await data.database.rows<{ frame: number[]; label: number[]; top: number[] | null }>(
    `select [${frame.join(", ")}]::integer[] as frame, [${label.join(", ")}]::integer[] as label,
        max(abs(${values.value}), ${most}) as top
      from person ${inFrames.length > 0 ? `where ${inFrames.join(" and ")}` : ""} group by frame, label`,
  );
  return new Map(found.map((row) => [cellNumber(plan, context, row), row.top ?? []]));
}

function twoLargest(present: readonly number[], { more, fewer }: CellRow): number[] {
  const left = [...present];
  for (const size of fewer ?? []) {
    const at = left.indexOf(size);
    if (at >= 0) left.splice(at, 1);
  }
  return [...left, ...(more ?? [])].sort((a, b) => b - a).slice(0, 2);
}

type Places = { row: number; p: number; past: boolean; part: number } & Record<`t${number}`, number>;

/**
 * Corrects the roll-up of persons over added-up waves: each person who changed is taken off as they are, and put back as
 * the frames of each wave have them. Exact, also where BACKGROUND moves with the wave and only some waves' frames are
 * frozen: one person may then stand at two places, and still counts once.
 */
export async function correctEver(
  plan: StudyPlan,
  data: MeasuredData,
  frozen: ReadonlySet<string>,
): Promise<ChangedPerson[]> {
  const sets = plan.contexts.map((context) => setOf(plan, context));
  const names = [...frozen].map((set) => `'${set}'`).join(", ");
  const members = await data.database.rows<{ variables: string; row: number }>(
    `select distinct variables, row::integer as row from frozen_member where variables in (${names})`,
  );
  const there = new Map([...frozen].map((set) => [set, new Set<number>()]));
  for (const { variables, row } of members) there.get(variables)?.add(row);
  const rows = await data.database.rows<Places>(
    `select row::integer as row, p::integer as p, past, ${everPlaces(plan)} from frozen_row
      where p in (select p from frozen_row join frozen_member using (row) where variables in (${names}))`,
  );
  const byPerson = new Map<number, Places[]>();
  for (const row of rows) byPerson.set(row.p, [...(byPerson.get(row.p) ?? []), row]);
  const found: ChangedPerson[] = [];
  for (const places of byPerson.values()) {
    const present = places.find(({ past }) => !past);
    if (present === undefined) throw new Error("who changed is missing among the frozen rows");
    const before: ChangedPerson = { persons: 1, places: new Map() };
    const now: ChangedPerson = { persons: -1, places: new Map() };
    sets.forEach((set, at) => {
      const members = there.get(set);
      for (const row of places) {
        const counts = row.past ? members?.has(row.row) === true : members?.has(row.row) !== true;
        if (counts) mark(before, row, at);
      }
      mark(now, present, at);
    });
    found.push(before, now);
  }
  return found;
}

function mark({ places }: ChangedPerson, row: Places, context: number): void {
  const marks = places.get(row.part) ?? new Set<number>();
  places.set(row.part, marks.add(row[`t${context}`] as number));
}
