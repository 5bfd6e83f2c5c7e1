/** A word of a text: a run of letters and digits. */
export interface Word {
  /** In the case it was written; compatibility forms composed (NFKC), marks such as accents that do not compose left out. */
  readonly text: string;
  /** What stands between this word and the one before it, or the start of the text. */
  readonly gap: string;
  /** Written in a script without spaces (Han, kana, Hangul, Thai, ...): a run of them, not one word of the language. */
  readonly unspaced: boolean;
  /** SQLite's `unicode61` finds the same word in the raw text, neither longer nor shorter nor spelled otherwise. */
  readonly plain: boolean;
}

/** The words of a text in order, lazily; every letter and digit is in exactly one. */
export function* words(text: string): Generator<Word> {
  let end = 0;
  for (const match of text.matchAll(RUN)) {
    const run = match[0];
    const from = match.index;
    const until = from + run.length;
    let gap = text.slice(end, from);
    end = until;
    const bounded = isSeparator(text[from - 1]) && isSeparator(text[until]);
    for (const segment of toSegments(run)) {
      yield { text: segment, gap, unspaced: UNSPACED.test(segment), plain: bounded && segment === run && isFolded(run) };
      gap = '';
    }
  }
}

/** The form in which words are compared and indexed: lower case, without marks. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  return isAscii(lower) ? lower : lower.replace(MARKS, '');
}

/** Whether `unicode61` separates words at every character of this gap. */
export function separates(gap: string): boolean {
  return SEPARATORS.test(gap);
}

// The few letters taken out are marks to unicode61, whose tables are older: it separates words at them.
const LETTER = String.raw`[[\p{L}\p{N}]--[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]]`;
const RUN = new RegExp(String.raw`[${LETTER}\p{M}]+`, 'gv');
const ASCII = /^\p{ASCII}*$/u;
const MARKS = /\p{M}+/gu;

const SCRIPTS = 'Han Hiragana Katakana Hangul Bopomofo Thai Lao Khmer Myanmar';
const UNSPACED_LETTER = SCRIPTS.split(' ')
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('');
const UNSPACED = new RegExp(`^[${UNSPACED_LETTER}]`, 'v');
const SEGMENT = new RegExp(`[${LETTER}&&[${UNSPACED_LETTER}]]+|[${LETTER}--[${UNSPACED_LETTER}]]+`, 'gv');

// What unicode61 does not know (an emoji younger than its tables, for instance) it takes for a letter. These it knows:
// ASCII, and the punctuation, arrows and drawing characters that prose and terminals use.
const SEPARATOR = String.raw`[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\u2000-\u2064\u2190-\u23f3\u2500-\u26ff\u3000-\u3004\u3008-\u3020]`;
const SEPARATORS = new RegExp(`^${SEPARATOR}*$`);

function toSegments(run: string): readonly string[] {
  return isAscii(run) ? [run] : (run.normalize('NFKC').replace(MARKS, '').match(SEGMENT) ?? []);
}

function isSeparator(char: string | undefined): boolean {
  return char === undefined || SEPARATORS.test(char);
}

// The capitals of ASCII are the only ones that unicode61 and JavaScript are sure to fold alike.
function isFolded(run: string): boolean {
  return isAscii(run) || run === run.toLowerCase();
}

function isAscii(run: string): boolean {
  return ASCII.test(run);
}
