import { utimesSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/app/work/drain.ts';
import { createIdle, type Idle } from '../../../src/app/work/idle.ts';
import { type LiveSession, serveSessions } from '../../../src/app/capture/live-session.ts';
import { sampleEvent } from '../../samples.ts';
import { type Bench, filesWith, openBench, runAll } from '../bench.ts';
import { scriptedAgent } from '../scripted-agent.ts';

const SECRET = 'xyzzyplugh';
const EMPTY = 'No memory of this project yet';

describe('a live session', () => {
  it('gives the first prompt its context, and no later one', async () => {
    const live = await serve();
    await rememberWork(live.bench, 'earlier');
    const first = await prompt(live, 'a');
    expect(first.context).toContain('prompt of earlier');
    expect(first.notice).toBe(`Holdfast: 2 memories of work (${(await injections(live))[0]!.tokens} tokens).`);
    await rememberWork(live.bench, 'meanwhile');
    expect(await prompt(live, 'b')).toEqual({});
    expect(await ids(live)).toEqual(['a', 'b']);
    expect(await injections(live)).toMatchObject([{ trigger: 'start', memories: [{ score: 0 }, { score: 0 }] }]);
  });

  it('of a project that nothing is known of says so once', async () => {
    const live = await serve();
    const first = await prompt(live, 'a');
    expect(first.context).toContain(EMPTY);
    expect(first.notice).toContain('nothing is known of work yet');
    expect(await prompt(live, 'b')).toEqual({});
  });

  it('answers a hook that gives no context with nothing, once its events are durable', async () => {
    const live = await serve();
    expect(await hook(live, { events: [sampleEvent({ id: 'call', kind: 'tool_call' })] })).toEqual({});
    const other = await live.bench.restart();
    expect((await other.ports.store.stubs('session-1')).map(({ id }) => id)).toEqual(['call']);
  });

  it('answers what it does not keep, and what it cannot read, with nothing', async () => {
    const live = await serve();
    expect(await live.session.hook({})).toBe('{}');
    expect(await live.session.hook({ session: 's', broken: true })).toBe('{}');
    expect(live.bench.logged).toEqual([expect.stringContaining('This hook cannot be read')]);
  });

  it('leaves nothing private on the disk', async () => {
    const live = await serve();
    await hook(live, { events: [sampleEvent({ text: `Use <private>${SECRET}</private> please` })] });
    live.bench.trouble = true;
    await hook(live, { events: [sampleEvent({ id: 'b', text: `<private>${SECRET}</private> again` })] });
    expect((await live.bench.around.spool.size()).files).toBe(1);
    expect(filesWith(live.bench.home, SECRET)).toEqual([]);
    expect(filesWith(live.bench.home, '[private] please')).not.toEqual([]);
  });

  it('is distilled when its turn ended, with what only its transcript tells', async () => {
    const live = await serve();
    const transcript = live.bench.write([{ id: 'a', prompt: 'p' }]);
    await prompt(live, 'a', { transcript });
    live.bench.write([{ id: 'b', kind: 'assistant_message', text: 'told by the transcript' }]);
    await hook(live, { transcript, settled: true });
    await live.idle.settled(2000);
    expect((await live.bench.ports.store.list({ order: 'newest', limit: 9, offset: 0, types: ['bugfix'] }))[0]!.narrative).toContain(
      'told by the transcript',
    );
  });
});

describe('a conversation that goes on', () => {
  it('in a new process is given only what is new since', async () => {
    const live = await serve();
    await rememberWork(live.bench, 'earlier');
    await prompt(live, 'a');
    await rememberWork(live.bench, 'meanwhile');
    const resumed = await serve(await live.bench.restart());
    const again = await prompt(resumed, 'b');
    expect(again.context).toContain('prompt of meanwhile');
    expect(again.context).not.toContain('prompt of earlier');
    expect(await prompt(await serve(await live.bench.restart()), 'c')).toEqual({});
    expect((await injections(live)).map(({ trigger }) => trigger)).toEqual(['start', 'resume']);
  });

  it('is never given the same twice, however often it is resumed and whatever was distilled anew', async () => {
    const live = await serve();
    await rememberWork(live.bench, 'earlier');
    await prompt(live, 'a');
    await rememberWork(live.bench, 'meanwhile');
    await prompt(await serve(await live.bench.restart()), 'b');
    await rememberWork(live.bench, 'earlier', 'more work in the same turn');
    expect(await prompt(await serve(await live.bench.restart()), 'c')).toEqual({});
  });

  it('is not given its own memories, which it holds already', async () => {
    const live = await serve();
    await prompt(live, 'a');
    await runAll(drain(live.bench.ports, { eager: true }));
    expect(await prompt(await serve(await live.bench.restart()), 'b')).toEqual({});
  });

  it('after a compaction is given everything again, its own memories and those made by hand as well', async () => {
    const live = await serve();
    await rememberWork(live.bench, 'earlier');
    await dictate(live.bench, 'Always use tabs');
    await prompt(live, 'a', { events: [sampleEvent({ id: 'a', text: 'prompt of its own' })] });
    await runAll(drain(live.bench.ports, { eager: true }));
    const { context } = await hook(live, { moment: 'compact', events: [sampleEvent({ id: 'c', kind: 'session_start', text: 'compact' })] });
    for (const part of ['prompt of earlier', 'Always use tabs', 'prompt of its own']) expect(context).toContain(part);
  });

  it('resumed after a compaction is given what is newer than that', async () => {
    const live = await serve();
    await rememberWork(live.bench, 'earlier');
    await prompt(live, 'a');
    await hook(live, { moment: 'compact' });
    await rememberWork(live.bench, 'meanwhile');
    const { context } = await prompt(await serve(await live.bench.restart()), 'b');
    expect(context).toContain('prompt of meanwhile');
    expect(context).not.toContain('prompt of earlier');
  });

  it('after it was cleared is a new session, that is given the old one, and the prompt after it nothing', async () => {
    const live = await serve();
    await prompt(live, 'a', { events: [sampleEvent({ id: 'a', text: 'prompt before' })] });
    await hook(live, { settled: true });
    const cleared = await hook(live, { session: 'session-2', moment: 'clear' });
    expect(cleared.context).toContain('prompt before');
    expect(await prompt(live, 'b', { session: 'session-2' })).toEqual({});
  });
});

describe('while the store takes nothing', () => {
  it('events wait in the spool, the user is told once, and they are stored when it takes them again', async () => {
    const live = await serve();
    live.bench.trouble = true;
    expect(await hook(live, { events: [sampleEvent({ id: 'call', kind: 'tool_call' })] })).toEqual({});
    expect(await prompt(live, 'a')).toEqual({ notice: 'Holdfast: memory is not available. It is locked. See: holdfast doctor' });
    expect(await prompt(live, 'b')).toEqual({});
    live.bench.trouble = false;
    expect((await prompt(live, 'c')).context).toContain(EMPTY);
    await live.idle.settled(1000);
    expect((await ids(live)).toSorted()).toEqual(['a', 'b', 'c', 'call']);
    expect(await live.bench.around.spool.size()).toEqual({ files: 0, bytes: 0 });
    live.bench.trouble = true;
    expect((await prompt(live, 'd')).notice).toContain('not available');
  });

  it('the turn that ended then is stored and distilled a moment later, though no other hook comes', async () => {
    const live = await serve();
    live.bench.trouble = true;
    await hook(live, { settled: true, events: [sampleEvent({ id: 'last' })] });
    live.bench.trouble = false;
    await live.idle.settled(5000);
    expect(await ids(live)).toEqual(['last']);
    expect(live.bench.distiller.asked).toContain('prompt-1');
  });

  it('and the spool neither, the user is told and the agent goes on', async () => {
    const bench = await openBench();
    const around = { ...bench.around, spool: { ...bench.around.spool, put: () => Promise.resolve(false) } };
    const session = serveSessions(around, scriptedAgent, createIdle(bench.around.log), 2000);
    bench.trouble = true;
    expect(await session.hook({ session: 's', moment: 'prompt', events: [sampleEvent()] })).toContain('not available');
    expect(bench.logged).toEqual([expect.stringContaining('in the transcript only')]);
  });

  it('is stored by the next process what the last one had to keep', async () => {
    const live = await serve();
    live.bench.trouble = true;
    await hook(live, { events: [sampleEvent({ id: 'kept' })] });
    const next = await serve(await live.bench.restart());
    next.session.warmUp('/work');
    await next.idle.settled(1000);
    expect(await ids(next)).toEqual(['kept']);
  });
});

describe('what earlier sessions left', () => {
  it('is in the context of the next session, although their process was killed', async () => {
    const bench = await openBench();
    const killed = await serve(bench);
    const transcript = bench.write([{ id: 'a', prompt: 'p', text: 'prompt before the kill' }]);
    await prompt(killed, 'a', { transcript, events: [] });
    await hook(killed, { transcript, events: [sampleEvent({ id: 'first', prompt: 'p', text: 'first prompt' })] });
    await killed.idle.stop();
    bench.write([{ id: 'b', prompt: 'q', text: 'prompt never told by a hook' }]);
    const next = await serve(await bench.restart());
    next.session.warmUp('/work');
    await next.idle.settled(20_000);
    const { context } = await prompt(next, 'x', { session: 'session-2' });
    expect(context).toContain('prompt never told by a hook');
  });

  it('is not looked for where there is no store', async () => {
    const bench = await openBench();
    let opened = 0;
    const around = { ...bench.around, storeExists: () => false, openStore: () => ((opened += 1), bench.around.openStore()) };
    const idle = createIdle(bench.around.log);
    serveSessions(around, scriptedAgent, idle, 2000).warmUp('/work');
    await idle.settled(1000);
    expect(opened).toBe(0);
  });

  it('is also found in transcripts that no hook ever told of, from when the project became known', async () => {
    const live = await serve();
    live.bench.now = Date.now() - 60_000;
    await prompt(live, 'a', { transcript: live.bench.write([{ id: 'a' }]) });
    live.bench.write([{ id: 'm', session: 'missed', text: 'prompt nobody told of' }], 'missed.jsonl');
    const before = live.bench.write([{ id: 'o', session: 'old', text: 'prompt of long ago' }], 'old.jsonl');
    utimesSync(before, new Date(live.bench.now - 60_000), new Date(live.bench.now - 60_000));
    const { context } = await prompt(live, 'x', { session: 'session-2', transcript: live.bench.write([], 'session-2.jsonl') });
    expect(context).toContain('prompt nobody told of');
    expect(context).not.toContain('prompt of long ago');
  });
});

describe('the end of a session', () => {
  it('reads what the transcript holds beyond the last hook', async () => {
    const live = await serve();
    const transcript = live.bench.write([{ id: 'a' }]);
    await prompt(live, 'a', { transcript });
    await live.idle.settled(1000);
    live.bench.write([{ id: 'b' }]);
    live.bench.write([{ id: 'c', subagent: { id: 's', type: '' } }], 'session-1/subagents/agent-s.jsonl');
    await live.session.finish(1000);
    expect(await ids(live)).toEqual(['a', 'b', 'c']);
  });

  it('takes no longer than it may', async () => {
    const live = await serve();
    const transcript = live.bench.writeAnew('');
    await prompt(live, 'a', { transcript });
    await live.idle.settled(1000);
    live.bench.write(Array.from({ length: 400 }, (_, i) => ({ id: `e${i}`, text: 'x'.repeat(20_000) })));
    const began = performance.now();
    await live.session.finish(20);
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await ids(live)).length).toBeLessThan(400);
  });

  it('touches nothing when nothing happened', async () => {
    const live = await serve();
    live.bench.trouble = true;
    await expect(live.session.finish(1000)).resolves.toBeUndefined();
  });
});

