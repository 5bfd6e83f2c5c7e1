import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { MIGRATIONS, migrate } from '../../../src/store/sqlite/migrate.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { NOON, sampleDraft } from '../../samples.ts';
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

it.each([
  ['2, which had no index of the record', 2],
  ['5, which had one of every event', 5],
])('a database of schema %s, is indexed turn by turn after the upgrade, but for what was forgotten', async (_which, schema) => {
  const path = join(tempFolder(), 'holdfast.db');
  fillEvents(path, schema);
  await using store = await openSqliteStore({ path, busyTimeoutMs: 1000, clock: () => NOON });
  const find = async (word: string): Promise<[turns: string[], sessions: string[]]> => {
    const terms = { any: [[word]], required: [] };
    const turns = await store.matchTurns(terms, { project: 'p' }, 9);
    return [turns.map(({ prompt }) => prompt).toSorted(), [...(await store.matchSessions(terms, { project: 'p' }, 9)).keys()]];
  };
  expect(await find('login')).toEqual([[], []]);
  const counts: number[] = [];
  for (let count = -1; count !== 0; counts.push(count)) count = await store.indexRecord(2, NOON + MINUTE + 4);
  expect(counts).toEqual([2, 2, 1, 1, 1, 1, 0]);
  expect(await find('login')).toEqual([['prompt-0', 'prompt-1'], ['s']]);
  expect([await find('word0'), await find('word1'), await find('word4')]).toEqual([
    [['prompt-0'], ['s']],
    [[], []],
    [['prompt-1'], ['s']],
  ]);
  expect(await store.check()).toEqual([]);
});

it('a database of schema 5 loses what is forgotten after the upgrade, whether it has been indexed again or not', async () => {
  for (const steps of [0, 9]) {
    const path = join(tempFolder(), 'holdfast.db');
    fillEvents(path, 5);
    await using store = await openSqliteStore({ path, busyTimeoutMs: 1000, clock: () => NOON });
    for (let i = 0; i < steps; i += 1) await store.indexRecord(2, NOON + MINUTE + 4);
    const draft = sampleDraft({ evidence: ['event-0', 'event-3'] });
    const session = (await store.session('s'))!;
    const [memory] = (await store.saveDistilled({ session, turn: 'prompt-0', fingerprint: '', drafts: [draft], distilledBy: 'test' }))!;
    await store.forget([memory!.id], NOON);
    while ((await store.indexRecord(2, NOON + MINUTE + 4)) > 0);
    const found = await store.matchTurns({ any: [['word0'], ['word2'], ['word3'], ['word4']], required: [] }, {}, 9);
    expect(found.map(({ prompt }) => prompt).toSorted()).toEqual(['prompt-0', 'prompt-1']);
    expect(await store.matchTurns({ any: [['word0'], ['word3']], required: [] }, {}, 9)).toEqual([]);
  }
});

it('a database of schema 7 gets a ledger of calls of models, with nothing in it, and keeps how often one was asked', async () => {
  const path = join(tempFolder(), 'holdfast.db');
  const db = new DatabaseSync(path);
  migrate(db, path, MIGRATIONS.slice(0, 7));
  db.exec(`insert into housekeeping (name, value) values ('requests', 12)`);
  db.close();
  await using store = await openSqliteStore({ path, busyTimeoutMs: 1000, clock: () => NOON });
  expect(await store.sumModelCalls({ since: 0 })).toMatchObject({ calls: 0, costUsd: 0 });
  expect(await store.stats()).toMatchObject({ modelRequests: 12 });
});

// Five events in two turns, the second of them forgotten; with an index of the record where there was one.
function fillEvents(path: string, schema: number): void {
  const db = new DatabaseSync(path);
  migrate(db, path, MIGRATIONS.slice(0, schema));
  db.exec(`insert into project values ('p', 'p', 0)`);
  db.prepare(`insert into session values ('s', 'test', 'p', '/work', null, null, null, ?1, ?1)`).run(NOON);
  const insert = db.prepare(`
    insert into event (id, kind, agent, session, prompt, at, payload, forgotten) values (?, 'prompt', 'test', 's', ?, ?, ?, ?)`);
  for (let i = 0; i < 5; i += 1) {
    const payload = i === 1 ? '{}' : JSON.stringify({ text: `login word${i}` });
    insert.run(`event-${i}`, `prompt-${i < 3 ? 0 : 1}`, NOON + i, payload, i === 1 ? 1 : 0);
  }
  if (schema >= 3) fillPassages(db);
  db.close();
}

function fillPassages(db: DatabaseSync): void {
  db.prepare(`update session set last_event_at = ?`).run(NOON + 4);
  db.exec(`
    insert into session_index (session, stale) values ('s', 0);
    insert into passage (seq, session, role, at) select seq, 1, 'user', at from event where forgotten = 0;
    insert into passage_terms (rowid, body) select seq, json_extract(payload, '$.text') from event where forgotten = 0;
    insert into session_terms (rowid, said) select 1, group_concat(json_extract(payload, '$.text')) from event where forgotten = 0;
    insert into housekeeping (name, value) select 'record indexed up to', max(seq) from event`);
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
