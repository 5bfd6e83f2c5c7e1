import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { MIGRATIONS, migrate } from '../../../src/store/sqlite/migrate.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

const MINUTE = 60_000;

it('a database of schema 1 keeps its rows: jobs in every state, with their fences, and cursors', async () => {
  const path = join(tempFolder(), 'holdfast.db');
  fillFirstSchema(path);
  await using store = await openSqliteStore({ path, busyTimeoutMs: 1000, clock: () => NOON });
  expect((await store.stats()).jobs).toEqual({ pending: 2, leased: 1, dead: 1 });
  expect(await store.deadJobs(9)).toEqual([{ kind: 'distill', key: 'dead', attempt: 5, error: 'no luck', at: NOON - 1 }]);
  expect(await store.cursor('/t.jsonl')).toEqual({ path: '/t.jsonl', session: 's', offset: 9, head: 'h', state: '{}' });
  // How old it is nobody knows, so it is as old as the upgrade.
  expect(await store.oldCursors(Date.now() - MINUTE)).toEqual([]);
  const claim = (at: number): ReturnType<typeof store.claim> =>
    store.claim({ kind: 'distill', owner: 'me', at, leaseMs: MINUTE, dueBy: at });
  expect(await claim(NOON)).toMatchObject({ key: 'waiting', attempt: 1, fence: 8 });
  expect(await claim(NOON)).toBeUndefined();
  expect(await claim(NOON + MINUTE)).toMatchObject({ key: 'leased', attempt: 3, fence: 9 });
  expect(await claim(NOON + 4 * MINUTE)).toMatchObject({ key: 'failed', attempt: 4, fence: 10 });
  expect([await store.children(), await store.breakers(), await store.check()]).toEqual([[], [], []]);
});

it('a database of schema 2 is indexed after the upgrade: its events in their order, but for those forgotten, and its sessions', async () => {
  const path = join(tempFolder(), 'holdfast.db');
  fillSecondSchema(path);
  await using store = await openSqliteStore({ path, busyTimeoutMs: 1000, clock: () => NOON });
  const login = { any: [['login']], required: [] };
  expect(await store.matchPassages(login, {}, 9)).toEqual([]);
  const counts: number[] = [];
  for (let count = -1; count !== 0; counts.push(count)) count = await store.indexRecord(2, NOON + MINUTE);
  expect(counts).toEqual([2, 2, 1, 1, 0]);
  const passages = await store.matchPassages(login, { project: 'p' }, 9);
  const places = await store.placesOf(passages.map(({ seq }) => seq));
  expect(passages.map(({ seq, session, role }) => [places.get(seq)!.id, session, role]).toSorted()).toEqual([
    ['event-0', 's', 'user'],
    ['event-2', 's', 'user'],
    ['event-3', 's', 'user'],
    ['event-4', 's', 'user'],
  ]);
  expect([...(await store.matchSessions(login, { project: 'p' }, 9)).keys()]).toEqual(['s']);
  expect(await store.check()).toEqual([]);
});

function fillSecondSchema(path: string): void {
  const db = new DatabaseSync(path);
  migrate(db, path, MIGRATIONS.slice(0, 2));
  db.exec(`insert into project values ('p', 'p', 0)`);
  db.prepare(`insert into session values ('s', 'test', 'p', '/work', null, null, null, ?1, ?1)`).run(NOON);
  const insert = db.prepare(`
    insert into event (id, kind, agent, session, prompt, at, payload, forgotten) values (?, 'prompt', 'test', 's', 'prompt-1', ?, ?, ?)`);
  for (let i = 0; i < 5; i += 1)
    insert.run(`event-${i}`, NOON + i, i === 1 ? '{}' : JSON.stringify({ text: `login ${i}` }), i === 1 ? 1 : 0);
  db.close();
}

function fillFirstSchema(path: string): void {
  const db = new DatabaseSync(path);
  migrate(db, path, MIGRATIONS.slice(0, 1));
  const insert = db.prepare(`
    insert into job (kind, key, state, queued_at, fence, attempt, due_at, leased_until, error) values ('distill', ?, ?, ?, ?, ?, ?, ?, ?)`);
  insert.run('waiting', 'pending', NOON, 0, 0, NOON, 0, null);
  insert.run('leased', 'leased', NOON, 7, 2, NOON, NOON + MINUTE, null);
  insert.run('failed', 'pending', NOON, 3, 3, NOON + 4 * MINUTE, 0, 'no luck');
  insert.run('dead', 'dead', NOON, 5, 5, NOON - 1, 0, 'no luck');
  db.exec(`insert into cursor values ('/t.jsonl', 's', 9, 'h', '{}')`);
  db.close();
}
