import { expect, it } from "vitest";

/** What an attack came to. */
export interface Played {
  /** Of the answers or groups guessed right, or how far off in persons. */
  ours: number;
  /** The same under plain suppression, where it must be `succeeds`. */
  plain: number;
  more: Record<string, number>;
}

/** What an attack may not reach, and what it must reach where figures are merely suppressed. */
export interface Limit {
  /** As the figure is called. */
  figure: string;
  chance?: number;
  within(ours: number): boolean;
  succeeds(plain: number): boolean;
}

/** Guesses between two: .50 is chance. */
export const ONE_PERSON: Limit = {
  figure: "success",
  chance: 0.5,
  within: (success) => success <= 0.57,
  succeeds: (success) => success >= 0.95,
};

/** Root of the mean square of what an estimate is off, in persons. */
export const AVERAGED: Limit = {
  figure: "error",
  within: (error) => error >= 2,
  succeeds: (error) => error < 0.5,
};

/**
 * One attack, in two tests: it succeeds against plain suppression, or it would be blind; and it stays within its limit.
 * `known` says why it does not: then the second test expects that it fails, and fails once it no longer does.
 */
export function attack(name: string, limit: Limit, play: () => Promise<Played>, known?: string): void {
  let played: Played | null = null;
  it(`${name}: against plain suppression it succeeds`, async () => {
    played = await play();
    const { ours, plain, more } = played;
    const figures = {
      [limit.figure]: ours,
      ...(limit.chance !== undefined && { chance: limit.chance }),
      "plain suppression": plain,
      ...more,
    };
    const said = Object.entries(figures).map(
      ([figure, value]) => `${figure} ${Number.isInteger(value) ? value : value.toFixed(3)}`,
    );
    const beyond = limit.within(ours) ? "" : " · BEYOND ITS LIMIT";
    console.info(`    ${name}: ${said.join(" · ")}${beyond}`);
    expect(limit.succeeds(plain), `blind: plain suppression gives ${plain}`).toBe(true);
  });
  const holds = known === undefined ? it : it.fails;
  holds(known === undefined ? `${name}: it stays within its limit` : `${name}: known to succeed, ${known}`, () => {
    expect(played, "was played").not.toBeNull();
    expect(limit.within(played?.ours ?? NaN), `${limit.figure} ${played?.ours}`).toBe(true);
  });
}

/** Counts guesses; whoever cannot tell tosses a coin. */
export class Guesses {
  right = 0;
  made = 0;
  /** Of these there was something to go by ... */
  led = 0;
  /** ... and that was right so often. */
  ledRight = 0;

  /** `leaning` above zero: yes; below: no; zero: nothing to go by, half a hit. */
  add(leaning: number, truth: boolean): void {
    this.made += 1;
    if (leaning === 0) this.right += 0.5;
    else {
      this.led += 1;
      if (leaning > 0 === truth) {
        this.right += 1;
        this.ledRight += 1;
      }
    }
  }

  get success(): number {
    return this.right / this.made;
  }
}

/** Root of the mean square, and the share of errors that round to nothing. */
export function errorsOf(errors: readonly number[]): { error: number; mean: number; exactly: number } {
  const squares = errors.reduce((sum, error) => sum + error ** 2, 0);
  return {
    error: Math.sqrt(squares / errors.length),
    mean: errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length,
    exactly: errors.filter((error) => Math.abs(error) < 0.5).length / errors.length,
  };
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Estimates of the same counts, as what they are off by: ours and under plain suppression. */
export function offBy(ours: readonly number[], plain: readonly number[], more: Record<string, number> = {}): Played {
  const off = errorsOf(ours);
  return { ours: off.error, plain: errorsOf(plain).error, more: { "found exactly": off.exactly, ...more } };
}

export const guessed = (ours: Guesses, plain: Guesses): Played => ({
  ours: ours.success,
  plain: plain.success,
  more: { guesses: ours.made, led: ours.led },
});
