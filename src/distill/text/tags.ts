/** Takes every `<tag …>…</tag>` of the given names out of a text, with what is inside; an unclosed one reaches to the end. */
export function withoutTags(text: string, names: readonly string[]): string {
  let rest = text;
  for (const name of names) if (rest.includes(`<${name}`)) rest = withoutTag(rest, name);
  return rest;
}

function withoutTag(text: string, name: string): string {
  const close = `</${name}>`;
  let kept = '';
  let from = 0;
  for (let open = text.indexOf(`<${name}`); open >= 0; open = text.indexOf(`<${name}`, from)) {
    kept += text.slice(from, open);
    const end = text.indexOf(close, open);
    if (end < 0) return kept;
    from = end + close.length;
  }
  return kept + text.slice(from);
}
