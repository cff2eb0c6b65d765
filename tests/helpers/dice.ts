/** Numbers that look like chance and are the same for the same seed. */
export interface Dice {
  /** A whole number from 0 to below `sides`. */
  roll(sides: number): number;
  pick<T>(from: readonly T[]): T;
}

export function dice(seed: number): Dice {
  const next = wholeNumbers(seed);
  const roll = (sides: number): number => next() % Math.max(1, sides);
  return { roll, pick: (from) => from[roll(from.length)]! };
}

/** Numbers from 0 to below 1. */
export function randomFrom(seed: number): () => number {
  const next = wholeNumbers(seed);
  return () => next() / 2 ** 32;
}

/** Numbers of 32 bits, by the generator known as mulberry32. */
function wholeNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
