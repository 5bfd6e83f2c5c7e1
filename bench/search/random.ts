/** Draws ranks from 0 up to `count`, each as often as Zipf's law has it: the second half as often as the first, and so on. */
export function createZipf(count: number): (random: () => number) => number {
  const sums = new Float64Array(count);
  let sum = 0;
  // The shift is Mandelbrot's: the first words of a real text are not that far apart.
  for (let rank = 0; rank < count; rank += 1) sums[rank] = sum += 1 / (rank + 2.7);
  return (random) => findPlace(sums, random() * sum);
}

/** One of a list. */
export function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}

function findPlace(sums: Float64Array, wanted: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
