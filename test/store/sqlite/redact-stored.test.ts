import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import type { Redactor } from '../../../src/ports/redactor.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { openScene, type Scene } from '../../contract/store/scene.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

const SECRET = 'xyzzyplugh';

const take = (text: string): string => text.replaceAll(SECRET, '*');
const REDACTOR: Redactor = {
  rules: '1',
  event: (event) => (event.text === undefined ? event : { ...event, text: take(event.text) }),
  memory: (memory) => ({ ...memory, title: take(memory.title) }),
  state: take,
};

it('what is redacted leaves every file once it was distilled anew: the indexes, the words, the log and the backup', async () => {
  const { folder, path, scene } = await fill();
  await using _ = scene;
  const { store } = scene;
  await scene.distill('prompt-1', [{ title: `Set it to ${SECRET}` }]);
  await learnAll(scene);
  writeFileSync(`${path}.backup`, SECRET);
  await redactAll(scene);
  await purgeAll(scene);
  // Its turn is to be distilled: what was made of it may hold more.
  expect(existsSync(`${path}.backup`)).toBe(true);
  const job = (await store.claim({ kind: 'distill', owner: 'me', at: Date.now(), leaseMs: 1000, dueBy: Date.now() }))!;
  await scene.distill('prompt-1', [{ title: 'Set it' }]);
  await store.complete(job);
  await learnAll(scene);
  await purgeAll(scene);
  expect(readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(SECRET.slice(3)))).toEqual([]);
  expect(existsSync(`${path}.backup`)).toBe(false);
  expect(await store.check()).toEqual([]);
  // Once: a later backup is nobody's business.
  writeFileSync(`${path}.backup`, '');
  await purgeAll(scene);
  expect(existsSync(`${path}.backup`)).toBe(true);
});

it('nothing is rewritten, distilled anew or purged where nothing is to be redacted', async () => {
  const { path, scene } = await fill('harmless');
  await using _ = scene;
  writeFileSync(`${path}.backup`, '');
  await redactAll(scene);
  await purgeAll(scene);
  expect(existsSync(`${path}.backup`)).toBe(true);
  expect((await scene.store.distilled('session-1')).size).toBe(1);
});

it('what another process changes at that moment is not overwritten, and is looked at again', async () => {
  const { path, scene } = await fill();
  await using _ = scene;
  await scene.store.redactStored(REDACTOR, 9);
  using other = new DatabaseSync(path);
  const interfering = (event: Event): Event => {
    other.prepare(`update event set payload = ? where id = ?`).run(JSON.stringify({ text: `more ${SECRET}` }), event.id);
    return REDACTOR.event(event);
  };
  await scene.store.redactStored({ ...REDACTOR, event: interfering }, 9);
  expect(await scene.store.events(['event-1'])).toMatchObject([{ text: `more ${SECRET}` }]);
  await redactAll(scene);
  expect(await scene.store.events(['event-1'])).toMatchObject([{ text: 'more *' }]);
});

async function fill(word = SECRET): Promise<{ readonly folder: string; readonly path: string; readonly scene: Scene }> {
  const folder = tempFolder();
  const path = join(folder, 'holdfast.db');
  const scene = await openScene(() => openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now }));
  await scene.tell({ text: `about ${word} ${'x'.repeat(20_000)}` }, { id: 'rest', kind: 'assistant_message', at: NOON + 1, text: 'Done.' });
  await scene.distill('prompt-1', [{ title: `First ${word}` }, { slot: 'other', title: 'Harmless' }]);
  await learnAll(scene);
  return { folder, path, scene };
}

async function learnAll({ store }: Scene): Promise<void> {
  while ((await store.indexRecord(20, Date.now())) > 0);
  while ((await store.learnWords(20)) > 0);
}

async function redactAll({ store }: Scene): Promise<void> {
  while ((await store.redactStored(REDACTOR, 20)) > 0);
}

async function purgeAll({ store }: Scene): Promise<void> {
  while (await store.purgeRedacted());
}
