import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { QUIET_MS, type Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { openScene, type Scene } from '../../contract/store/scene.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { runTogether } from './run-fixture.ts';

const PROCESSES = 4;
const LATER = NOON + 100 * QUIET_MS;

describe('the index of the record', () => {
  it('is filled by many processes at once, while they write: no event is left out and none taken twice', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    const outputs = await runTogether(PROCESSES, 'index-record.ts', (i) => [path, `p${i}`, scene.project.id]);
    const taken = outputs.flat().reduce((sum, count) => sum + Number(count), 0);
    let rest = 0;
    for (let count = -1; count !== 0; rest += count) count = await scene.store.indexRecord(1000, NOON);
    expect(taken + rest).toBe(40 * PROCESSES);
    const db = openRaw(path);
    expect(db.prepare('select seq from passage order by seq').all()).toEqual(db.prepare('select seq from event order by seq').all());
    expect(await scene.store.matchPassages({ any: [['common']], required: [] }, {}, 999)).toHaveLength(40 * PROCESSES);
    expect(await scene.store.matchPassages({ any: [['ofp2']], required: [] }, {}, 999)).toHaveLength(40);
    expect(await scene.store.check()).toEqual([]);
  });

  it('is filled by two processes in turns, a session by one of them', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await using other = await open(path);
    await scene.tell(...Array.from({ length: 5 }, (_, i) => ({ id: `e${i}`, at: NOON + i, text: `common word${i}` })));
    const counts: number[] = [];
    for (const store of [scene.store, other, scene.store, other, scene.store]) counts.push(await store.indexRecord(2, LATER));
    expect(counts).toEqual([2, 2, 1, 1, 0]);
    expect(await other.matchPassages({ any: [['common']], required: [] }, {}, 99)).toHaveLength(5);
    expect([...(await other.matchSessions({ any: [['common']], required: [] }, {}, 99)).keys()]).toEqual(['session-1']);
  });

  it('loses an event that another process forgets, also between its events', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await using other = await open(path);
    await scene.tell(...['a', 'b', 'c', 'd'].map((id) => ({ id, text: `common ${id}` })));
    const [early, late] = await scene.distill('prompt-1', [{ evidence: ['a'] }, { slot: 'late', evidence: ['d'] }]);
    await scene.store.indexRecord(2, NOON);
    await other.forget([early!.id, late!.id], NOON);
    await index(scene.store);
    expect(await indexed(scene)).toEqual(['b', 'c']);
  });

  it('loses what a process of an earlier version forgets, which knows nothing of it', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await scene.tell({ id: 'a', text: 'common secret' }, { id: 'b', text: 'common' });
    await scene.distill('prompt-1', [{ title: 'A hushed title', evidence: ['a'] }]);
    await index(scene.store);
    const find = async (word: string): Promise<[passages: number, sessions: number]> => [
      (await scene.store.matchPassages({ any: [[word]], required: [] }, {}, 9)).length,
      (await scene.store.matchSessions({ any: [[word]], required: [] }, {}, 9)).size,
    ];
    expect([await find('secret'), await find('hushed')]).toEqual([
      [1, 1],
      [0, 1],
    ]);
    const db = openRaw(path);
    db.exec(`update memory set title = '', forgotten = 1; update event set payload = '{}', forgotten = 1 where id = 'a'`);
    expect([await find('secret'), await find('hushed')]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    await index(scene.store);
    expect([await find('secret'), await find('hushed'), await find('common')]).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(await scene.store.check()).toEqual([]);
  });

  it('holds an event that came before its session was known', async () => {
    await using scene = await openScene(() => open(join(tempFolder(), 'holdfast.db')));
    const event = { id: 'early', kind: 'prompt', agent: 'test', session: 'session-9', prompt: 'p', at: NOON, text: 'common' } as const;
    await scene.store.append({ events: [event] });
    await index(scene.store);
    const session = { id: 'session-9', agent: 'test', project: scene.project.id, cwd: '/p' };
    await scene.store.append({ events: [{ ...event, id: 'late', at: NOON + 1, text: 'other' }], session });
    await index(scene.store);
    const terms = { any: [['common']], required: [] };
    expect(await scene.store.matchPassages(terms, { project: scene.project.id }, 9)).toHaveLength(1);
    expect([...(await scene.store.matchSessions(terms, { project: scene.project.id }, 9)).keys()]).toEqual(['session-9']);
  });

  it('is filled in steps that are bounded by what the events say, too', async () => {
    await using scene = await openScene(() => open(join(tempFolder(), 'holdfast.db')));
    await scene.tell(...Array.from({ length: 5 }, (_, i) => ({ id: `e${i}`, at: NOON + i, text: 'long '.repeat(1000) })));
    const counts: number[] = [];
    for (let count = -1; count !== 0; counts.push(count)) count = await scene.store.indexRecord(20, NOON);
    expect(counts).toEqual([2, 2, 1, 0]);
  });

  it('holds the words of the events there are and no other, whatever happens to them', async () => {
    await using scene = await openScene(() => open(join(tempFolder(), 'holdfast.db')));
    const step = fc.oneof(
      fc.record({ what: fc.constant('tell' as const), event: fc.nat(5), session: fc.nat(1) }),
      fc.record({ what: fc.constant('tell more' as const), event: fc.nat(5), session: fc.nat(1) }),
      fc.record({ what: fc.constant('forget' as const), event: fc.nat(5), session: fc.nat(1) }),
      fc.record({ what: fc.constant('index' as const), event: fc.integer({ min: 1, max: 4 }), session: fc.nat(1) }),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        run += 1;
        for (const { what, event, session } of steps) await take(scene, what, { event, session: `run-${run}-${session}` });
        await index(scene.store);
        const events = [0, 1].map((session) => scene.store.stubs(`run-${run}-${session}`));
        const live = (await Promise.all(events)).flat().map(({ id }) => id);
        const told = await scene.store.events(live);
        expect(await indexed(scene, `run${run}`)).toEqual(live.toSorted());
        expect(await indexed(scene, `failed${run}`)).toEqual(
          told
            .filter(({ call }) => call!.failed)
            .map(({ id }) => id)
            .toSorted(),
        );
      }),
      { numRuns: 40 },
    );
    expect(await scene.store.check()).toEqual([]);
  });
});

