import type { Rules } from "../rules.ts";
import { WEIGHT_LIMITS, weightMiddle } from "../weight.ts";
import type { Weighed } from "./family.ts";
import type { Figure } from "./figure.ts";
import {
  clamp,
  missingOf,
  none,
  roundShare,
  shareInterval,
  shownCount,
  significant,
  within,
  Z95,
  type Part,
  type Shown,
} from "./statistics.ts";

/** Protected total of weights, as multiples of the mean weight, and of their squares. */
interface Total {
  weight: number;
  squares: number;
  /** Variance of the noise in the weight. */
  variance: number;
  persons: number;
}

function totalOf(persons: Figure | null, weighed: Weighed | undefined, rules: Rules): Total {
  const middle = weightMiddle(rules);
  const [y, sum, squares] = [persons?.y ?? 0, weighed?.sum.y ?? 0, weighed?.squares.y ?? 0];
  return {
    weight: middle * y + sum,
    squares: squares + 2 * middle * sum + middle ** 2 * y,
    variance: middle ** 2 * (persons?.variance ?? 0) + (weighed?.sum.variance ?? 0),
    persons: y,
  };
}

const addUp = (totals: readonly Total[]): Total =>
  totals.reduce(
    (all, one) => ({
      weight: all.weight + one.weight,
      squares: all.squares + one.squares,
      variance: all.variance + one.variance,
      persons: all.persons + one.persons,
    }),
    { weight: 0, squares: 0, variance: 0, persons: 0 },
  );

/** As many unweighted persons as tell so much (Kish): never more than there are, nor fewer than the largest weights make. */
function effective({ weight, squares, persons }: Total): number {
  const kish = squares > 0 ? weight ** 2 / squares : persons;
  return Math.max(1, Math.min(persons, Math.max(kish, weight / WEIGHT_LIMITS.maximum)));
}

/** The weights of those for whom the condition holds, of the weights of all for whom it can be told. */
export function weightedShareOf(parts: readonly Part[], rules: Rules): Shown {
  const base = addUp(parts.map(({ family }) => totalOf(family.base, family.weights?.base, rules)));
  const holds = addUp(parts.map(({ family }) => totalOf(family.holds, family.weights?.holds, rules)));
  const count = shownCount(base.persons, rules);
  const missing = missingOf(parts, rules);
  const weight = Math.max(base.weight, rules.minimum);
  if (!(count > 0) || !(weight > 0)) return { count, missing, value: null, ...none };
  const p = clamp(holds.weight / weight);
  const se = Math.sqrt((p * (1 - p)) / effective(base) + (holds.variance + p ** 2 * base.variance) / weight ** 2);
  return { count, missing, value: roundShare(p, count, rules), ...shareInterval(p, se, count, rules) };
}

export function weightedMeanOf(parts: readonly Part[], rules: Rules): Shown {
  const totals = parts.map(({ family }) => totalOf(family.base, family.weights?.base, rules));
  const base = addUp(totals);
  const count = shownCount(base.persons, rules);
  const missing = missingOf(parts, rules);
  const weight = Math.max(base.weight, rules.minimum);
  const middles = parts.map(({ limits }) => (limits ? (limits.minimum + limits.maximum) / 2 : 0));
  let [sum, squares, noise] = [0, 0, 0];
  parts.forEach(({ family }, at) => {
    const middle = middles[at] as number;
    const [s, w] = [family.sum?.y ?? 0, (totals[at] as Total).weight];
    sum += s + middle * w;
    squares += (family.squares?.y ?? 0) + 2 * middle * s + middle ** 2 * w;
    noise += family.sum?.variance ?? 0;
  });
  // where so few weigh so little that the floor takes their place, the mean is taken from the middle
  const floor = (weight - base.weight) * (middles[0] ?? 0);
  const mean = (sum + floor) / weight;
  if (!Number.isFinite(mean)) return { count, missing, value: null, ...none };
  const value = significant(within(mean, parts, rules), rules);
  const variance = Math.max(0, squares / weight - mean ** 2);
  const noiseOfMean =
    (noise + totals.reduce((v, total, at) => v + total.variance * (mean - (middles[at] as number)) ** 2, 0)) /
    weight ** 2;
  const spread = Z95 * Math.sqrt(variance / effective(base) + noiseOfMean);
  if (base.persons < rules.sdFrom || !Number.isFinite(spread)) return { count, missing, value, ...none };
  return {
    count,
    missing,
    value,
    low: significant(within(mean - spread, parts, rules), rules),
    high: significant(within(mean + spread, parts, rules), rules),
  };
}
