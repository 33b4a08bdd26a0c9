/**
 * The clock of the API as this device knows it: never ahead of it, and behind by no more than its quickest reply took.
 * What is answered after a reply is therefore never dated before what the API did for that reply.
 */
export class ApiClock {
  readonly #own: () => number;
  #ahead: number | null = null;

  constructor(own: () => number) {
    this.#own = own;
  }

  /** How far it is ahead of the device's own, in ms; negative: behind. */
  get ahead(): number {
    return this.#ahead ?? 0;
  }

  now(): number {
    return this.#own() + this.ahead;
  }

  /** A reply said what time it was when it was made. */
  heard(moment: string): void {
    this.setAhead(Date.parse(moment) - this.#own());
  }

  /** As it was known before the page was opened anew. */
  setAhead(ahead: number): void {
    this.#ahead = this.#ahead === null ? ahead : Math.max(this.#ahead, ahead);
  }
}
