/**
 * A text of the same length in which only plain words, numbers, days (`2026-01-14`) and their punctuation are left. In place
 * of what is quoted, code, a path, a version, a time or a sign stands a character that nothing matches.
 */
export function mask(text: string): string {
  return text
    .replace(VERBATIM, blank)
    .replaceAll('’', "'")
    .replace(/\S+/g, (token) => (PLAIN.test(token) ? token : blank(token)));
}

// What is quoted, a fence or a span of code, and a day with the time beside it, which is a stamp.
const VERBATIM = /["“”„`][^"“”„`]*["“”„`]|\d{4}-\d\d-\d\d[ \t]+\d\d:\d\d\S*/g;
const PLAIN = /^\(?(?:[a-z]+(?:-[a-z]+)?|\d+(?:st|nd|rd|th)?|\d{4}-\d\d(?:-\d\d)?)(?:'s?)?[)\].,;:?!]*$/i;

function blank(text: string): string {
  return text.replace(/[^\n]/g, '\0');
}
