const ABBREVIATIONS = new Set('e.g i.e etc vs approx cf ca incl no nr fig al z.b bzw d.h usw'.split(' '));
const WIDE_END = '。！？';
const CLOSERS = '"\')]”’」』）';

/** Splits prose into sentences, in order. Knows abbreviations, decimals, file names and CJK full stops. */
export function sentences(prose: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let i = 0; i < prose.length; i += 1) {
    const end = endOfSentence(prose, i, start);
    if (end === 0) continue;
    keep(found, prose.slice(start, end));
    start = end;
    i = end - 1;
  }
  keep(found, prose.slice(start));
  return found;
}

function keep(found: string[], sentence: string): void {
  const text = sentence.trim().replace(/^[-–—] +/, '');
  if (text !== '') found.push(text);
}

function endOfSentence(prose: string, at: number, start: number): number {
  const mark = prose[at]!;
  if (WIDE_END.includes(mark)) return afterClosers(prose, at + 1);
  if (mark !== '.' && mark !== '!' && mark !== '?') return 0;
  const end = afterClosers(prose, at + 1);
  const next = prose[end];
  if (next !== undefined && next !== ' ' && next !== '\n') return 0;
  if (end > at + 1 && /^\s+\p{Ll}/u.test(prose.slice(end, end + 4))) return 0;
  return mark === '.' && isAbbreviation(prose, at, start) ? 0 : end;
}

function afterClosers(prose: string, from: number): number {
  let end = from;
  while (end < prose.length && end < from + 3 && CLOSERS.includes(prose[end]!)) end += 1;
  return end;
}

function isAbbreviation(prose: string, dot: number, start: number): boolean {
  let from = dot;
  while (from > start && dot - from < 12 && !' ([\n'.includes(prose[from - 1]!)) from -= 1;
  const word = prose.slice(from, dot).toLowerCase();
  if (from === start && /^\d{1,3}$/.test(word)) return true;
  return word === '' || ABBREVIATIONS.has(word) || /^[a-z]$/.test(word);
}
