/** Keeps the best of many. */
export interface Best {
  /** What a score has to exceed to be kept. */
  floor(): number;
  offer(score: number, number: number): void;
  /** Numbers, best first. */
  numbers(): readonly number[];
}

/** Keeps the `size` best. Scores have 32 bits. */
export function keepBest(size: number): Best {
  const scores = new Float32Array(size);
  const numbers = new Float64Array(size);
  let count = 0;
  return {
    floor: () => (count < size ? Number.NEGATIVE_INFINITY : scores[size - 1]!),
    offer(score, number) {
      if (count === size && score <= scores[size - 1]!) return;
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (scores[middle]! >= score) low = middle + 1;
        else high = middle;
      }
      count = Math.min(size, count + 1);
      scores.copyWithin(low + 1, low, count - 1);
      numbers.copyWithin(low + 1, low, count - 1);
      scores[low] = score;
      numbers[low] = number;
    },
    numbers: () => [...numbers.subarray(0, count)],
  };
}
