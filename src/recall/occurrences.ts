/** Which of the words and names of a query occur in a text, in their order. Words match with other endings, names in any spelling. */
export function occurrences(words: readonly string[], text: string): readonly string[] {
  if (text === '') return [];
  const lower = text.toLowerCase();
  const squeezed = squeeze(lower);
  return words.filter((word) => {
    const letters = squeeze(word);
    return letters === word ? hasWord(text, lower, stem(word)) : squeezed.includes(letters);
  });
}

// `login.ts` and `ensure-worker` without what holds them together.
function squeeze(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

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
