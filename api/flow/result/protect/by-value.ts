import type { Axis } from "../axis.ts";
import type { Context, StudyPlan } from "../plan.ts";

/** How far the value of a tuple of a frame's label is from the middle of the declared limits. */
export type ValueOf = (context: Context, frame: number, tuple: number) => number;

/**
 * Where each code of what is measured is one value, a sum follows from how many have each: it has no draw of its own, which
 * would be another draw of the same numbers. Null where a code may be several values.
 */
export function valueByCode({ measured, axes, manifest }: StudyPlan): ValueOf | null {
  const values = measured && valuesOf(manifest.variables[measured.variable], axes[measured.axis]);
  if (!measured || !values) return null;
  return (context, frame, tuple) => {
    const place = context.standings[measured.axis]?.sameAs ?? measured.axis;
    const inFrame = context.frameAxes.includes(place);
    const [places, number] = inFrame ? [context.frameAxes, frame] : [context.labelAxes, tuple];
    const sizes = places.map((each) => (axes[each] as Axis).size);
    const at = places.indexOf(place);
    const stride = sizes.slice(at + 1).reduce((product, size) => product * size, 1);
    return values[Math.floor(number / stride) % (sizes[at] ?? 1)] ?? 0;
  };
}

/** Whether it takes few values, as declared, though its bands may hold several of them. */
export const FEW_VALUES = 12;

type Declared = StudyPlan["manifest"]["variables"][number];

/** How many values an integer may take; null where that is not declared. */
export function declaredValues(variable: Declared | undefined): number | null {
  if (variable?.type !== "INTEGER" || !variable.limits) return null;
  return Math.floor(variable.limits.maximum) - Math.ceil(variable.limits.minimum) + 1;
}

/** By code, from the middle of the limits. */
function valuesOf(variable: Declared | undefined, axis: Axis | undefined): number[] | null {
  const count = declaredValues(variable);
  if (count === null || !axis || !variable?.limits) return null;
  const { minimum, maximum } = variable.limits;
  const values = Array.from({ length: count }, (_, at) => Math.ceil(minimum) + at);
  const bands = variable.codings[axis.coding]?.limits ?? [];
  if (count !== axis.validCount || !bands.every((limit, at) => limit === values[at + 1])) return null;
  return values.map((value) => value - (minimum + maximum) / 2);
}