it('a hook is answered while a long transcript is read', async () => {
  const live = await serve();
  const transcript = live.bench.write(Array.from({ length: 3000 }, (_, i) => ({ id: `e${i}`, text: 'x'.repeat(4000) })));
  let calls = 0;
  const answerNext = async (): Promise<number> => {
    await hook(live, { transcript, events: [sampleEvent({ id: `call-${calls++}`, at: live.bench.now, kind: 'tool_call' })] });
    return (await ids(live)).filter((id) => id.startsWith('e')).length;
  };
  expect(await answerNext()).toBe(0);
  let read = 0;
  while (read === 0) {
    await setImmediate();
    read = await answerNext();
  }
  expect(read).toBeLessThan(300);
  await live.idle.stop();
});

interface Live {
  readonly bench: Bench;
  readonly idle: Idle;
  readonly session: LiveSession;
}

async function serve(bench?: Bench): Promise<Live> {
  const on = bench ?? (await openBench());
  const idle = createIdle(on.around.log);
  return { bench: on, idle, session: serveSessions(on.around, scriptedAgent, idle, 2000) };
}

async function hook({ session, bench }: Live, fields: object): Promise<{ context?: string; notice?: string }> {
  bench.now += 1;
  return JSON.parse(await session.hook({ session: 'session-1', ...fields }));
}

