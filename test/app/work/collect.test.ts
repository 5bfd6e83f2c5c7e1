import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { collect } from '../../../src/app/work/collect.ts';
import { type Bench, openBench, runAll } from '../bench.ts';

const DAY = 24 * 3_600_000;

it('what nobody needed for a month goes, once a day for all processes; a cursor only with its transcript', async () => {
  const bench = await openBench();
  const { store } = bench.ports;
  const [gone, there] = ['gone.jsonl', 'there.jsonl'].map((name) => bench.write([], name));
  for (const path of [gone!, there!]) await store.append({ events: [], cursor: { path, session: 's', offset: 0, head: '', state: '' } });
  await giveUp(bench, 's1');
  rmSync(gone!);
  await runAll(collect(bench.ports));
  expect(await left(bench)).toEqual(['s1', gone, there]);

  bench.now += 29 * DAY;
  await giveUp(bench, 's2');
  await runAll(collect(bench.ports));
  expect(await left(bench)).toEqual(['s2', 's1', gone, there]);

  bench.now += DAY - 1;
  await runAll(collect((await bench.restart()).ports));
  expect(await left(bench)).toEqual(['s2', 's1', gone, there]);

  bench.now += DAY;
  await runAll(collect(bench.ports));
  expect(await left(bench)).toEqual(['s2', there]);
});

async function giveUp({ ports: { store }, now }: Bench, key: string): Promise<void> {
  await store.enqueue('distill', key, now, now);
  const job = await store.claim({ kind: 'distill', owner: 'me', at: now, leaseMs: 1, dueBy: now });
  await store.fail(job!, 'no luck', now, now, 1);
}

async function left({ ports: { store } }: Bench): Promise<unknown[]> {
  return [...(await store.deadJobs(9)).map(({ key }) => key), ...(await store.oldCursors(Number.MAX_SAFE_INTEGER))];
}
