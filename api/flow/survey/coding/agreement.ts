import { FEWEST_COMPARED } from "../../../../schema/coding.ts";

/** How often two coders said the same of one theme. */
export interface Agreement {
  /** Coded by both */
  texts: number;
  /** Share on which they agree, 0 to 1; null where too few texts were coded by both. */
  share: number | null;
  /** Cohen's kappa; null where that is not defined (both always say the same one thing), or there are too few texts. */
  kappa: Estimate | null;
}

/** With the ends of its 95 % interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
  standardError: number;
}

/** 97.5th percentile of the normal distribution */
const NORMAL_975 = 1.959964;

/**
 * Cohen's kappa (Cohen 1960) of a table of counts, a row a code of the first coder, a column one of the second, with the
 * large-sample standard error of Fleiss, Cohen and Everitt (1969). The interval ends at 1.
 */
export function cohensKappa(table: readonly (readonly number[])[]): Estimate | null {
  const total = table.flat().reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const share = table.map((row) => row.map((count) => count / total));
  const rows = share.map((row) => row.reduce((sum, each) => sum + each, 0));
  const columns = rows.map((_, column) => share.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  const of = (shares: readonly number[], at: number) => shares[at] ?? 0;
  const agreed = rows.reduce((sum, _, at) => sum + of(share[at] ?? [], at), 0);
  const byChance = rows.reduce((sum, row, at) => sum + row * of(columns, at), 0);
  if (1 - byChance < 1e-12) return null;
  const value = (agreed - byChance) / (1 - byChance);

  let onDiagonal = 0;
  let beside = 0;
  share.forEach((row, at) =>
    row.forEach((each, column) => {
      if (at === column) onDiagonal += each * (1 - (of(rows, at) + of(columns, at)) * (1 - value)) ** 2;
      else beside += each * (of(columns, at) + of(rows, column)) ** 2;
    }),
  );
  const variance =
    (onDiagonal + (1 - value) ** 2 * beside - (value - byChance * (1 - value)) ** 2) / (total * (1 - byChance) ** 2);
  const standardError = Math.sqrt(Math.max(0, variance));
  return {
    value,
    low: Math.max(-1, value - NORMAL_975 * standardError),
    high: Math.min(1, value + NORMAL_975 * standardError),
    standardError,
  };
}

/** Of one theme: whether each of two coders gave it, text by text. */
export function agreementOn(pairs: readonly (readonly [boolean, boolean])[]): Agreement {
  const texts = pairs.length;
  if (texts < FEWEST_COMPARED) return { texts, share: null, kappa: null };
  const count = (one: boolean, other: boolean) => pairs.filter(([a, b]) => a === one && b === other).length;
  const table = [
    [count(true, true), count(true, false)],
    [count(false, true), count(false, false)],
  ];
  return { texts, share: (count(true, true) + count(false, false)) / texts, kappa: cohensKappa(table) };
}
