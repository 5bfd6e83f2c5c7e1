import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createBackground } from '../../../src/app/work/background.ts';
import { indexRecord } from '../../../src/app/work/index-record.ts';
import { learnWords } from '../../../src/app/work/learn-words.ts';
import { QUIET_MS } from '../../../src/ports/store.ts';
import { NOON, sampleEvent } from '../../samples.ts';
import { type Bench, openBench, runAll } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';

describe('indexing the record', () => {
  it('takes note of all that was captured, twenty events a step, then takes in what is over, a turn or a session a step', async () => {
    const bench = await openBench();
    await tell(bench, 'session-1', 41);
    await tell(bench, 'session-2', 1);
    // Three of notes, and one for each turn but the last of each session.
    expect(await runAll(indexRecord(bench.ports))).toHaveLength(3 + 4);
    expect(await bench.ports.store.matchTurns(COMMON, {}, 99)).toHaveLength(4);
    expect(await bench.ports.store.matchSessions(COMMON, {}, 9)).toEqual(new Map());
    bench.now += QUIET_MS + 41;
    expect(await runAll(indexRecord(bench.ports))).toHaveLength(2 + 2);
    expect(await bench.ports.store.matchTurns(COMMON, {}, 99)).toHaveLength(6);
    expect([...(await bench.ports.store.matchSessions(COMMON, {}, 9)).keys()].toSorted()).toEqual(['session-1', 'session-2']);
    expect(await runAll(indexRecord(bench.ports))).toEqual([]);
  });

  it('can be left after any step, and goes on there, in whatever process', async () => {
    const bench = await openBench();
    await tell(bench, 'session-1', 50);
    bench.now += QUIET_MS + 50;
    let steps = 0;
    while (await takeStep(await bench.restart(), bench.now)) steps += 1;
    // Three of notes, five turns and their session.
    expect(steps).toBe(3 + 5 + 1);
    expect(await bench.ports.store.matchTurns(COMMON, {}, 99)).toHaveLength(5);
    expect((await bench.ports.store.matchSessions(COMMON, {}, 9)).size).toBe(1);
  });

  it('learns the words of memories as well', async () => {
    const bench = await openBench();
    await saveMemories(bench, { title: 'ensureWorkerStarted() hangs' });
    expect(await runAll(indexRecord(bench.ports))).toHaveLength(1);
    expect([...(await bench.ports.store.similar(['ensureworkerstrated'], 3)).values()]).toEqual([['ensureworkerstarted']]);
  });

  it('then merges what the indexes consist of, after what was captured meanwhile', async () => {
    const bench = await openBench();
    await saveMemories(bench, ...Array.from({ length: 12 }, (_, i) => ({ title: `Number ${i}` })));
    await runAll(learnWords(bench.ports));
    const steps = indexRecord(bench.ports);
    expect(await steps.next()).toMatchObject({ done: false });
    await tell(bench, 'session-1', 41);
    bench.now += QUIET_MS + 41;
    // Three of notes, five turns and their session.
    for (let i = 0; i < 3 + 5 + 1; i += 1) await steps.next();
    expect(await bench.ports.store.matchTurns(COMMON, {}, 99)).toHaveLength(5);
    await runAll(steps);
    expect(await bench.ports.store.mergeIndexes()).toBe(false);
  });

  it('is left to the next time by a database that others write to, without a word', async () => {
    const bench = await openBench();
    await saveMemories(bench, ...Array.from({ length: 12 }, (_, i) => ({ title: `Number ${i}` })));
    await runAll(learnWords(bench.ports));
    const background = createBackground(bench.ports.log);
    background.add('index', () => indexRecord(bench.ports));
    const other = new DatabaseSync(join(bench.home, 'holdfast.db'));
    other.exec('begin immediate');
    bench.ports.store.waitAtMost(20);
    await background.step();
    other.close();
    expect([background.isWanted(), bench.logged]).toEqual([false, []]);
    expect(await bench.ports.store.mergeIndexes()).toBe(true);
  });
});

const COMMON = { any: [['common']], required: [] };

async function takeStep(bench: Bench, now: number): Promise<boolean> {
  bench.now = now;
  for await (const _ of indexRecord(bench.ports)) return true;
  return false;
}

// A millisecond an event, ten events a turn.
async function tell({ ports }: Bench, session: string, count: number): Promise<void> {
  const { id: project } = await ports.store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  const events = Array.from({ length: count }, (_, i) =>
    sampleEvent({ id: `${session}-${i}`, session, prompt: `${Math.floor(i / 10)}`, at: NOON + i, text: `common ${i}` }),
  );
  await ports.store.append({ events, session: { id: session, agent: 'test', project, cwd: '/work' } });
}
