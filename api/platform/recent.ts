/** Keeps what was used last, as far as there is room; what was used longest ago goes first. */
export class Recent<Value> {
  readonly #room: number;
  readonly #sizeOf: (value: Value) => number;
  /** The order of a Map is the order of use: what is asked goes to the end. */
  readonly #kept = new Map<string, Value>();
  #held = 0;

  /** `room` in whatever unit `sizeOf` counts; things, where it is left out. */
  constructor(room: number, sizeOf: (value: Value) => number = () => 1) {
    this.#room = room;
    this.#sizeOf = sizeOf;
  }

  get(name: string): Value | undefined {
    const kept = this.#kept.get(name);
    if (kept === undefined) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    return kept;
  }

  set(name: string, value: Value): void {
    this.delete(name);
    const size = this.#sizeOf(value);
    if (size > this.#room) return;
    this.#kept.set(name, value);
    this.#held += size;
    for (const [oldest] of this.#kept) {
      if (this.#held <= this.#room) return;
      this.delete(oldest);
    }
  }

  delete(name: string): void {
    const kept = this.#kept.get(name);
    if (kept === undefined) return;
    this.#kept.delete(name);
    this.#held -= this.#sizeOf(kept);
  }
}
