/** Chance that can be repeated: the same seed gives the same throws. */
export interface Random {
  /** A whole number from 0 on, below `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
}

/** The seed of this run, which is printed; `HOLDFAST_LAB_SEED` sets it. */
export const SEED: number = Number(process.env['HOLDFAST_LAB_SEED'] ?? Date.now() % 1_000_000_000);

/** The throws of a seed: mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, pick: (from) => from[below(from.length)]! };
}
