/** A Markdown table. */
export function toTable(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const toLine = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [heads, heads.map(() => '---:'), ...rows].map(toLine).join('\n');
}
