import type { TermQuery } from '../../ports/term-query.ts';

/**
 * Terms as an expression of FTS5; undefined: there are none. Where something is required, the alternatives only rank: what
 * is required is among them, so they exclude nothing.
 */
export function toMatchExpression({ any, required }: TermQuery): string | undefined {
  const needed = required.map(quote);
  const alternatives = new Set([...needed, ...any.map(quote)]);
  if (alternatives.size === 0) return undefined;
  return [...needed, `(${[...alternatives].join(' OR ')})`].join(' AND ');
}

// Terms are letters and digits already; the quotes make sure that none is ever read as syntax.
function quote(phrase: readonly string[]): string {
  return `"${phrase.join(' ').replaceAll(/["\0]/g, ' ')}"`;
}
