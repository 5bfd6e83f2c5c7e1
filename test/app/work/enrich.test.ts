import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LONGEST_PAUSE_MS } from '../../../src/app/work/backoff.ts';
import { drain } from '../../../src/app/work/drain.ts';
import { enrich } from '../../../src/app/work/enrich.ts';
import { createEnricher } from '../../../src/app/work/enricher.ts';
import { reapChildren } from '../../../src/app/work/reap-children.ts';
import type { Ports } from '../../../src/app/ports.ts';
import { waitFor } from '../../client/wait-for.ts';
import { type Bench, openBench, runAll } from '../bench.ts';
import { scriptModel } from '../scripted-model.ts';
import { askAll, memories, openWithTurns, tell } from './asking.ts';

const MINUTE = 60_000;

describe('asking the model', () => {
  it('gives memories better words in place, and their session a new summary', async () => {
    const { bench, model, ports } = await openWithTurns(['p', 'q']);
    const before = await memories(bench);
    bench.now += MINUTE;
    await askAll(ports);
    await runAll(drain(ports, { eager: true }));
    const after = await memories(bench);
    expect(model.asked).toEqual(['p', 'q']);
    expect(after.map(({ id, number }) => [id, number])).toEqual(before.map(({ id, number }) => [id, number]));
    expect(after.map(({ title, distilledBy }) => `${distilledBy}: ${title}`)).toEqual([
      'scripted-model: Better: prompt p',
      'scripted-model: Better: prompt q',
      'scripted: Session: Better: prompt p; Better: prompt q',
    ]);
  });

  it('is done once for what a turn holds, and again when it holds more', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    for (let n = 0; n < 3; n += 1) {
      await askAll(ports);
      await runAll(drain(ports, { eager: true }));
    }
    expect(model.asked).toEqual(['p']);
    await tell(bench, 'p', 'more');
    await runAll(drain(ports, { eager: true }));
    await askAll(ports);
    expect(model.asked).toEqual(['p', 'p']);
  });

  it('is done once where the turn is distilled anew between the claim and the reading', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    let isOld = true;
    const session = async (id: string): ReturnType<Ports['store']['session']> => {
      if (isOld) {
        isOld = false;
        await tell(bench, 'p', 'more');
        await runAll(drain(ports, { eager: true }));
      }
      return ports.store.session(id);
    };
    await askAll({ ...ports, store: { ...ports.store, session } });
    await askAll(ports);
    expect(model.asked).toEqual(['p']);
    expect((await memories(bench))[0]).toMatchObject({ distilledBy: 'scripted-model' });
  });

  it('tells no secret that was stored before there was a rule for it', async () => {
    const { model, ports } = await openWithTurns(['password=Xyzzy9plugh']);
    const told: string[] = [];
    model.answer = async (drafts) => {
      told.push(...drafts.map(({ title }) => title));
      return [];
    };
    await askAll(ports);
    expect(told).toEqual(['prompt password=[secret: assignment]']);
  });

  it('stores no private words that the model found elsewhere', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    model.answer = async (drafts) =>
      drafts.map(({ slot }) => ({ slot, title: 'A <private>secret</private> title', facts: ['<private>x</private>y'] }));
    await askAll(ports);
    expect(JSON.stringify((await memories(bench))[0])).not.toMatch(/secret|>x</);
  });

  it('is not begun by one whose lease was lost before', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    const locate = async (cwd: string): ReturnType<Ports['locate']> => {
      // Suspended in between, while another did the work.
      bench.now += 2 * MINUTE;
      await askAll({ ...bench.ports, model, owner: 'next' });
      return bench.ports.locate(cwd);
    };
    model.cap = 2;
    await bench.ports.store.report(model.name, bench.now, { ok: false, error: 'no luck', threshold: 9, pauseMs: 1, longestMs: 1 });
    model.answer = () => Promise.reject(new Error('no luck'));
    await askAll({ ...ports, locate });
    expect(model.asked).toEqual(['p']);
    // It was not asked by the first, so there was no success that could close its breaker.
    expect(await bench.ports.store.breakers()).toMatchObject([{ failures: 2 }]);
  });

  it('is not done where no model is configured', async () => {
    const bench = await openBench();
    await tell(bench, 'p');
    await runAll(drain(bench.ports, { eager: true }));
    expect((await bench.ports.store.stats()).jobs.pending).toBe(0);
    await askAll(bench.ports);
    expect((await memories(bench)).map(({ distilledBy }) => distilledBy)).toEqual(['scripted', 'scripted']);
  });

  it('is not done about what was stored before the user excluded the project', async () => {
    const { bench, model } = await openWithTurns(['p']);
    const { ports } = await bench.restart({ projects: ['/p'] });
    await askAll({ ...ports, model });
    expect(model.asked).toEqual([]);
    expect(await ports.store.stats()).toMatchObject({ jobs: { pending: 0, leased: 0, dead: 0 } });
  });

  it('leaves a turn alone that was distilled anew or forgotten since', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    await tell(bench, 'p', 'more');
    await askAll(ports);
    expect(model.asked).toEqual([]);
    await runAll(drain(ports, { eager: true }));
    await bench.ports.store.forget(
      (await memories(bench)).map(({ id }) => id),
      bench.now,
    );
    await askAll(ports);
    expect(model.asked).toEqual([]);
  });

  it('goes on at once when the turn changes while it is asked about, and keeps what was distilled', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    model.answer = async (drafts) => {
      await tell(bench, 'p', 'more');
      await runAll(drain(ports, { eager: true }));
      return drafts.map(({ slot }) => ({ slot, title: 'Out of date' }));
    };
    await askAll(ports, 1);
    expect((await bench.ports.store.stats()).jobs).toMatchObject({ pending: 1 });
    expect((await memories(bench))[0]).toMatchObject({ title: 'prompt p', narrative: 'more' });
    model.answer = async (drafts) => drafts.map(({ slot, narrative }) => ({ slot, title: `About: ${narrative}` }));
    await askAll(ports);
    expect((await memories(bench))[0]).toMatchObject({ title: 'About: more' });
  });
});

