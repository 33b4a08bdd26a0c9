import type { Manifest } from "../snapshot/manifest.ts";
import { checkComparable } from "./comparable.ts";
import { enumerate } from "./elementary.ts";
import { measure, type MeasuredData } from "./measure.ts";
import { movingPlaces } from "./measure-sql.ts";
import { planStudy, type StudyPlan } from "./plan.ts";
import type { NoiseTables } from "./protect/noise.ts";
import { protect, type ProtectedAnswer } from "./protect/protect.ts";
import type { ResultQuery } from "./query.ts";
import type { Rules } from "./rules.ts";
import { tooManyCells } from "./size.ts";
import { Slices } from "./slices.ts";

export interface AnswerEffects {
  rules: Rules;
  tables: NoiseTables | null;
  /** The secret of the study at this place, 32 bytes. */
  secretOf(at: number): Promise<Buffer>;
  /** Lends the measured data of the study at this place. */
  lend<T>(at: number, use: (data: MeasuredData) => Promise<T>): Promise<T>;
  /** Says stop when nobody waits for the answer any more, or it takes too long. */
  signal: AbortSignal;
}

/** Most combinations of moving codes, where waves are added up. */
const MOST_MOVING_PLACES = 1240;

/** Plans every study's part of a question, or refuses. */
export function planAll(query: ResultQuery, manifests: readonly Manifest[], rules: Rules): StudyPlan[] {
  const plans = manifests.map((manifest) => planStudy(query, manifest, rules));
  checkComparable(query, plans);
  for (const plan of plans) if (plan.pooled && movingPlaces(plan) > MOST_MOVING_PLACES) throw tooManyCells(plan);
  return plans;
}

/** plan → measure → protect, the only way from data to an answer. */
export async function answer(
  query: ResultQuery,
  plans: readonly StudyPlan[],
  effects: AnswerEffects,
): Promise<ProtectedAnswer> {
  const slices = new Slices(effects.signal);
  const measured = await Promise.all(
    plans.map(async (plan, at) => {
      // DuckDB counts on threads of its own, meanwhile the sums are written out here.
      const [measurement, secret, enumeration] = await Promise.all([
        effects.lend(at, (data) => measure(plan, data, { clip: effects.rules.clip, signal: effects.signal })),
        effects.secretOf(at),
        enumerate(plan, slices),
      ]);
      return { plan, enumeration, measurement, secret };
    }),
  );
  return protect(query, measured, effects.rules, effects.tables, slices);
}