async function take(
  { store, tell, distill }: Scene,
  what: 'tell' | 'tell more' | 'forget' | 'index',
  { event, session }: { readonly event: number; readonly session: string },
): Promise<void> {
  const id = `${session}-${event}`;
  const [, run] = session.split('-');
  if (what === 'index') await store.indexRecord(event, LATER);
  if (what === 'tell' || what === 'tell more') {
    const call = { tool: 'Bash', input: { command: `run${run}` }, output: `failed${run}`, failed: what === 'tell more' };
    await tell({ id, session, kind: 'tool_call', call, text: undefined } as never);
  }
  if (what === 'forget' && (await store.session(session)) !== undefined) {
    const [memory] = await distill(`prompt-${event}`, [{ evidence: [id] }], session);
    if (memory !== undefined) await store.forget([memory.id], NOON);
  }
}

async function indexed({ store }: Scene, word = 'common'): Promise<string[]> {
  const passages = await store.matchPassages({ any: [[word]], required: [] }, {}, 999);
  const places = await store.placesOf(passages.map(({ seq }) => seq));
  return passages.map(({ seq }) => places.get(seq)!.id).toSorted();
}

async function index(store: Store): Promise<void> {
  while ((await store.indexRecord(9, LATER)) > 0);
}

function open(path: string): Promise<Store> {
  return openSqliteStore({ path, busyTimeoutMs: 10_000, clock: () => NOON });
}

function openRaw(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  return db;
}
