import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/sqlite/database.ts';
import { openDatabase } from '../../../src/store/sqlite/database.ts';
import { matchTurns } from '../../../src/store/sqlite/record-search.ts';
import { withinBudget, withinBudgetOfSessions } from '../../../src/store/sqlite/postings.ts';
import { tempFolder } from '../../temp-folder.ts';

describe('the budget of places', () => {
  it('keeps words from the rarest on, up to a thousand places', () => {
    using database = fill({ common: 900, frequent: 300, rare: 20 });
    expect(keep(database, ['common'], ['frequent'], ['rare'])).toEqual([['frequent'], ['rare']]);
    expect(keep(database, ['common'], ['rare'])).toEqual([['common'], ['rare']]);
  });

  it('keeps the rarest, whatever it costs', () => {
    using database = fill({ everywhere: 1500 });
    expect(keep(database, ['everywhere'])).toEqual([['everywhere']]);
  });

  it('leaves out what stands nowhere, and phrases of it, but not from sessions, which have words of their own', () => {
    using database = fill({ here: 5 });
    expect(keep(database, ['here'], ['nowhere'], ['nowhere', 'here'])).toEqual([['here']]);
    database.db.exec(`insert into session_index (session) values ('one')`);
    const terms = { any: [['here'], ['nowhere']], required: [] };
    expect(withinBudgetOfSessions(database, terms).any).toEqual([['here'], ['nowhere']]);
  });

  it('knows of a word as soon as somebody writes it', () => {
    using database = fill({ here: 5 });
    expect(keep(database, ['here'], ['new'])).toEqual([['here']]);
    write(database, 'new');
    expect(keep(database, ['here'], ['new'])).toEqual([['here'], ['new']]);
  });

  it('keeps the rare pair of two words that are too frequent themselves', () => {
    using database = fill({ left: 800, right: 900 });
    for (let i = 0; i < 3; i += 1) write(database, 'left right');
    expect(keep(database, ['left'], ['right'], ['left', 'right'])).toEqual([['left'], ['left', 'right']]);
  });

  it('knows the rarer of two words that are both over the budget, whichever is asked for first', () => {
    using database = fill({ walrus: 1100, migration: 2500 });
    write(database, 'walrus migration');
    const rarest = [['walrus'], ['walrus', 'migration']];
    expect(keep(database, ['walrus'], ['migration'], ['walrus', 'migration'])).toEqual(rarest);
    expect(keep(database, ['migration'], ['walrus'], ['walrus', 'migration'])).toEqual(rarest);
    expect(keep(database, ['migration'], ['walrus'])).toEqual([['walrus']]);
  });

  it('leaves what is required alone', () => {
    using database = fill({ here: 5 });
    const required = [['nowhere', 'at', 'all']];
    expect(withinBudget(database, 'turn_terms', { any: [['here']], required }).required).toEqual(required);
  });
});

describe('the ranking of what matches', () => {
  it('looks at the thousand newest texts only, however well an older one matches', () => {
    using database = fill({ 'walrus walrus walrus': 3, 'walrus migration': 1000 });
    database.db.exec(`insert into session_index (number, session) values (1, 'one')`);
    database.db.exec(`insert into turn_index (number, session, prompt, at, until) select rowid, 1, rowid, 0, 0 from turn_terms`);
    const found = matchTurns(database, { any: [['walrus']], required: [] }, {}, 2000);
    expect(found).toHaveLength(1000);
    expect(Math.min(...found.map(({ number }) => number))).toBe(4);
  });
});

function keep(database: Database, ...any: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return withinBudget(database, 'turn_terms', { any, required: [] }).any;
}

function fill(counts: Readonly<Record<string, number>>): Database & Disposable {
  const database = openDatabase({ path: join(tempFolder(), 'holdfast.db'), busyTimeoutMs: 1000 });
  database.db.exec('begin');
  for (const [word, count] of Object.entries(counts)) for (let i = 0; i < count; i += 1) write(database, word);
  database.db.exec('commit');
  return { ...database, [Symbol.dispose]: () => database.db.close() };
}

function write({ sql }: Database, text: string): void {
  sql(`insert into turn_terms (body, identifiers) values (?, '')`).run(text);
}