describe('a model that fails', () => {
  it('leaves the words from before; the turn is tried again later, and given up after five times', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    model.answer = () => Promise.reject(new Error('no luck'));
    for (let n = 0; n < 9; n += 1) {
      await askAll(ports);
      bench.now += LONGEST_PAUSE_MS;
    }
    expect(model.asked).toHaveLength(5);
    expect((await memories(bench))[0]).toMatchObject({ title: 'prompt p', distilledBy: 'scripted' });
    expect(await bench.ports.store.deadJobs(9)).toMatchObject([{ kind: 'enrich', attempt: 5, error: 'no luck' }]);
    expect(bench.logged).toHaveLength(5);
  });

  it('at turn after turn is left alone, then probed with one', async () => {
    const { bench, model, ports } = await openWithTurns(['a', 'b', 'c', 'd', 'e', 'f']);
    model.answer = () => Promise.reject(new Error('no luck'));
    await askAll(ports);
    expect(model.asked).toEqual(['a', 'b', 'c']);
    expect(await bench.ports.store.breakers()).toMatchObject([{ name: 'scripted-model', state: 'open', error: 'no luck' }]);
    bench.now += 2 * MINUTE;
    await askAll(ports);
    expect(model.asked).toHaveLength(4);
    model.answer = scriptModel().answer;
    bench.now += LONGEST_PAUSE_MS;
    await askAll(ports);
    expect((await memories(bench)).slice(0, 6).filter(({ distilledBy }) => distilledBy === 'scripted-model')).toHaveLength(6);
  });
});

describe('the children of a model', () => {
  it('are on record while they run, with what they are known by', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    const records: unknown[] = [];
    model.answer = async (_, { started, mark }) => {
      started('an identity');
      records.push(...(await bench.ports.store.children()).map((child) => ({ ...child, mark: child.mark === mark })));
      return [];
    };
    await askAll(ports);
    expect(records).toEqual([{ mark: true, owner: ports.owner, identity: 'an identity', until: expect.any(Number) }]);
    expect(await bench.ports.store.children()).toEqual([]);
  });

  it('are as few as the cap says, over all processes', async () => {
    const { bench, model, ports } = await openWithTurns(['a', 'b', 'c', 'd', 'e']);
    let [running, most] = [0, 0];
    model.answer = async () => {
      most = Math.max(most, (running += 1));
      await setTimeout(5);
      running -= 1;
      return [];
    };
    await Promise.all(Array.from({ length: 4 }, () => askAll({ ...ports, owner: crypto.randomUUID() })));
    expect({ most, asked: model.asked }).toEqual({ most: 1, asked: ['a', 'b', 'c', 'd', 'e'] });
    for (const prompt of ['f', 'g', 'h', 'i']) await tell(bench, prompt);
    await runAll(drain(ports, { eager: true }));
    model.cap = 2;
    await Promise.all(Array.from({ length: 4 }, () => askAll({ ...ports, owner: crypto.randomUUID() })));
    expect(most).toBe(2);
  });

  it('that a dead process left are ended before another is started', async () => {
    const { bench, model, ports } = await openWithTurns(['p', 'q']);
    const { store } = bench.ports;
    await leaveChild(bench, '1 gone 1');
    await store.identifyChild('old', '2 gone 2');
    const ended: unknown[] = [];
    const processes: Ports['processes'] = {
      hasEnded: async (identity) => identity === '1 gone 1',
      endChild: async (...child) => ended.push(child) > 0,
    };
    await askAll({ ...ports, processes });
    expect({ ended: ended[0], asked: model.asked }).toEqual({ ended: ['old', '2 gone 2'], asked: ['q'] });
    bench.now += MINUTE;
    await askAll({ ...ports, processes });
    expect(model.asked).toEqual(['q', 'p']);
  });

  it('of its own are never taken for left ones, however late it is', async () => {
    const { bench, model, ports } = await openWithTurns(['p', 'q']);
    const ended: string[] = [];
    const processes: Ports['processes'] = { hasEnded: async () => true, endChild: async (mark) => ended.push(mark) > 0 };
    model.answer = async () => {
      bench.now += 2 * MINUTE;
      await reapChildren({ ...ports, processes });
      expect(ended).toEqual([]);
      return [];
    };
    await askAll({ ...ports, processes });
    expect(model.asked).toEqual(['p', 'q']);
  });

  it('of its own that could not be ended are ended before it starts another', async () => {
    const { model, ports } = await openWithTurns(['p', 'q']);
    await askAll({ ...ports, processes: { hasEnded: async () => false, endChild: async () => false } });
    await askAll(ports);
    expect(model.asked).toEqual(['p', 'q']);
    expect(await ports.store.children()).toEqual([]);
  });

  it('that cannot be ended after their answer stay on record', async () => {
    const { bench, model, ports } = await openWithTurns(['p', 'q']);
    await askAll({ ...ports, processes: { hasEnded: async () => false, endChild: async () => false } });
    expect(model.asked).toEqual(['p']);
    expect(await bench.ports.store.children()).toHaveLength(1);
  });

  it('recorded before the clock was set back do not count for as long as that was', async () => {
    const { bench, model, ports } = await openWithTurns(['p', 'q']);
    await leaveChild(bench, 'x');
    bench.now -= 24 * 60 * MINUTE;
    await askAll({ ...ports, processes: { hasEnded: async () => false, endChild: async () => true } });
    expect(model.asked).not.toEqual([]);
  });

  it('that cannot be ended count as running', async () => {
    const { bench, model, ports } = await openWithTurns(['p', 'q']);
    await leaveChild(bench, 'x');
    await askAll({ ...ports, processes: { hasEnded: async () => true, endChild: async () => false } });
    expect(model.asked).toEqual([]);
    expect(bench.logged).toEqual([expect.stringMatching(/could not be ended/)]);
  });
});

