import type { Database } from './database.ts';
import { fromRow } from './memory-row.ts';
import { toFields } from './search.ts';
import { inTransaction } from './transaction.ts';
import { addToVocabulary } from './vocabulary.ts';

/** Takes in the words of up to `limit` memories that were written since they were last read. Returns how many. */
export function learnWords(database: Database, limit: number): number {
  const { db, sql } = database;
  // Mostly there are none, and nobody has to wait for the lock.
  if (sql('select 1 from vocabulary_unread limit 1').get() === undefined) return 0;
  return inTransaction(db, () => {
    const rows = sql(`
      select m.* from vocabulary_unread u join memory m on m.number = u.number
      order by u.number limit ?`).all(limit);
    const read = sql('delete from vocabulary_unread where number = ?');
    for (const memory of rows.map(fromRow)) {
      addToVocabulary(database, { source: 'memory', number: memory.number }, Object.values(toFields(memory)).join('\n'));
      read.run(memory.number);
    }
    return rows.length;
  });
}
