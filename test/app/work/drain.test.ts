import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { SESSION_TURN } from '../../../src/app/work/summary-of.ts';
import { drain } from '../../../src/app/work/drain.ts';
import { turnKey } from '../../../src/app/work/turn-key.ts';
import type { Memory } from '../../../src/model/memory.ts';
import type { Job } from '../../../src/ports/jobs.ts';
import { QUIET_MS } from '../../../src/ports/store.ts';
import { NOON, sampleCall, sampleEvent } from '../../samples.ts';
import { scriptModel } from '../scripted-model.ts';
import { type Bench, openBench, runAll } from '../bench.ts';

const MINUTE = 60_000;

describe('draining', () => {
  it('makes memories of every turn of a session that has been quiet, and one of the session', async () => {
    const bench = await openBench();
    await tell(bench, ['p', 'q'], ['p', 'q']);
    await runAll(drain(bench.ports));
    expect(bench.distiller.asked).toEqual([]);
    bench.now += QUIET_MS;
    await runAll(drain(bench.ports));
    expect(bench.distiller.asked).toEqual(['p', 'q', '*']);
    expect((await memories(bench)).map(({ title, turn }) => `${turn}: ${title}`)).toEqual([
      'p: prompt p',
      'q: prompt q',
      '*: Session: prompt p; prompt q',
    ]);
  });

  it('takes a session that is not quiet yet when it is eager', async () => {
    const bench = await openBench();
    await tell(bench, ['p'], ['p']);
    await runAll(drain(bench.ports, { eager: true }));
    expect(bench.distiller.asked).toEqual(['p', '*']);
  });

  it('distills only what changed, and the session with it', async () => {
    const bench = await openBench();
    await tell(bench, ['p', 'q'], ['p', 'q']);
    await drainEagerly(bench);
    const before = await memories(bench);
    bench.distiller.asked.length = 0;
    await tell(bench, ['q', 'r'], ['r']);
    await drainEagerly(bench);
    expect(bench.distiller.asked).toEqual(['q', 'r', '*']);
    expect((await memories(bench)).slice(0, 2).map(({ number }) => number)).toEqual(before.slice(0, 2).map(({ number }) => number));
  });

  it('distills nothing when it is asked for again and nothing changed', async () => {
    const bench = await openBench();
    await tell(bench, ['p'], ['p']);
    await drainEagerly(bench);
    bench.distiller.asked.length = 0;
    await bench.ports.store.enqueue('distill', 'session-1', bench.now, bench.now);
    await drainEagerly(bench);
    expect(bench.distiller.asked).toEqual([]);
  });

  it('distills a turn again, and the session, when a call in it turns out to have failed', async () => {
    const bench = await openBench();
    await tell(bench, ['p'], ['p']);
    const call = { id: 'call', kind: 'tool_call', prompt: 'p' } as const;
    await append(bench, { ...call, call: sampleCall('no output yet', false) });
    await drainEagerly(bench);
    bench.now += 1;
    await append(bench, { ...call, call: sampleCall('exit code 1', true) });
    bench.distiller.asked.length = 0;
    await drainEagerly(bench);
    expect(bench.distiller.asked).toEqual(['p', '*']);
    expect((await memories(bench))[0]!.narrative).toContain('exit code 1');
  });

  it('stopped after any step leaves the rest to the next, at once', async () => {
    const bench = await openBench();
    await tell(bench, ['p', 'q', 'r'], ['p', 'q', 'r']);
    for (let i = 0; i < 3; i += 1) for await (const _ of drain(bench.ports, { eager: true })) break;
    expect(bench.distiller.asked).toEqual(['p', 'q', 'r']);
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 1, leased: 0, dead: 0 });
    await drainEagerly(bench);
    expect(bench.distiller.asked).toEqual(['p', 'q', 'r', '*']);
    expect(await memories(bench)).toHaveLength(4);
  });

  it('renews its lease before it runs out, so that a long session is not taken from it', async () => {
    const bench = await openBench();
    const turns = ['p', 'q', 'r', 's'];
    await tell(bench, turns, turns);
    const stolen: unknown[] = [];
    bench.distiller.meanwhile = async () => {
      bench.now += 29_000;
      stolen.push(await claim(bench, 'thief', bench.now));
    };
    await drainEagerly(bench);
    expect(stolen).toEqual([undefined, undefined, undefined, undefined]);
    expect(bench.distiller.asked).toEqual(['p', 'q', 'r', 's', '*']);
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
  });

  it('broken off by a database that others held goes on as soon as they let go, and no attempt counts', async () => {
    const bench = await openBench();
    await tell(bench, ['p'], ['p']);
    bench.ports.store.waitAtMost(5);
    const other = new DatabaseSync(join(bench.home, 'holdfast.db'));
    bench.distiller.meanwhile = async () => void other.exec('begin immediate');
    await expect(drainEagerly(bench)).rejects.toMatchObject({ code: 'store_busy' });
    other.close();
    bench.distiller.meanwhile = () => Promise.resolve();
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 0, leased: 1, dead: 0 });
    for await (const _ of drain(bench.ports)) break;
    expect(await claim(bench, 'another', bench.now)).toMatchObject({ attempt: 1 });
    bench.now += MINUTE;
    await drainEagerly(bench);
    expect(await memories(bench)).toHaveLength(2);
    expect(bench.logged).toEqual([]);
  });

  it('in two processes at once does the work once', async () => {
    const bench = await openBench();
    const other = await bench.restart();
    for (const session of ['s1', 's2', 's3']) await tell(bench, ['p', 'q'], ['p', 'q'], session);
    await Promise.all([drainEagerly(bench), drainEagerly(other)]);
    expect([...bench.distiller.asked, ...other.distiller.asked].toSorted()).toEqual(['*', '*', '*', 'p', 'p', 'p', 'q', 'q', 'q']);
    expect((await bench.ports.store.stats()).memories).toBe(9);
  });
});

