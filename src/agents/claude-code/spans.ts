/** Takes out every `<tag>…</tag>`, tags included. One that is never closed stays. Linear in the text. */
export function removeSpans(text: string, tag: string): string {
  const close = `</${tag}>`;
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(`<${tag}>`, from);
    const end = start < 0 ? -1 : text.indexOf(close, start);
    if (end < 0) return kept + text.slice(from);
    kept += text.slice(from, start);
    from = end + close.length;
  }
}

/** What stands between the first `<tag>` and the `</tag>` after it; empty where there is no such pair. */
export function spanText(text: string, tag: string): string {
  const open = `<${tag}>`;
  const start = text.indexOf(open);
  const end = start < 0 ? -1 : text.indexOf(`</${tag}>`, start);
  return end < 0 ? '' : text.slice(start + open.length, end);
}
