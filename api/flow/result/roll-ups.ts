/** Something measured, with how much room it takes: numbers of 8 bytes. */
export interface Kept {
  readonly held: number;
}

/** Room for what is kept, all opened snapshots together: 128 MB. */
const MOST_HELD = 16_000_000;

/** Something that is being measured, for everybody who waits for it. */
interface Measuring {
  names: readonly string[];
  result: Promise<readonly Kept[]>;
  waiting: number;
  stop: AbortController;
}

/**
 * Keeps what was measured, by name, as far as there is room; what was asked longest ago goes first. Who asks for what is
 * being measured waits for it; once nobody waits any more, measuring stops.
 */
export class RollUps {
  readonly #most: number;
  /** The order of a Map is the order of use: what is asked goes to the end. */
  readonly #kept = new Map<string, Kept>();
  readonly #measuring = new Map<string, { job: Measuring; at: number }>();
  #held = 0;

  constructor(most = MOST_HELD) {
    this.#most = most;
  }

  /** The things of these names; those that are not there are measured, all at once. */
  async take<T extends Kept>(
    names: readonly string[],
    measure: (missing: readonly number[], signal: AbortSignal) => Promise<T[]>,
    signal: AbortSignal,
  ): Promise<T[]> {
    signal.throwIfAborted();
    const found = names.map((name) => this.#use(name));
    const missing = [...new Map(names.map((name, at) => [name, at])).values()].filter(
      (at) => found[at] === undefined && !this.#measuring.has(names[at] as string),
    );
    if (missing.length > 0)
      this.#begin(
        missing.map((at) => names[at] as string),
        (stop) => measure(missing, stop),
      );
    const under = names.map((name, at) => (found[at] === undefined ? this.#measuring.get(name) : undefined));
    const jobs = [...new Set(under.flatMap((one) => (one ? [one.job] : [])))];
    const results = new Map(await this.#waitFor(jobs, signal));
    return names.map((_, at) => {
      const one = under[at];
      return (found[at] ?? (one && results.get(one.job)?.[one.at])) as T;
    });
  }

  #use(name: string): Kept | undefined {
    const kept = this.#kept.get(name);
    if (kept === undefined) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    return kept;
  }

  #keep(name: string, kept: Kept): void {
    if (kept.held > this.#most) return;
    this.#kept.set(name, kept);
    this.#held += kept.held;
    for (const [oldest, { held }] of this.#kept) {
      if (this.#held <= this.#most) return;
      this.#kept.delete(oldest);
      this.#held -= held;
    }
  }

  #begin(names: readonly string[], measure: (signal: AbortSignal) => Promise<readonly Kept[]>): void {
    const stop = new AbortController();
    const job: Measuring = {
      names,
      waiting: 0,
      stop,
      result: measure(stop.signal)
        .then((measured) => {
          names.forEach((name, at) => this.#keep(name, measured[at] as Kept));
          return measured;
        })
        .finally(() => this.#end(job)),
    };
    names.forEach((name, at) => this.#measuring.set(name, { job, at }));
    // Those who wait are told; that nobody does is no fault.
    job.result.catch(() => undefined);
  }

  #end(job: Measuring): void {
    for (const name of job.names) if (this.#measuring.get(name)?.job === job) this.#measuring.delete(name);
  }

  async #waitFor(jobs: readonly Measuring[], signal: AbortSignal): Promise<[Measuring, readonly Kept[]][]> {
    if (jobs.length === 0) return [];
    for (const job of jobs) job.waiting += 1;
    let leave = (): void => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason as Error);
      signal.addEventListener("abort", leave, { once: true });
    });
    try {
      return await Promise.race([
        Promise.all(jobs.map(async (job): Promise<[Measuring, readonly Kept[]]> => [job, await job.result])),
        left,
      ]);
    } finally {
      signal.removeEventListener("abort", leave);
      for (const job of jobs) {
        job.waiting -= 1;
        if (job.waiting > 0) continue;
        this.#end(job);
        job.stop.abort(signal.reason);
      }
    }
  }
}