function prompt(live: Live, id: string, fields: object = {}): Promise<{ context?: string; notice?: string }> {
  const session = 'session' in fields ? String(fields.session) : 'session-1';
  return hook(live, { moment: 'prompt', events: [sampleEvent({ id, session, prompt: id })], ...fields });
}

async function rememberWork(bench: Bench, session: string, answer = 'done'): Promise<void> {
  const at = (bench.now += 1);
  const events = [
    sampleEvent({ id: `of ${session}`, session, at, text: `prompt of ${session}` }),
    sampleEvent({ id: crypto.randomUUID(), session, at, text: answer, kind: 'assistant_message' }),
  ];
  const project = await bench.ports.store.project({ aliases: ['folder:/work'], name: 'work' }, at);
  await bench.ports.store.append({ events, session: { id: session, agent: 'test', project: project.id, cwd: '/work' } });
  await runAll(drain(bench.ports, { eager: true }));
  bench.now += 1;
}

async function dictate({ ports: { store }, now }: Bench, title: string): Promise<void> {
  const project = (await store.knownProject({ aliases: ['folder:/work'] }))!;
  const blank = { subtitle: '', narrative: '', facts: [], concepts: [], filesRead: [], filesModified: [], content: {}, evidence: [] };
  await store.remember({
    ...blank,
    type: 'preference',
    title,
    authority: 'user',
    confidence: 1,
    at: now,
    project: project.id,
    session: '',
    agent: '',
    distilledBy: 'user',
  });
}

async function injections({ bench }: Live): ReturnType<Bench['ports']['store']['injections']> {
  return bench.ports.store.injections('session-1');
}

async function ids({ bench: { ports } }: Live): Promise<string[]> {
  return (await ports.store.stubs('session-1')).map(({ id }) => id);
}
