const PROGRAM_TAG = /<([a-z][a-z\d]{0,30}(?:[-_][a-z\d]{1,30}){1,4})(?:\s[^<>]{0,300})?>/gi;

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

/** Takes out every closed `<some-tag>…</some-tag>` whose name has a hyphen or underscore: such tags are put in by programs. */
export function withoutProgramTags(text: string): string {
  let kept = '';
  let from = 0;
  for (const match of text.matchAll(PROGRAM_TAG)) {
    const close = `</${match[1]!}>`;
    const end = match.index < from ? -1 : text.indexOf(close, match.index);
    if (end < 0) continue;
    kept += text.slice(from, match.index);
    from = end + close.length;
  }
  return kept + text.slice(from);
}
