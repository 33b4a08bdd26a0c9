import type { Axis } from "../axis.ts";
import type { Frame } from "../measure.ts";
import type { Context, StudyPlan } from "../plan.ts";
import type { Rules } from "../rules.ts";

/**
 * The frames of a counted wave that may be shown: large enough, neither blocked nor lost, and not the one that would give
 * a small one away.
 */
export function visibleFrames(
  plan: StudyPlan,
  context: Context,
  frames: ReadonlyMap<number, Frame>,
  rules: Rules,
): Set<number> {
  const visible = new Set<number>();
  const persons = (number: number) => frames.get(number)?.persons ?? 0;
  const sizes = context.frameAxes.map((place) => (plan.axes[place] as Axis).size);
  const total = sizes.reduce((product, size) => product * size, 1);
  for (let number = 0; number < total; number++) {
    if (persons(number) >= rules.frame && !(rules.audited && frames.get(number)?.withheld)) visible.add(number);
  }
  let stride = total;
  const dropped = new Set<number>();
  for (const size of sizes) {
    stride /= size;
    for (let start = 0; start < total; start++) {
      if (Math.floor(start / stride) % size !== 0) continue;
      const line = Array.from({ length: size }, (_, at) => start + at * stride);
      const drop = dropOne(line, persons, rules.frame);
      if (drop !== null) dropped.add(drop);
    }
  }
  for (const number of dropped) visible.delete(number);
  return visible;
}

/** Of one line of categories: the smallest that is large enough, if the small ones together are a small group. */
function dropOne(line: readonly number[], persons: (number: number) => number, minimum: number): number | null {
  const small = line.reduce((sum, number) => (persons(number) < minimum ? sum + persons(number) : sum), 0);
  if (small < 1 || small >= minimum) return null;
  let smallest: number | null = null;
  for (const number of line) {
    if (persons(number) < minimum) continue;
    if (smallest === null || persons(number) < persons(smallest)) smallest = number;
  }
  return smallest;
}
