/** A symmetric noise table of maximum entropy: p(v) ∝ exp(−λ v²) for whole v from −D to D, with mean 0 and variance V. */
export interface PTable {
  D: number;
  V: number;
  /** P(−D), P(−D + 1), … P(D) */
  probabilities: readonly number[];
  /** Running sums of the same. */
  cumulative: readonly number[];
}

/** Finds λ by halving. D and V must leave room for one another: 0 < V < variance of the even table. */
export function makePTable(D: number, V: number): PTable {
  const weights = (lambda: number) => Array.from({ length: 2 * D + 1 }, (_, at) => Math.exp(-lambda * (at - D) ** 2));
  const variance = (lambda: number) => {
    const all = weights(lambda);
    const total = all.reduce((sum, weight) => sum + weight, 0);
    return all.reduce((sum, weight, at) => sum + weight * (at - D) ** 2, 0) / total;
  };
  let low = 0;
  let high = 50;
  if (!(V > 0) || V >= variance(low)) throw new RangeError(`no table with D ${D} and V ${V}`);
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (variance(middle) > V) low = middle;
    else high = middle;
  }
  const all = weights((low + high) / 2);
  const total = all.reduce((sum, weight) => sum + weight, 0);
  const probabilities = all.map((weight) => weight / total);
  let running = 0;
  const cumulative = probabilities.map((probability) => (running += probability));
  return { D, V, probabilities, cumulative };
}

/** The value that belongs to u in [0, 1): v holds from its lower bound up to, not including, its upper. */
export function lookUp(table: PTable, u: number): number {
  let at = 0;
  while (at < table.cumulative.length - 1 && u >= (table.cumulative[at] as number)) at++;
  return at - table.D;
}
