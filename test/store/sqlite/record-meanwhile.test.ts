import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { type Database, openDatabase } from '../../../src/store/sqlite/database.ts';
import { indexRecord } from '../../../src/store/sqlite/record-index.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { find, index, LATER, neighbours, sessions } from '../../contract/store/record-scene.ts';
import { openScene, type Scene } from '../../contract/store/scene.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

const SECRET = 'xyzzyplugh';
const ASKED = { id: 'asked', text: `The password is ${SECRET}` };
const SAID = { id: 'said', kind: 'assistant_message', at: NOON + 1, text: 'It listens.' } as const;
const NEXT = { id: 'next', prompt: 'prompt-2', at: NOON + 9, text: 'harmless' };

describe('while a turn is read to be indexed, another process', () => {
  it('forgets an event of it: no word of that gets into the index', async () => {
    await using scene = await openReading();
    await scene.tell(ASKED, SAID);
    const [memory] = await scene.distill('prompt-1', [{ evidence: ['asked'] }]);
    await scene.readMeanwhile((store) => [store.forget([memory!.id], NOON)]);
    expect(await find(scene, SECRET)).toEqual([]);
    await index(scene);
    expect([await find(scene, SECRET), await find(scene, 'listens')]).toEqual([[], ['prompt-1']]);
  });

  it('appends to it: that is found as well', async () => {
    await using scene = await openReading();
    await scene.tell(ASKED);
    await scene.readMeanwhile(() => [scene.tell(SAID)]);
    await index(scene);
    expect([await find(scene, SECRET), await find(scene, 'listens')]).toEqual([['prompt-1'], ['prompt-1']]);
  });

  it('appends to it and indexes it itself: what it read later is not lost to what was read before', async () => {
    await using scene = await openReading();
    await scene.tell(ASKED);
    await scene.readMeanwhile((store) => [scene.tell(SAID), ...[1, 2, 3].map(() => store.indexRecord(9, LATER))]);
    expect([await find(scene, SECRET), await find(scene, 'listens')]).toEqual([['prompt-1'], ['prompt-1']]);
  });

  it('moves an event to the next one: it is found there only', async () => {
    await using scene = await openReading();
    await scene.tell(ASKED, SAID);
    await scene.readMeanwhile(() => [scene.tell({ ...SAID, prompt: 'prompt-2', origin: 'line-1' })]);
    await index(scene);
    expect([await find(scene, SECRET), await find(scene, 'listens')]).toEqual([['prompt-1'], ['prompt-2']]);
  });

  it('forgets all of it and indexes it: it stays gone', async () => {
    await using scene = await openReading();
    await scene.tell(ASKED);
    await scene.tell(NEXT);
    const [memory] = await scene.distill('prompt-1', [{ evidence: ['asked'] }]);
    await scene.readMeanwhile((store) => [store.forget([memory!.id], NOON), store.indexRecord(9, LATER)]);
    await index(scene);
    expect([await find(scene, SECRET), await find(scene, 'harmless')]).toEqual([[], ['prompt-2']]);
    expect(await neighbours(scene, 'harmless')).toEqual([[], []]);
  });

  it('forgets all of it and begins another one: neither takes the place of the other', async () => {
    await using scene = await openReading();
    await scene.tell(ASKED);
    const [memory] = await scene.distill('prompt-1', [{ evidence: ['asked'] }]);
    await scene.readMeanwhile((store) => [
      store.forget([memory!.id], NOON),
      store.indexRecord(9, LATER),
      scene.tell(NEXT),
      store.indexRecord(9, LATER),
    ]);
    expect(await find(scene, SECRET)).toEqual([]);
    await index(scene);
    expect([await find(scene, SECRET), await find(scene, 'harmless')]).toEqual([[], ['prompt-2']]);
  });
});

describe('while a session is read to be indexed, another process', () => {
  it('forgets a memory of it: no word of that gets into the index', async () => {
    await using scene = await openReading();
    await scene.tell(SAID);
    const [memory] = await scene.distill('prompt-1', [{ title: SECRET, evidence: [] }]);
    await scene.readMeanwhile((store) => [store.forget([memory!.id], NOON)], 2);
    expect(await sessions(scene, SECRET)).toEqual([]);
    await index(scene);
    expect([await sessions(scene, SECRET), await sessions(scene, 'listens')]).toEqual([[], ['session-1']]);
  });

  it('makes another memory of it, or goes on with it: that is found as well', async () => {
    await using scene = await openReading();
    await scene.tell(SAID);
    await scene.readMeanwhile(() => [scene.distill('prompt-1', [{ title: 'Repaired authentication' }])], 2);
    await index(scene);
    expect(await sessions(scene, 'authentication')).toEqual(['session-1']);
    await scene.tell({ id: 'more', at: NOON + 2, text: 'more' });
    await scene.readMeanwhile(() => [scene.tell(NEXT)], 2);
    await index(scene);
    expect([await sessions(scene, 'more'), await sessions(scene, 'harmless')]).toEqual([['session-1'], ['session-1']]);
  });
});

interface Reading extends Scene {
  /** Takes a step, the second unless told otherwise, in a process of its own that is kept from writing until `work` has begun. */
  readMeanwhile(work: (other: Store) => readonly Promise<unknown>[], after?: number): Promise<void>;
}

async function openReading(): Promise<Reading> {
  const path = join(tempFolder(), 'holdfast.db');
  const scene = await openScene(() => openSqliteStore({ path, busyTimeoutMs: 1000, clock: () => NOON }));
  const database = openDatabase({ path, busyTimeoutMs: 1000 });
  onTestFinished(() => database.db.close());
  return {
    ...scene,
    async readMeanwhile(work, after = 1) {
      for (let i = 0; i < after; i += 1) await scene.store.indexRecord(9, LATER);
      const pending: Promise<unknown>[] = [];
      beforeItWrites(database, () => pending.push(...work(scene.store)));
      expect(indexRecord(database, 9, LATER)).toBe(1);
      await Promise.all(pending);
      expect(pending).not.toEqual([]);
    },
  };
}

// What a store is asked to write it has written before it gives its promise.
function beforeItWrites({ db }: Database, work: () => void): void {
  const exec = db.exec.bind(db);
  db.exec = (sql) => {
    db.exec = exec;
    work();
    exec(sql);
  };
}
