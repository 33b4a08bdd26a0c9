import type { Rules } from "../rules.ts";
import type { ProtectedFamily } from "./family.ts";
import { clamp, missingOf, roundShare, shownCount, type Part, type Shown } from "./statistics.ts";

const Z95 = 1.959963984540054;

/**
 * Kaplan-Meier after each wave, from protected events and protected numbers at risk. Waves are merged until an interval
 * has enough events; inside an interval, and once too few are at risk, there is no value (null). Limits: Greenwood's
 * variance with that of the noise added, on the log scale.
 */
export function survivalOf(family: ProtectedFamily, rules: Rules): (Shown | null)[] {
  const shown: (Shown | null)[] = [];
  let survival = 1;
  let logVariance = 0;
  let pending = { y: 0, variance: 0 };
  let start: { y: number; variance: number } | null = null;
  let stopped = false;
  for (const { atRisk, events } of family.steps) {
    start ??= atRisk;
    pending = { y: pending.y + events.y, variance: pending.variance + events.variance };
    const left = start.y - pending.y;
    if (!family.shown || !atRisk.shown || left < rules.minimum) stopped = true;
    if (stopped || pending.y < rules.minimum) {
      shown.push(null);
      continue;
    }
    const hazard = clamp(start.y > 0 ? pending.y / start.y : 0);
    survival *= 1 - hazard;
    if (hazard < 1 && start.y > 0) {
      const own = (hazard * (1 - hazard)) / start.y;
      const noise = (pending.variance + hazard ** 2 * start.variance) / start.y ** 2;
      logVariance += (own + noise) / (1 - hazard) ** 2;
    }
    const spread = Z95 * Math.sqrt(logVariance);
    const count = shownCount(atRisk.y, rules);
    const outward = (value: number, round: (value: number) => number) => {
      const steps = rules.rounding === null ? null : count < rules.decimalFrom ? 100 : 1000;
      return steps === null ? clamp(value) : clamp(round(value * steps) / steps);
    };
    shown.push({
      count,
      missing: family.missing ? (family.missing.shown ? shownCount(family.missing.y, rules) : null) : 0,
      value: roundShare(survival, count, rules),
      low: survival > 0 ? outward(survival * Math.exp(-spread), Math.floor) : null,
      high: survival > 0 ? outward(survival * Math.exp(spread), Math.ceil) : null,
    });
    pending = { y: 0, variance: 0 };
    start = null;
  }
  return shown;
}

/** A quantile from the protected histogram: made monotone, and interpolated within the band it falls in. */
export function quantileOf(
  parts: readonly Part[],
  limits: readonly number[],
  ends: { minimum: number; maximum: number } | null,
  p: number,
  rules: Rules,
): Shown {
  const bands = limits.length + 1;
  const heights = Array.from({ length: bands }, (_, band) =>
    Math.max(
      0,
      parts.reduce((sum, { family }) => sum + (family.bands[band]?.y ?? 0), 0),
    ),
  );
  const variance = parts.reduce((sum, { family }) => sum + family.base.variance, 0);
  const base = parts.reduce((sum, { family }) => sum + family.base.y, 0);
  const total = heights.reduce((sum, height) => sum + height, 0);
  const edges = [ends?.minimum ?? null, ...limits, ends?.maximum ?? null];
  const at = (share: number): number | null => {
    let below = 0;
    const wanted = clamp(share) * total;
    for (let band = 0; band < bands; band++) {
      const height = heights[band] as number;
      if (below + height >= wanted && height > 0) {
        const [from, to] = [edges[band] ?? null, edges[band + 1] ?? null];
        if (from === null || to === null) return null;
        return Number((from + ((wanted - below) / height) * (to - from)).toPrecision(rules.meanDigits));
      }
      below += height;
    }
    return null;
  };
  const se = Math.sqrt((p * (1 - p)) / base + variance / base ** 2);
  return {
    count: shownCount(base, rules),
    missing: missingOf(parts, rules),
    value: at(p),
    low: at(p - Z95 * se),
    high: at(p + Z95 * se),
  };
}
