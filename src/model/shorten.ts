/** A text in at most so many UTF-16 units: a longer one ends in `…`. Never splits a surrogate pair. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text
    .slice(0, most - 1)
    .toWellFormed()
    .trimEnd();
  return `${start}…`;
}
