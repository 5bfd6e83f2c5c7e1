/** What stands where something private was taken out. */
export const PRIVATE_MARK = '[private]';

// A tag in any case, with spaces and attributes, also HTML-escaped. Attributes are bounded, so that a lone `<private` costs no second look.
const TAG = /(?:<|&lt;)\s{0,8}(\/?)\s{0,8}private\b[^<>&]{0,200}(?:>|&gt;)/gi;

/**
 * Takes out what stands between `<private>` and `</private>`: nested, in any case; a span that is not closed goes to the
 * end of the text. A closing tag alone is taken out without anything before it. Text without tags is returned as it is.
 */
export function redactPrivate(text: string): string {
  TAG.lastIndex = 0;
  if (!TAG.test(text)) return text;
  TAG.lastIndex = 0;
  const kept: string[] = [];
  let depth = 0;
  let from = 0;
  for (const tag of text.matchAll(TAG)) {
    const closes = tag[1] === '/';
    if (depth === 0) {
      kept.push(text.slice(from, tag.index));
      if (!closes) kept.push(PRIVATE_MARK);
    }
    depth = closes ? Math.max(0, depth - 1) : depth + 1;
    from = tag.index + tag[0].length;
  }
  if (depth === 0) kept.push(text.slice(from));
  return settle(kept.join(''));
}

// What is left may form a tag of its own, as in `<pri<private></private>vate>`: then all from there on is private.
function settle(text: string): string {
  TAG.lastIndex = 0;
  const tag = TAG.exec(text);
  return tag === null ? text : text.slice(0, tag.index) + PRIVATE_MARK;
}
