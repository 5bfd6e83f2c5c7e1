import { createRandom } from '../random.ts';

/** How well one query was answered: at which rank, from 1, its first right answer stood; undefined for none. */
export interface Graded {
  readonly rank: number | undefined;
  /** Right answers among the first 10, as a part of all there are. */
  readonly recallAt10: number;
}

/** Grades a ranking against what was wanted. */
export function grade(ranking: readonly string[], wanted: readonly string[]): Graded {
  const at = ranking.findIndex((one) => wanted.includes(one));
  return { rank: at < 0 ? undefined : at + 1, recallAt10: gradeAt(10, ranking, wanted) };
}

/** The part of what was wanted that stands among the first `k`. */
export function gradeAt(k: number, ranking: readonly string[], wanted: readonly string[]): number {
  return new Set(ranking.slice(0, k).filter((one) => wanted.includes(one))).size / wanted.length;
}

/** The part of the right answers that stood among the first 10. */
export const recallAt10 = (graded: Graded): number => graded.recallAt10;

/** The reciprocal of the rank. */
export const reciprocalRank = ({ rank }: Graded): number => (rank === undefined ? 0 : 1 / rank);

/** Whether a right answer stood among the first `k`. */
export const anyAt =
  (k: number) =>
  ({ rank }: Graded): number =>
    rank !== undefined && rank <= k ? 1 : 0;

const DRAWS = 1000;

/** The mean of a measure with its 95 % confidence interval by bootstrap, e.g. `.46 [.41, .52]`. The same figures every time. */
export function describeMean<T>(answers: readonly T[], measure: (answer: T) => number): string {
  if (answers.length === 0) return '-';
  const values = answers.map(measure);
  const random = createRandom(20_261_122);
  const means = Array.from({ length: DRAWS }, () => mean(values.map(() => values[Math.floor(random() * values.length)]!)));
  means.sort((a, b) => a - b);
  return `${format(mean(values))} [${format(means[Math.floor(DRAWS * 0.025)]!)}, ${format(means[Math.floor(DRAWS * 0.975)]!)}]`;
}

// Of the normal distribution, for 95 %.
const Z = 1.96;

/** The part that is true, with its 95 % interval by Wilson: few answers that are all right still leave room for doubt. */
export function describeShare(answers: readonly boolean[]): string {
  if (answers.length === 0) return '-';
  const share = mean(answers.map(Number));
  const doubt = Z ** 2 / answers.length;
  const middle = (share + doubt / 2) / (1 + doubt);
  const reach = Math.sqrt(doubt * (share * (1 - share) + doubt / 4)) / (1 + doubt);
  return `${format(share)} [${format(Math.max(middle - reach, 0))}, ${format(middle + reach)}]`;
}

/** The half that may be tuned on, every other one from the first, the half that may not, and both. */
export function halves<T>(answers: readonly T[]): readonly (readonly [string, readonly T[]])[] {
  const half = (rest: number): readonly T[] => answers.filter((_, index) => index % 2 === rest);
  return [
    ['tuned', half(0)],
    ['unseen', half(1)],
    ['all', answers],
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function format(value: number): string {
  return value.toFixed(2).replace(/^0/, '');
}