describe('a distiller that fails', () => {
  it('is asked again later and later, and given up in the end, whoever is eager', async () => {
    const bench = await openBench();
    await tell(bench, ['p'], ['p']);
    bench.distiller.failure = new Error('no idea');
    const began = bench.now;
    const triedAt: number[] = [];
    bench.distiller.meanwhile = async () => void triedAt.push((bench.now - began) / 1000);
    for (; bench.now < began + 10 * MINUTE; bench.now += 1000) await drainEagerly(bench);
    const pauses = triedAt.map((at, i) => at - (triedAt[i - 1] ?? 0));
    expect(pauses).toHaveLength(5);
    for (const [i, longest] of [0, 4, 16, 64, 256].entries()) {
      expect(pauses[i]).toBeGreaterThanOrEqual(longest / 2);
      expect(pauses[i]).toBeLessThanOrEqual(longest + 1);
    }
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 1 });
    expect(bench.logged).toHaveLength(5);
  });

  it('does not keep the turns before from being stored', async () => {
    const bench = await openBench();
    await tell(bench, ['p', 'q'], ['p', 'q']);
    bench.distiller.meanwhile = ({ prompt }) => (prompt === 'q' ? Promise.reject(new Error('no idea')) : Promise.resolve());
    await drainEagerly(bench);
    expect((await memories(bench)).map(({ turn }) => turn)).toEqual(['p']);
    expect(bench.logged).toEqual([expect.stringContaining('session-1 failed (attempt 1): Error: no idea')]);
    bench.distiller.meanwhile = () => Promise.resolve();
    bench.now += MINUTE;
    await drainEagerly(bench);
    expect(bench.distiller.asked).toEqual(['p', 'q', '*']);
  });

  it('on one session alone, however often, is not left alone', async () => {
    const bench = await openBench();
    bench.distiller.meanwhile = ({ session }) => (session === 'poisoned' ? Promise.reject(new Error('no idea')) : Promise.resolve());
    for (let i = 0; i < 20; i += 1) {
      await tell(bench, [`p${i}`], [`p${i}`], 'poisoned');
      bench.now += 10 * MINUTE;
      await drainEagerly(bench);
    }
    expect(bench.logged).toHaveLength(20);
    await tell(bench, ['q'], ['q'], 'sound');
    await drainEagerly(bench);
    expect(bench.distiller.asked).toEqual(['q', '*']);
  });

  it('on session after session is left alone for a while, by every process, and no attempt counts meanwhile', async () => {
    const bench = await openBench();
    for (let i = 0; i < 8; i += 1) await tell(bench, ['p'], ['p'], `s${i}`);
    bench.distiller.failure = new Error('no idea');
    await drainEagerly(bench);
    expect(bench.distiller.asked).toHaveLength(5);
    const other = await bench.restart();
    other.now = bench.now;
    await drainEagerly(other);
    expect(other.distiller.asked).toEqual([]);
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 8, leased: 0, dead: 0 });
    expect(await bench.ports.store.breakers()).toMatchObject([{ name: 'scripted', state: 'open', error: 'no idea' }]);
    other.now += MINUTE;
    await drainEagerly(other);
    expect(other.distiller.asked).toHaveLength(16);
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
    expect(await bench.ports.store.breakers()).toEqual([]);
  });

  it('that kills its process every time is given up as well', async () => {
    const bench = await openBench();
    await tell(bench, ['p'], ['p']);
    for (let i = 0; i < 5; i += 1) {
      await claim(bench, 'killed', Number.MAX_SAFE_INTEGER);
      bench.now += MINUTE;
    }
    await drainEagerly(bench);
    expect(bench.distiller.asked).toEqual([]);
    expect((await bench.ports.store.stats()).jobs.dead).toBe(1);
  });
});

