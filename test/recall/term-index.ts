import { DatabaseSync } from 'node:sqlite';
import { indexTerms } from '../../src/index/terms.ts';
import type { TermQuery } from '../../src/ports/term-query.ts';

/** A full-text index of texts as the store keeps one: the raw text beside our terms. */
export interface TermIndex extends Disposable {
  /** Indexes texts in place of those before. */
  fill(...texts: readonly string[]): void;
  /** The positions of the texts that match, best first. */
  find(query: TermQuery): readonly number[];
}

/** Opens an index in memory. */
export function openTermIndex(): TermIndex {
  const database = new DatabaseSync(':memory:');
  database.exec(
    `create virtual table terms using fts5 (body, identifiers, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2')`,
  );
  const insert = database.prepare('insert into terms (rowid, body, identifiers) values (?, ?, ?)');
  const select = database.prepare('select rowid from terms where terms match ? order by bm25(terms, 1.0, 0.7)');
  return {
    fill(...texts) {
      database.exec('delete from terms');
      for (const [i, text] of texts.entries()) insert.run(i, text, indexTerms(text));
    },
    find: (query) => select.all(toExpression(query)).map((row) => Number(row['rowid'])),
    [Symbol.dispose]: () => database.close(),
  };
}

// Nothing is escaped: that terms hold no quotation mark is what the tests show.
function toExpression({ any, required }: TermQuery): string {
  const quote = (phrase: readonly string[]): string => `"${phrase.join(' ')}"`;
  return [...required.map(quote), `(${any.map(quote).join(' OR ')})`].join(' AND ');
}
