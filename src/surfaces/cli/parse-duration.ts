import { HoldfastError } from '../../model/error.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 366 * 86_400_000;

/** Milliseconds of a duration such as `90m`, `2h` or `1h30m`. Throws `usage`. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d{1,6})([smhd])/gy)];
  const total = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
  const isWhole = parts.map(([part]) => part).join('') === text;
  if (!isWhole || total <= 0 || total > LONGEST_MS)
    throw new HoldfastError('usage', `${text} is no duration. Write it as 30m, 2h or 1d, a year at most.`);
  return total;
}