describe('a lease that is lost', () => {
  it('while a turn is distilled, e.g. by one that slept: nothing of it is stored, and no further turn is begun', async () => {
    const bench = await openBench();
    const thief = await bench.restart();
    await tell(bench, ['p', 'q'], ['p', 'q']);
    bench.distiller.meanwhile = async () => {
      bench.distiller.meanwhile = () => Promise.resolve();
      bench.now = thief.now = bench.now + 60 * MINUTE;
      await drainEagerly(thief);
    };
    await drainEagerly(bench);
    expect([bench.distiller.asked, thief.distiller.asked]).toEqual([['p'], ['p', 'q', '*']]);
    expect(await memories(bench)).toHaveLength(3);
    expect((await bench.ports.store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
    expect(bench.logged).toEqual([]);
  });

  it('between two turns ends the work at once', async () => {
    const bench = await openBench();
    const thief = await bench.restart();
    await tell(bench, ['p', 'q'], ['p', 'q']);
    for await (const _ of drain(bench.ports, { eager: true })) {
      thief.now = bench.now += 60 * MINUTE;
      await drainEagerly(thief);
    }
    expect([bench.distiller.asked, thief.distiller.asked]).toEqual([['p'], ['q', '*']]);
  });
});

describe('a model that is configured', () => {
  it('is to be asked about every turn that made a memory, once for what it was made from', async () => {
    const bench = await openBench();
    const ports = { ...bench.ports, model: scriptModel() };
    const toAsk = async (): Promise<number> => (await bench.ports.store.stats()).waiting.enrich;
    await tell(bench, ['p', 'q'], ['p', 'q']);
    await runAll(drain(ports, { eager: true }));
    // The session's summary waits as well, until it has been quiet for long.
    expect(await toAsk()).toBe(3);
    const request = { kind: 'enrich', owner: 'me', at: bench.now, leaseMs: MINUTE, dueBy: bench.now } as const;
    for (const prompt of ['p', 'q']) {
      const job = await bench.ports.store.claim(request);
      expect(job).toMatchObject({ key: turnKey('session-1', prompt), attempt: 1 });
      await bench.ports.store.complete(job!);
    }
    await bench.ports.store.enqueue('distill', 'session-1', bench.now, bench.now);
    await runAll(drain(ports, { eager: true }));
    expect(await toAsk()).toBe(1);
    await tell(bench, ['q'], []);
    await runAll(drain(ports, { eager: true }));
    expect(await toAsk()).toBe(2);
  });

  it('is not asked about a turn that made none; where there is none, nothing waits for it', async () => {
    const bench = await openBench();
    const ports = { ...bench.ports, model: scriptModel() };
    await tell(bench, ['p'], ['p']);
    const silent = { ...bench.distiller, distill: () => Promise.resolve([]) };
    await runAll(drain({ ...ports, distiller: silent }, { eager: true }));
    await tell(bench, ['q'], ['q']);
    await drainEagerly(bench);
    expect((await bench.ports.store.stats()).waiting).toEqual({ distill: 0, enrich: 0 });
  });
});

describe('a turn that is no more', () => {
  it('because its prompt was told late leaves no memories behind', async () => {
    const bench = await openBench();
    const at = bench.now;
    await append(bench, { id: 'b', prompt: 'p', kind: 'assistant_message', text: 'answer', at: at + 1 });
    await drainEagerly(bench);
    expect((await memories(bench)).map(({ turn }) => turn)).toEqual(['', '*']);
    await append(bench, { id: 'a', prompt: 'p', text: 'prompt', at });
    await drainEagerly(bench);
    expect((await memories(bench)).map(({ turn, title }) => `${turn} ${title}`)).toEqual(['p prompt', '* Session: prompt']);
  });
});

describe('a turn of which everything was forgotten', () => {
  it('loses what was made of it, and so does the session', async () => {
    const bench = await openBench();
    await tell(bench, ['p', 'q'], ['p', 'q']);
    await drainEagerly(bench);
    const [p] = await memories(bench);
    await bench.ports.store.forget([p!.id], bench.now);
    await bench.ports.store.enqueue('distill', 'session-1', bench.now, bench.now);
    await drainEagerly(bench);
    expect((await memories(bench)).map(({ title }) => title)).toEqual(['prompt q', 'Session: prompt q']);
  });
});

function claim({ ports, now }: Bench, owner: string, dueBy: number): Promise<Job | undefined> {
  return ports.store.claim({ kind: 'distill', owner, at: now, leaseMs: MINUTE, dueBy });
}

function drainEagerly(bench: Bench): Promise<unknown> {
  return runAll(drain(bench.ports, { eager: true }));
}

// An answer for each of `turns`; the prompt as well for those that are new.
async function tell(bench: Bench, turns: readonly string[], opened: readonly string[], session = 'session-1'): Promise<void> {
  for (const prompt of turns) {
    const place = { session, prompt };
    if (opened.includes(prompt)) await append(bench, { ...place, id: `${session}-${prompt}`, text: `prompt ${prompt}` });
    await append(bench, { ...place, id: crypto.randomUUID(), kind: 'assistant_message', text: 'answer' });
  }
}

async function append(bench: Bench, over: Parameters<typeof sampleEvent>[0]): Promise<void> {
  const { store } = bench.ports;
  const event = sampleEvent({ at: (bench.now += 1), ...over });
  const project = await store.project({ aliases: ['folder:/work'], name: 'work' }, NOON);
  await store.append({ events: [event], session: { id: event.session, agent: 'test', project: project.id, cwd: '/work' } });
}

async function memories({ ports: { store } }: Bench): Promise<readonly Memory[]> {
  const all = await store.list({ session: 'session-1', order: 'oldest', limit: 99, offset: 0 });
  return [...all.filter(({ turn }) => turn !== SESSION_TURN), ...all.filter(({ turn }) => turn === SESSION_TURN)];
}
