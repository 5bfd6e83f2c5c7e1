import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { QUIET_MS, type Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { any, find, index, LATER, sessions } from '../../contract/store/record-scene.ts';
import { openScene } from '../../contract/store/scene.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { runTogether } from './run-fixture.ts';

const PROCESSES = 4;
const EVENTS = 40;
const SECRET = 'xyzzyplugh';

describe('the index of the record', () => {
  it('is filled by many processes at once, while they write: every event is found in its turn, and in no other', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    const outputs = await runTogether(PROCESSES, 'index-record.ts', (i) => [path, `p${i}`, scene.project.id]);
    // All took part in it.
    for (const counts of outputs) expect(counts.some((count) => Number(count) > 0)).toBe(true);
    await index(scene);
    expect(await scene.store.matchTurns(any('common'), {}, 999)).toHaveLength((EVENTS / 4) * PROCESSES);
    for (let i = 0; i < PROCESSES * EVENTS; i += 1) {
      const [owner, event] = [`p${i % PROCESSES}`, Math.floor(i / PROCESSES)];
      const turn = { session: `of-${owner}`, prompt: `turn-${Math.floor(event / 4)}` };
      expect(await scene.store.matchTurns(any(`of${owner}x${event}`), {}, 9)).toMatchObject([turn]);
    }
    expect(await scene.store.matchSessions(any('common'), {}, 9)).toHaveProperty('size', PROCESSES);
    expect(await scene.store.check()).toEqual([]);
  });

  it('is filled by two processes in turns, a turn or a session by one of them', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await using other = await open(path);
    await scene.tell(...Array.from({ length: 5 }, (_, i) => ({ id: `e${i}`, prompt: `p${i % 3}`, at: NOON + i, text: 'common' })));
    const counts: number[] = [];
    for (let i = 0; i < 8; i += 1) counts.push(await [scene.store, other][i % 2]!.indexRecord(2, LATER));
    expect(counts).toEqual([2, 2, 1, 1, 1, 1, 1, 0]);
    expect(await other.matchTurns(any('common'), {}, 99)).toHaveLength(3);
    expect([...(await other.matchSessions(any('common'), {}, 99)).keys()]).toEqual(['session-1']);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('loses what another process forgets after %i of its steps', async (steps) => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await using other = await open(path);
    await scene.tell(
      { id: 'a', prompt: 'p0', text: `${SECRET} alpha` },
      { id: 'b', prompt: 'p0', at: NOON + 1, text: 'beta' },
      { id: 'c', prompt: 'p1', at: NOON + 2, text: 'gamma' },
      { id: 'd', prompt: 'p2', at: NOON + 3, text: SECRET },
    );
    const [early] = await scene.distill('p0', [{ evidence: ['a'] }]);
    const [late] = await scene.distill('p2', [{ evidence: ['d'] }]);
    for (let i = 0; i < steps; i += 1) await scene.store.indexRecord(2, LATER);
    await other.forget([early!.id, late!.id], NOON);
    expect([await find(scene, SECRET), await sessions(scene, SECRET)]).toEqual([[], []]);
    await index(scene);
    expect([await find(scene, SECRET, 'alpha'), await sessions(scene, SECRET, 'alpha')]).toEqual([[], []]);
    expect((await find(scene, 'beta', 'gamma')).toSorted()).toEqual(['p0', 'p1']);
    expect(await sessions(scene, 'beta')).toEqual(['session-1']);
  });

  it('loses what a process of an earlier version forgets, which knows nothing of it', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await scene.tell({ id: 'a', text: `common ${SECRET}` }, { id: 'b', text: 'common' });
    await scene.distill('prompt-1', [{ title: 'A hushed title', evidence: ['a'] }]);
    await index(scene);
    const count = async (word: string): Promise<[turns: number, sessions: number]> => [
      (await find(scene, word)).length,
      (await sessions(scene, word)).length,
    ];
    expect([await count(SECRET), await count('hushed')]).toEqual([
      [1, 1],
      [0, 1],
    ]);
    const db = openRaw(path);
    db.exec(`update memory set title = '', forgotten = 1; update event set payload = '{}', forgotten = 1 where id = 'a'`);
    expect([await count(SECRET), await count('hushed')]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    await index(scene);
    expect([await count(SECRET), await count('hushed'), await count('common')]).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(await scene.store.check()).toEqual([]);
  });

  it('loses what is forgotten after a process of an earlier version moved it to another turn', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await scene.tell({ id: 'a', text: `common ${SECRET}` }, { id: 'b', text: 'common' });
    const [memory] = await scene.distill('prompt-1', [{ evidence: ['a'] }]);
    await index(scene);
    openRaw(path).exec(`update event set prompt = 'prompt-2', origin = 'line-1' where id = 'a'`);
    await scene.store.forget([memory!.id], NOON);
    await index(scene);
    expect([await find(scene, SECRET), await find(scene, 'common')]).toEqual([[], ['prompt-1']]);
  });

  it('holds an event that came before its session was known', async () => {
    await using scene = await openScene(() => open(join(tempFolder(), 'holdfast.db')));
    const event = { id: 'early', kind: 'prompt', agent: 'test', session: 'session-9', prompt: 'p', at: NOON, text: 'common' } as const;
    await scene.store.append({ events: [event] });
    await index(scene);
    expect(await scene.store.matchTurns(any('common'), {}, 9)).toMatchObject([{ session: 'session-9', prompt: 'p' }]);
    const session = { id: 'session-9', agent: 'test', project: scene.project.id, cwd: '/p' };
    await scene.store.append({ events: [{ ...event, id: 'late', prompt: 'q', at: NOON + 1, text: 'other' }], session });
    await index(scene);
    expect(await scene.store.matchTurns(any('common'), { project: scene.project.id }, 9)).toHaveLength(1);
    expect([...(await scene.store.matchSessions(any('common'), { project: scene.project.id }, 9)).keys()]).toEqual(['session-9']);
  });

  it('is filled without looking at what lies in the middle of a long session', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    const said = Array.from({ length: 60 }, (_, i) => ({
      id: `e${i}`,
      prompt: `p${i}`,
      at: NOON + i,
      text: `marked${i}x ${'long '.repeat(700)}`,
    }));
    await scene.tell(...said);
    // Each turn, then nothing but the session as a whole.
    while ((await scene.store.indexRecord(60, NOON + 59)) > 0);
    await scene.store.indexRecord(60, LATER);
    openRaw(path).exec(`update event set payload = 'cannot be read' where id in ('e25', 'e30', 'e40')`);
    await index(scene);
    expect([await sessions(scene, 'marked0x'), await sessions(scene, 'marked59x')]).toEqual([['session-1'], ['session-1']]);
  });

  it('is filled in steps that are bounded: so many events are noted, or one turn or one session is read', async () => {
    await using scene = await openScene(() => open(join(tempFolder(), 'holdfast.db')));
    for (const session of ['session-1', 'session-2'])
      await scene.tell(
        ...Array.from({ length: 6 }, (_, i) => ({
          id: `${session}-${i}`,
          session,
          prompt: `p${i % 2}`,
          at: NOON + i,
          text: 'long '.repeat(1000),
        })),
      );
    const counts: number[] = [];
    for (let count = -1; count !== 0; counts.push(count)) count = await scene.store.indexRecord(5, NOON + QUIET_MS + 5);
    expect(counts).toEqual([5, 5, 2, 1, 1, 1, 1, 1, 1, 0]);
  });
});

function open(path: string): Promise<Store> {
  return openSqliteStore({ path, busyTimeoutMs: 10_000, clock: () => NOON });
}

function openRaw(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  return db;
}
