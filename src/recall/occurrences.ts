/** Which of the words and names of a query occur in a text, in their order. Words match with other endings, names in any spelling. */
export function occurrences(words: readonly string[], text: string): readonly string[] {
  if (words.length === 0 || text === '') return [];
  const lower = text.toLowerCase();
  const squeezed = words.some(isWritten) ? squeeze(lower) : '';
  return words.filter((word) => (isWritten(word) ? squeezed.includes(squeeze(word)) : hasWord(text, lower, stem(word))));
}

// Held together by signs: a name or a path.
function isWritten(word: string): boolean {
  return SIGNS.test(word);
}

// `login.ts` and `ensure-worker` without what holds them together.
function squeeze(text: string): string {
  return text.split(SIGNS).join('');
}

const SIGNS = /[^\p{L}\p{N}]+/u;

// Close to what the index does, for a person who wants to know why; it decides nothing.
function stem(word: string): string {
  return word.replace(/(?<=^\p{L}{4,12})(?:ing|ed|es|s)$/u, '');
}

function hasWord(text: string, lower: string, word: string): boolean {
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (startsWord(text, at)) return true;
  }
  return false;
}

// After a character of no word, at a capital (`ensureWorker`), or in a script without spaces.
function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!) || /[\p{Lu}\p{Lo}]/u.test(text[at]!);
}