describe('a database that others hold', () => {
  it('for a moment when the answer comes costs no second request', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    ports.store.waitAtMost(5);
    model.answer = async (drafts) => {
      const release = holdDatabase(bench);
      void setTimeout(80).then(release);
      return scriptModel().answer(drafts, {} as never);
    };
    await askAll(ports);
    await runAll(drain(ports, { eager: true }));
    expect((await memories(bench))[0]).toMatchObject({ title: 'Better: prompt p' });
    expect({ asked: model.asked, logged: bench.logged }).toEqual({ asked: ['p'], logged: [] });
    expect((await ports.store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
  });

  it('does not keep the asking from going on by itself, and no attempt counts', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    ports.store.waitAtMost(5);
    let tries = 0;
    const locate = async (cwd: string): ReturnType<Ports['locate']> => {
      if ((tries += 1) <= 2) void setTimeout(30).then(holdDatabase(bench));
      return bench.ports.locate(cwd);
    };
    const enricher = createEnricher(ports.log, 20);
    enricher.wake({ ...ports, locate });
    await waitFor('the answer', async () => ((await memories(bench))[0]!.distilledBy === 'scripted-model' ? true : undefined), 5000);
    enricher.stop();
    expect({ tries, asked: model.asked, logged: bench.logged }).toEqual({ tries: 3, asked: ['p'], logged: [] });
  });
});

describe('a request that is broken off', () => {
  it('gives its job back at once, and the attempt does not count', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    const leaving = new AbortController();
    let meanwhile: unknown;
    model.answer = async (_, { signal }) => {
      leaving.abort();
      meanwhile = { aborted: signal.aborted, jobs: (await bench.ports.store.stats()).jobs };
      throw new Error('broken off');
    };
    await runAll(enrich(ports, leaving.signal));
    expect(meanwhile).toEqual({ aborted: true, jobs: { pending: 1, leased: 0, dead: 0 } });
    model.answer = scriptModel().answer;
    await askAll(ports);
    expect((await memories(bench))[0]).toMatchObject({ title: 'Better: prompt p' });
    expect(bench.logged).toEqual([]);
    expect(await bench.ports.store.breakers()).toEqual([]);
  });

  it('because its lease was lost stores nothing', async () => {
    const { bench, model, ports } = await openWithTurns(['p']);
    model.answer = async (drafts) => {
      bench.now += MINUTE;
      model.answer = async () => drafts.map(({ slot }) => ({ slot, title: 'By the next owner' }));
      await askAll({ ...ports, owner: 'next', processes: { hasEnded: async () => false, endChild: async () => true } });
      return drafts.map(({ slot }) => ({ slot, title: 'By a sleeper' }));
    };
    await askAll(ports);
    expect((await memories(bench))[0]).toMatchObject({ title: 'By the next owner' });
  });
});

// Returns what lets go of it.
function holdDatabase({ home }: Bench): () => void {
  const db = new DatabaseSync(join(home, 'holdfast.db'));
  db.exec('begin immediate');
  return () => db.close();
}

// A job is claimed, with a child on record, and its owner says no more.
async function leaveChild({ ports, now }: Bench, owner: string): Promise<void> {
  await ports.store.claim({ kind: 'enrich', owner, at: now, leaseMs: MINUTE, dueBy: now, child: { mark: 'old', cap: 1 } });
}
