/** A reason to prefer (or, with negative points, to avoid) a sentence. */
export type Signal<T> = readonly [points: number, holds: (subject: T) => boolean];

/** The points of all signals that hold. */
export function weigh<T>(subject: T, signals: readonly Signal<T>[]): number {
  let sum = 0;
  for (const [points, holds] of signals) if (holds(subject)) sum += points;
  return sum;
}
