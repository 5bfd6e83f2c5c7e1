import { PRIVATE_MARK } from '../model/private-mark.ts';

/**
 * Takes out what stands between `<private>` and `</private>`: nested, in any case, with spaces or attributes in the tag,
 * also where the brackets are escaped for HTML or JSON. A span that is not closed goes to the end of the text; a closing
 * tag alone is taken out without anything before it. A text without tags is returned as it is. Linear in its length.
 */
export function redactPrivate(text: string): string {
  return hasPrivateTag(text) ? settle(takeApart(text).open.join('')) : text;
}

/** Whether a text has a tag of a private span. */
export function hasPrivateTag(text: string): boolean {
  return text.search(TAG) >= 0;
}

/** What stands in the private spans of a text, each outermost one as a whole, tags of nested ones included. */
export function privateSpans(text: string): readonly string[] {
  return hasPrivateTag(text) ? takeApart(text).hidden : [];
}

const LESS = String.raw`(?:<|&(?:amp;)*(?:lt|#60|#x3c);|\\u003c)`;
const GREATER = String.raw`(?:>|&(?:amp;)*(?:gt|#62|#x3e);|\\u003e)`;
// An opening tag needs no end of its own: whatever attributes there are, they are inside the span. What goes on after
// the word is another tag (`<private-key>`) or a path (`#include <private/object.h>`).
const CLOSING = String.raw`\\?/\s*private\s*${GREATER}`;
const EMPTY = String.raw`private\s*\\?/\s*${GREATER}`;
const OPENING = String.raw`private(?=\s|${GREATER})`;
const TAG = new RegExp(String.raw`${LESS}\s*(?:(${CLOSING})|(${EMPTY})|${OPENING})`, 'giu');
// What an opening tag leaves at the start of its span, attributes among it.
const TAG_END = new RegExp(String.raw`^(?:\s*${GREATER}|\s[^<>=]{1,50}=[^<>]{0,200}?${GREATER})`, 'iu');

interface Parts {
  /** What may be kept, with a mark where something was. */
  readonly open: readonly string[];
  readonly hidden: readonly string[];
}

function takeApart(text: string): Parts {
  const open: string[] = [];
  const hidden: string[] = [];
  let depth = 0;
  let from = 0;
  let start = 0;
  for (const match of text.matchAll(TAG)) {
    const [tag, closing, empty] = match;
    const end = match.index + tag.length;
    if (depth === 0) open.push(text.slice(from, match.index), closing === undefined ? PRIVATE_MARK : '');
    if (depth === 0) start = end;
    if (depth === 1 && closing !== undefined) hidden.push(text.slice(start, match.index));
    if (closing !== undefined) depth = Math.max(0, depth - 1);
    else if (empty === undefined) depth += 1;
    from = end;
  }
  (depth === 0 ? open : hidden).push(text.slice(depth === 0 ? from : start));
  return { open, hidden: hidden.map((span) => span.replace(TAG_END, '')) };
}

// A lone closing tag may have stood inside another tag (`<pri</private>vate>`): all from there on is private.
function settle(text: string): string {
  const at = text.search(TAG);
  return at < 0 ? text : text.slice(0, at) + PRIVATE_MARK;
}
