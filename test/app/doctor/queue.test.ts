import { expect, it } from 'vitest';
import { describeQueue, readQueue } from '../../../src/app/doctor/queue.ts';
import { turnKey } from '../../../src/app/work/turn-key.ts';
import { type Bench, openBench } from '../bench.ts';

it('of a queue with nothing in it there is one line to say', async () => {
  expect(await describe(await openBench())).toEqual(['waiting: 0 sessions to distill; spool 0 B']);
});

it('of a queue it is told what waits, what is at work, what is left alone and what was given up', async () => {
  const bench = await openBench();
  const { store } = bench.ports;
  const { now } = bench;
  const request = { kind: 'enrich', owner: 'me', at: now, leaseMs: 1000, dueBy: now } as const;
  await store.enqueue('enrich', turnKey('s1', 'p'), now, now);
  await store.fail((await store.claim(request))!, 'no credit', now, now, 1);
  await store.report('haiku', now, { ok: false, error: 'no credit', threshold: 1, pauseMs: 60_000, longestMs: 60_000 });
  await store.report('extract', now, { ok: false, error: 'once', threshold: 2, pauseMs: 60_000, longestMs: 60_000 });
  for (const prompt of ['q', 'r']) await store.enqueue('enrich', turnKey('s1', prompt), now, now);
  await store.claim({ ...request, child: { mark: 'm', cap: 1 } });
  await store.enqueue('distill', 's2', now, now);
  expect(await describe(bench)).toEqual([
    'waiting: 1 sessions to distill, 1 turn to ask the model about, 1 that failed; spool 0 B',
    'at work: 1 job, 1 model process',
    '"haiku" is left alone until 2026-05-20T12:01:00.000Z, after 1 failure in a row, the last: no credit',
    'given up: asking a model about a turn of session s1: 1 attempt, the last error: no credit',
  ]);
});

async function describe({ ports: { store } }: Bench): Promise<readonly string[]> {
  return describeQueue(await store.stats(), await readQueue({ store }), '0 B');
}
