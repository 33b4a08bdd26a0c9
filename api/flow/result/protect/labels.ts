import { NOT_IN_WAVE } from "../../snapshot/manifest.ts";
import { escapeKey, seenKey, type Axis, type Standing } from "../axis.ts";
import type { Context, StudyPlan } from "../plan.ts";
import type { LabelAxis } from "./effects.ts";

/** The answers of a counted wave as draws name them. */
export const labelOf = (plan: StudyPlan, context: Context): LabelAxis[] =>
  context.labelAxes.map((place) => labelAxis(plan, context, place));

function labelAxis(plan: StudyPlan, context: Context, place: number): LabelAxis {
  const axis = plan.axes[place] as Axis;
  const { key, cut, at } = context.standings[place] as Standing;
  const codes = axis.codes.slice(0, axis.size);
  const inWave = axis.kind === "variable" && typeof at === "number" && codes.at(-1)?.missing === NOT_IN_WAVE;
  return {
    key,
    cut,
    codes: codes.map(({ code, missing }) => (code === null ? `~${missing ?? ""}` : escapeKey(code))),
    ...(inWave && { seen: { key: seenKey(at, plan.manifest), valid: axis.validCount } }),
  };
}

/** A sum's tuples, as tuples of the label that its noise is drawn for. */
export type ValidLabel = (tuples: readonly number[]) => { label: readonly LabelAxis[]; tuples: readonly number[] };

/**
 * The label of a sum's noise: of what is summed only the valid codes, since who has no value adds nothing. Over all of
 * them noise is that of the sum without its bands, which then need not be drawn.
 */
export function amongValid(plan: StudyPlan, context: Context, label: readonly LabelAxis[]): ValidLabel {
  const measured = plan.measured?.axis ?? -1;
  const at = context.labelAxes.indexOf(context.standings[measured]?.sameAs ?? measured);
  const axis = label[at];
  if (!axis) return (tuples) => ({ label, tuples });
  const { validCount } = plan.axes[measured] as Axis;
  const size = axis.codes.length;
  const stride = label.slice(at + 1).reduce((product, { codes }) => product * codes.length, 1);
  const others = label.filter((_, place) => place !== at);
  const { key, cut, codes } = axis;
  const valid = label.with(at, { key, cut, codes: codes.slice(0, validCount) });
  return (tuples) => {
    const without = new Set(tuples.map((tuple) => Math.floor(tuple / (stride * size)) * stride + (tuple % stride)));
    if (without.size * validCount === tuples.length) return { label: others, tuples: [...without] };
    return {
      label: valid,
      tuples: tuples.map((tuple) => {
        const before = Math.floor(tuple / (stride * size));
        return before * stride * validCount + (tuple % (stride * size));
      }),
    };
  };
}
