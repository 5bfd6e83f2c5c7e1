import { vocabularyWords } from '../../index/vocabulary.ts';
import type { Database } from './database.ts';
import { toPieces } from './pieces.ts';

/** A text whose words the vocabulary has: its kind and its number. When its row in `vocabulary_use` goes, its words do. */
export interface VocabularySource {
  readonly source: 'memory';
  readonly number: number;
}

/** Makes the words of a text those that the vocabulary has of it. Part of the caller's transaction. */
export function addToVocabulary({ sql }: Database, { source, number }: VocabularySource, text: string): void {
  const rows = sql(`
    insert into vocabulary (word, uses) select value, 1 from json_each(?) where true
    on conflict (word) do update set uses = uses + 1
    returning id, word, uses`).all(JSON.stringify(vocabularyWords(text)));
  const insert = sql('insert into vocabulary_pieces (rowid, pieces) values (?, ?)');
  for (const row of rows) if (row['uses'] === 1) insert.run(Number(row['id']), toPieces(String(row['word'])));
  // The earlier words go after the new ones came: what is in both stays.
  sql('delete from vocabulary_use where source = ? and number = ?').run(source, number);
  const ids = rows.map((row) => row['id']);
  sql('insert into vocabulary_use (source, number, words) values (?, ?, ?)').run(source, number, JSON.stringify(ids));
}
