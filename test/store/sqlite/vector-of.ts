const DIMENSIONS = 48;

/** A vector that a number alone has, the same in every process, nearly at right angles to those of all others. */
export function vectorOf(number: number): Float32Array {
  let state = number + 1;
  return Float32Array.from({ length: DIMENSIONS }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    return state / 2 ** 31;
  });
}
