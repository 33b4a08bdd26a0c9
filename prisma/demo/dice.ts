/** Chance that repeats: the same seed throws the same, on every machine and for ever. */
export interface Dice {
  /** From 0 up to, not including, 1. */
  throw(): number;
  happens(chance: number): boolean;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  pick<T>(choices: readonly (readonly [T, number])[]): T;
}

/** mulberry32: small, and good enough to make people up with. Never for secrets. */
export const createDice = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    throw: next,
    happens: (chance) => next() < chance,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (choices) => {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      const last = choices.at(-1);
      if (last === undefined) throw new Error("nothing to pick from");
      return last[0];
    },
  };
};
