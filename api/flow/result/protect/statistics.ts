import type { Rules } from "../rules.ts";
import type { ProtectedFamily } from "./family.ts";
import type { Figure } from "./figure.ts";

/** What a cell shows of one or several studies' figures. Null: there is none. */
export interface Shown {
  count: number;
  missing: number | null;
  value: number | null;
  low: number | null;
  high: number | null;
}

/** One study's contribution to a cell. */
export interface Part {
  family: ProtectedFamily;
  limits: { minimum: number; maximum: number } | null;
}

export const Z95 = 1.959963984540054;

export function shownCount(y: number, rules: Rules): number {
  return rules.rounding === null ? y : Math.max(0, Math.round(y / rules.rounding) * rules.rounding);
}

/** Variance that rounding to multiples adds: of an even spread over one multiple. */
const roundingVariance = (rules: Rules): number => (rules.rounding === null ? 0 : rules.rounding ** 2 / 12);

interface Sum {
  readonly y: number;
  readonly variance: number;
}

const addUp = (figures: readonly (Figure | null)[]): Sum => ({
  y: figures.reduce((sum, figure) => sum + (figure?.y ?? 0), 0),
  get variance() {
    return figures.reduce((sum, figure) => sum + (figure?.variance ?? 0), 0);
  },
});

export function missingOf(parts: readonly Part[], rules: Rules): number | null {
  const figures = parts.flatMap(({ family }) => family.missing ?? []);
  if (figures.length === 0) return 0;
  return figures.every((figure) => figure.shown) ? shownCount(addUp(figures).y, rules) : null;
}

export function countOf(parts: readonly Part[], rules: Rules): Shown {
  const base = addUp(parts.map(({ family }) => family.base));
  const count = shownCount(base.y, rules);
  const spread = Z95 * Math.sqrt(base.variance + roundingVariance(rules));
  const interval =
    spread > 0 ? { low: Math.max(0, Math.floor(count - spread)), high: Math.ceil(count + spread) } : none;
  return { count, missing: missingOf(parts, rules), value: count, ...interval };
}

export const none = { low: null, high: null };

export function shareOf(parts: readonly Part[], rules: Rules): Shown {
  const base = addUp(parts.map(({ family }) => family.base));
  const holds = addUp(parts.map(({ family }) => family.holds));
  const count = shownCount(base.y, rules);
  const missing = missingOf(parts, rules);
  if (!(count > 0)) return { count, missing, value: null, ...none };
  const p = clamp(shownCount(holds.y, rules) / count);
  const v = holds.variance + roundingVariance(rules);
  const se = Math.sqrt((p * (1 - p)) / count + (v / count ** 2) * (1 + p ** 2));
  return { count, missing, value: roundShare(p, count, rules), ...shareInterval(p, se, count, rules) };
}

/** Seen in the first wave and in this one, of those seen in the first. */
export function retentionOf(parts: readonly Part[], rules: Rules): Shown {
  const base = addUp(parts.map(({ family }) => family.base));
  const again = addUp(parts.map(({ family }) => family.holds));
  const count = shownCount(base.y, rules);
  if (!(base.y > 0)) return { count, missing: 0, value: null, ...none };
  const p = clamp(again.y / base.y);
  const se = Math.sqrt((p * (1 - p)) / base.y + (again.variance / base.y ** 2) * (1 + p ** 2));
  return { count, missing: 0, value: roundShare(p, count, rules), ...shareInterval(p, se, count, rules) };
}

interface Moments {
  base: Sum;
  mean: number;
  /** Variance of the noise in the mean. */
  meanNoise: number;
  /** Variance of the values; NaN where it cannot be told. */
  variance: number;
}

function momentsOf(parts: readonly Part[], rules: Rules): Moments {
  const base = addUp(parts.map(({ family }) => family.base));
  const size = (figure: Figure) => Math.max(figure.y, rules.minimum);
  const total = parts.reduce((sum, { family }) => sum + size(family.base), 0);
  let sum = 0;
  let squares = 0;
  let noise = 0;
  for (const { family, limits } of parts) {
    const middle = limits ? (limits.minimum + limits.maximum) / 2 : 0;
    const n = size(family.base);
    const s = family.sum?.y ?? 0;
    sum += s + middle * n;
    // Σx² from the sums around the middle
    squares += (family.squares?.y ?? 0) + 2 * middle * s + middle ** 2 * n;
    noise += family.sum?.variance ?? 0;
  }
  const mean = sum / total;
  const middles = parts.map(({ limits }) => (limits ? (limits.minimum + limits.maximum) / 2 : 0));
  const meanNoise =
    (noise + parts.reduce((v, { family }, at) => v + family.base.variance * (mean - (middles[at] as number)) ** 2, 0)) /
    total ** 2;
  return { base, mean, meanNoise, variance: Math.max(0, squares - total * mean ** 2) / (total - 1) };
}

export function meanOf(parts: readonly Part[], rules: Rules): Shown {
  const { base, mean, meanNoise, variance } = momentsOf(parts, rules);
  const count = shownCount(base.y, rules);
  const missing = missingOf(parts, rules);
  const value = Number.isFinite(mean) ? significant(within(mean, parts, rules), rules) : null;
  // the spread of the values is itself protected, and told from so many persons only
  const spread = Z95 * Math.sqrt(variance / base.y + meanNoise);
  if (base.y < rules.sdFrom || !Number.isFinite(spread)) return { count, missing, value, ...none };
  return {
    count,
    missing,
    value,
    low: significant(within(mean - spread, parts, rules), rules),
    high: significant(within(mean + spread, parts, rules), rules),
  };
}

export function sumOf(parts: readonly Part[], rules: Rules): Shown {
  const mean = meanOf(parts, rules);
  const times = (value: number | null) => (value === null ? null : value * mean.count);
  return { ...mean, value: times(mean.value), low: times(mean.low), high: times(mean.high) };
}

export function sdOf(parts: readonly Part[], rules: Rules): Shown {
  const { base, variance } = momentsOf(parts, rules);
  return {
    count: shownCount(base.y, rules),
    missing: missingOf(parts, rules),
    value: Number.isFinite(variance) ? significant(Math.sqrt(variance), rules) : null,
    ...none,
  };
}

export function roundShare(p: number, base: number, rules: Rules): number {
  if (rules.rounding === null) return p;
  const steps = base < rules.decimalFrom ? 100 : 1000;
  return Math.round(p * steps) / steps;
}

export function shareInterval(
  p: number,
  se: number,
  base: number,
  rules: Rules,
): { low: number | null; high: number | null } {
  if (!Number.isFinite(se)) return none;
  const low = clamp(p - Z95 * se);
  const high = clamp(p + Z95 * se);
  if (rules.rounding === null) return { low, high };
  const steps = base < rules.decimalFrom ? 100 : 1000;
  return { low: Math.floor(low * steps) / steps, high: Math.ceil(high * steps) / steps };
}

export const clamp = (p: number): number => Math.min(1, Math.max(0, p));

/** No figure lies outside what was declared possible. */
export function within(value: number, parts: readonly Part[], rules: Rules): number {
  if (!rules.clip) return value;
  const low = Math.min(...parts.map(({ limits }) => limits?.minimum ?? -Infinity));
  const high = Math.max(...parts.map(({ limits }) => limits?.maximum ?? Infinity));
  return Math.min(high, Math.max(low, value));
}

export function significant(value: number, rules: Rules): number {
  return rules.rounding === null ? value : Number(value.toPrecision(rules.meanDigits));
}
