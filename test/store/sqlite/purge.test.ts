import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { openScene } from '../../contract/store/scene.ts';
import { NOON, sampleCall } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

const SECRET = 'xyzzyplugh';

it('forgetting takes the bytes out of every file, also those of earlier versions and of the index', async () => {
  const folder = tempFolder();
  const path = join(folder, 'holdfast.db');
  await using scene = await openScene(() => openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now }));
  await scene.tell({ text: `about ${SECRET} ${'x'.repeat(20_000)}` }, { id: 'call', kind: 'tool_call', call: sampleCall(SECRET, false) });
  const others = Array.from({ length: 40 }, (_, i) => ({ slot: `other-${i}`, title: `Number ${i}`, evidence: [] }));
  await scene.distill('prompt-1', [{ title: `An earlier title with ${SECRET}`, evidence: [] }, ...others]);
  const [memory] = await scene.distill('prompt-1', [
    { title: 'Harmless', narrative: `${SECRET} `.repeat(2000), evidence: ['event-1', 'call'] },
    ...others,
  ]);
  writeFileSync(`${path}.backup`, SECRET);
  expect(filesWith(folder)).not.toEqual([]);
  await scene.store.forget([memory!.id], Date.now());
  expect(filesWith(folder)).toEqual([]);
  expect(existsSync(`${path}.backup`)).toBe(false);
  expect(await scene.store.match({ any: [['number']], required: [] }, { limit: 99, offset: 0 })).toHaveLength(40);
  expect(await scene.store.check()).toEqual([]);
});

it.each([1, 300])('forgetting takes the words of events out of the index of the record, of %i turns indexed one by one', async (count) => {
  const folder = tempFolder();
  const path = join(folder, 'holdfast.db');
  await using scene = await openScene(() => openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now }));
  const middle = Math.floor(count / 2);
  for (let i = 0; i < count; i += 1) {
    const text = i === middle ? `about ${SECRET}` : `event${i} of many`;
    await scene.tell({ id: `event-${i}`, session: `session-${i % 7}`, prompt: `prompt-${i}`, text });
    if (count > 1) await indexAll(scene.store, 1);
  }
  const session = `session-${middle % 7}`;
  const draft = { subtitle: '', narrative: '', facts: [], filesModified: [`src/${SECRET}.ts`], filesRead: [] };
  const [memory] = await scene.distill('prompt-1', [{ ...draft, title: `Set it to ${SECRET}`, evidence: [`event-${middle}`] }], session);
  await indexAll(scene.store, 20);
  expect(listTerms(path)).toEqual({ turn_terms: 1, session_terms: 1 });
  await scene.store.forget([memory!.id], Date.now());
  expect(filesWith(folder)).toEqual([]);
  expect(listTerms(path)).toEqual({ turn_terms: 0, session_terms: 0 });
  await indexAll(scene.store, 20);
  expect(filesWith(folder)).toEqual([]);
  const many = { any: [['many']], required: [] };
  expect(await scene.store.matchTurns(many, {}, 999)).toHaveLength(count - 1);
  expect((await scene.store.matchSessions(many, {}, 999)).size).toBe(count === 1 ? 0 : 7);
  expect(await scene.store.check()).toEqual([]);
});

it('forgetting takes the words of an event out of the turn as well that it was moved away from', async () => {
  const folder = tempFolder();
  const path = join(folder, 'holdfast.db');
  await using scene = await openScene(() => openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now }));
  const queued = { id: 'queued', at: NOON + 1, text: SECRET };
  await scene.tell({ id: 'asked' }, queued);
  await indexAll(scene.store, 20);
  await scene.tell({ ...queued, prompt: 'prompt-2', origin: 'line-1' });
  await indexAll(scene.store, 20);
  const [memory] = await scene.distill('prompt-2', [{ evidence: ['queued'] }]);
  await scene.store.forget([memory!.id], Date.now());
  expect(filesWith(folder)).toEqual([]);
  expect(listTerms(path)).toEqual({ turn_terms: 0, session_terms: 0 });
  expect(await scene.store.matchTurns({ any: [['slow']], required: [] }, {}, 9)).toMatchObject([{ prompt: 'prompt-1' }]);
});

it('forgetting takes the words out also where segments were merged in part before, to where they had been copied', async () => {
  const folder = tempFolder();
  const path = join(folder, 'holdfast.db');
  await using scene = await openScene(() => openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now }));
  await scene.recall(Array.from({ length: 40 }, (_, i) => ({ narrative: `common ${words(`of${i}x`)}`, evidence: [] })));
  merge(path, -999);
  const [memory] = await scene.recall([{ narrative: `aaa${SECRET} ${words('one')}`, evidence: [] }]);
  expect(merge(path, -16)).toBe(3);
  await scene.store.forget([memory!.id], Date.now());
  expect(filesWith(folder)).toEqual([]);
  expect(await scene.store.match({ any: [['common'], ['one100']], required: [] }, { limit: 99, offset: 0 })).toHaveLength(40);
  expect(await scene.store.check()).toEqual([]);
});

async function indexAll(store: Store, limit: number): Promise<void> {
  while ((await store.indexRecord(limit, Date.now())) > 0);
}

function words(stem: string): string {
  return Array.from({ length: 200 }, (_, i) => `${stem}${i}`).join(' ');
}

// Merges so many pages of the index of memories, and returns how many segments it has then.
function merge(path: string, pages: number): number {
  using db = new DatabaseSync(path);
  db.exec(`
    insert into memory_terms (memory_terms, rank) values ('usermerge', 2);
    insert into memory_terms (memory_terms, rank) values ('merge', ${pages})`);
  return Number(db.prepare('select count(distinct segid) as n from memory_terms_idx').get()!['n']);
}

// In how many rows of the indexes of the record the word stands, those that were deleted but not yet overwritten included.
function listTerms(path: string): Record<string, number> {
  using db = new DatabaseSync(path);
  const count = (index: string): number => {
    db.exec(`create virtual table temp.${index}_words using fts5vocab(main, ${index}, row)`);
    return Number(db.prepare(`select total(doc) as n from ${index}_words where term = ?`).get(SECRET)!['n']);
  };
  return { turn_terms: count('turn_terms'), session_terms: count('session_terms') };
}

// FTS stores words without the prefix they share with their neighbour.
function filesWith(folder: string): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(SECRET.slice(3)));
}
