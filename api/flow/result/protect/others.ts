import type { Axis } from "../axis.ts";
import type { Group } from "../elementary.ts";
import type { Context, StudyPlan } from "../plan.ts";
import type { Rules } from "../rules.ts";
import type { ExactCells } from "./exact-cells.ts";

/** Rule 4: along each answer of a cell, the other valid codes together. A sum over all of them has no others. */
export function othersEnough(
  groups: readonly Group[],
  plan: StudyPlan,
  cells: ExactCells,
  { minimum }: Rules,
): "none" | "enough" | "too few" {
  let found: "none" | "enough" = "none";
  for (let place = 0; place < plan.axes.length; place++) {
    let [some, sum] = [false, 0];
    for (const group of groups) {
      const others = othersAlong(group, place, plan, cells);
      if (others === null) continue;
      some = true;
      sum += others;
    }
    if (!some) continue;
    if (sum < minimum) return "too few";
    found = "enough";
  }
  return found;
}

/** The other valid codes together, along one answer; null where there are none. */
function othersAlong(group: Group, place: number, plan: StudyPlan, cells: ExactCells): number | null {
  const context = plan.contexts[group.context] as Context;
  const at = context.labelAxes.indexOf(place);
  if (at < 0) return null;
  const label = cells.label(group);
  const size = label[at]?.codes.length ?? 1;
  const stride = label.slice(at + 1).reduce((product, axis) => product * axis.codes.length, 1);
  const { validCount } = plan.axes[place] as Axis;
  const y = cells.protected(group);
  /** By the first cell of a line: how many of its valid codes are inside. */
  const lines = new Map<number, number>();
  let others = 0;
  for (const tuple of group.tuples) {
    const code = Math.floor(tuple / stride) % size;
    if (code >= validCount) continue;
    const line = tuple - code * stride;
    lines.set(line, (lines.get(line) ?? 0) + 1);
    others -= y[tuple] as number;
  }
  let found = false;
  for (const [line, inside] of lines) {
    if (inside < validCount) found = true;
    for (let code = 0; code < validCount; code++) others += y[line + code * stride] as number;
  }
  return found ? others : null;
}
