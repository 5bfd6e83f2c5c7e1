import { describe, expect, it } from 'vitest';
import { indexRecord } from '../../../src/app/work/index-record.ts';
import { QUIET_MS } from '../../../src/ports/store.ts';
import { NOON, sampleEvent } from '../../samples.ts';
import { type Bench, openBench, runAll } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';

describe('indexing the record', () => {
  it('takes in all that was captured, twenty events a step, then the sessions that are quiet, one a step', async () => {
    const bench = await openBench();
    await tell(bench, 'session-1', 41);
    await tell(bench, 'session-2', 1);
    expect(await runAll(indexRecord(bench.ports))).toHaveLength(3);
    expect(await bench.ports.store.matchPassages(COMMON, {}, 99)).toHaveLength(42);
    expect(await bench.ports.store.matchSessions(COMMON, {}, 9)).toEqual(new Map());
    bench.now += QUIET_MS;
    expect(await runAll(indexRecord(bench.ports))).toHaveLength(2);
    expect([...(await bench.ports.store.matchSessions(COMMON, {}, 9)).keys()].toSorted()).toEqual(['session-1', 'session-2']);
    expect(await runAll(indexRecord(bench.ports))).toEqual([]);
  });

  it('can be left after any step, and goes on there, in whatever process', async () => {
    const bench = await openBench();
    await tell(bench, 'session-1', 50);
    for await (const _ of indexRecord(bench.ports)) break;
    expect(await bench.ports.store.matchPassages(COMMON, {}, 99)).toHaveLength(20);
    const other = await bench.restart();
    expect(await runAll(indexRecord(other.ports))).toHaveLength(2);
    expect(await bench.ports.store.matchPassages(COMMON, {}, 99)).toHaveLength(50);
  });

  it('learns the words of memories as well', async () => {
    const bench = await openBench();
    await saveMemories(bench, { title: 'ensureWorkerStarted() hangs' });
    expect(await runAll(indexRecord(bench.ports))).toHaveLength(1);
    expect([...(await bench.ports.store.similar(['ensureworkerstrated'], 3)).values()]).toEqual([['ensureworkerstarted']]);
  });
});

const COMMON = { any: [['common']], required: [] };

async function tell({ ports }: Bench, session: string, count: number): Promise<void> {
  const { id: project } = await ports.store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  const events = Array.from({ length: count }, (_, i) => sampleEvent({ id: `${session}-${i}`, session, text: `common ${i}` }));
  await ports.store.append({ events, session: { id: session, agent: 'test', project, cwd: '/work' } });
}
