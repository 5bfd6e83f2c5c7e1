import type { Query } from '../../model/query.ts';
import type { TermQuery } from '../../ports/term-query.ts';
import { readDates } from '../../recall/parse-dates.ts';
import { parseQuery } from '../../recall/parse.ts';
import { widen } from '../../recall/widen.ts';
import type { Ports } from '../ports.ts';

// For a word that nothing has.
const SIMILAR = 3;

/** Milliseconds since the epoch, as in a query. */
export type Span = Pick<Query, 'from' | 'to'>;

/** What a query asks for. */
export type ReadQuery =
  /** Whatever was in that time. */
  | { readonly asks: 'time'; readonly span: Span }
  /** Something that has these words. `text`: the query without the time it names; `during`: that time, where it is a hint. */
  | {
      readonly asks: 'words';
      readonly text: string;
      readonly terms: TermQuery;
      /** To explain hits with. */
      readonly words: readonly string[];
      readonly during?: Span;
    }
  /** It has signs only. */
  | { readonly asks: 'nothing' };

/** Reads a query. A time that it names alone is a span, else a hint, unless a span is given; words that occur nowhere are widened. */
export async function readQuery(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { text: asked, from, to }: Pick<Query, 'text' | 'from' | 'to'>,
): Promise<ReadQuery> {
  const dates = from === undefined && to === undefined ? readDates(asked, clock()) : undefined;
  if (dates?.alone) return { asks: 'time', span: spanOf(dates) };
  const text = dates?.rest ?? asked;
  const parsed = parseQuery(text);
  if (parsed.terms.any.length === 0 && parsed.terms.required.length === 0)
    return text.trim() === '' ? { asks: 'time', span: spanOf({ from, to }) } : { asks: 'nothing' };
  const { terms, words } = widen(parsed, await store.similar(parsed.words, SIMILAR));
  return { asks: 'words', text, terms, words, ...(dates === undefined ? {} : { during: spanOf(dates) }) };
}

function spanOf({ from, to }: { readonly from?: number | undefined; readonly to?: number | undefined }): Span {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
