/**
 * How much a word looks like one that was asked for, up to 1; 0: it is another. It holds what was asked for, at least six
 * letters and a third of it, or begins alike and is a slip away: a letter more, less, another or two swapped. Two slips in
 * names of twelve letters and more; words of fewer than six look like too many others.
 */
export function resemblance(asked: string, word: string): number {
  if (asked.length < SHORTEST_RESEMBLING || asked === word) return 0;
  if (word.includes(asked)) return asked.length * 3 < word.length ? 0 : (1 + asked.length / word.length) / 2;
  const slips = asked[0] === word[0] ? countSlips(asked, word, mostSlips(asked)) : undefined;
  return slips === undefined ? 0 : 1 - slips / asked.length;
}

/** The fewest characters of a word that another can be said to look like. */
export const SHORTEST_RESEMBLING = 6;

function mostSlips({ length }: string): number {
  return length < 12 ? 1 : 2;
}

// Optimal string alignment distance, undefined where it is more than `most`.
function countSlips(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      row.push(swapped ? Math.min(best, before[j - 2]! + 1) : best);
    }
    if (Math.min(...row) > most) return undefined;
    [before, last] = [last, row];
  }
  return last[b.length]! <= most ? last[b.length] : undefined;
}
