import { setImmediate } from "node:timers/promises";

/** Longest that an answer keeps everybody else waiting at a stretch. Milliseconds */
const STRETCH = 4;

/** Work in slices: between them others go first, and it stops once nobody waits for it any more. */
export class Slices {
  readonly #signal: AbortSignal;
  #since = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether it is time to rest. */
  get due(): boolean {
    return performance.now() - this.#since > STRETCH;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.#signal.throwIfAborted();
    this.#since = performance.now();
  }
}
