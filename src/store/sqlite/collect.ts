import { rmSync, statSync } from 'node:fs';
import type { Database } from './database.ts';
import { backupPath } from './migrate.ts';
import { inTransaction } from './transaction.ts';

/** Whether a chore is due: true once every `everyMs`, also where the clock was set back since. */
export function claimChore({ sql }: Database, name: string, at: number, everyMs: number): boolean {
  const done = sql(`
    insert into housekeeping (name, value) values ('chore ' || ?1, ?2)
    on conflict (name) do update set value = ?2 where value <= ?2 - ?3 or value > ?2`).run(name, at, everyMs);
  return done.changes === 1;
}

/** Transcripts whose cursors have not moved since `before`. */
export function listOldCursors({ sql }: Database, before: number): string[] {
  return sql('select path from cursor where changed_at < ? order by path')
    .all(before)
    .map(({ path }) => String(path));
}

/** Removes jobs and a backup that are older than `before`, and the cursors of what is gone. Returns how many rows went. */
export function collect({ db, sql }: Database, path: string, before: number, gone: readonly string[]): number {
  const rows = inTransaction(db, () => {
    const dead = sql(`delete from job where state = 'dead' and failed_at < ?`).run(before);
    // Better words that nobody has been asked for in all that time: the model was taken away.
    const unasked = sql(`delete from job where kind = 'enrich' and state = 'pending' and due_at < ?`).run(before);
    // One that moved since it was looked at belongs to a transcript that is there.
    const cursors = sql('delete from cursor where changed_at < ? and path in (select value from json_each(?))').run(
      before,
      JSON.stringify(gone),
    );
    return Number(dead.changes) + Number(unasked.changes) + Number(cursors.changes);
  });
  const backup = statSync(backupPath(path), { throwIfNoEntry: false });
  if (backup !== undefined && backup.mtimeMs < before) rmSync(backupPath(path), { force: true });
  return rows;
}

/** Writes a row and waits until the disk has it. */
export function touch({ db, sql }: Database, at: number): void {
  db.exec('pragma synchronous = full');
  try {
    sql(`insert into housekeeping (name, value) values ('touched', ?) on conflict (name) do update set value = excluded.value`).run(at);
  } finally {
    db.exec('pragma synchronous = normal');
  }
}
