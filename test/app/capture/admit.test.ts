import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catchUp, readSession } from '../../../src/app/capture/catch-up.ts';
import { importTranscripts } from '../../../src/app/capture/import.ts';
import { type LiveSession, serveSessions, serveSilently } from '../../../src/app/capture/live-session.ts';
import { reconcile } from '../../../src/app/capture/reconcile.ts';
import { pause, resume, turnSession } from '../../../src/app/exclude.ts';
import { createIdle } from '../../../src/app/work/idle.ts';
import type { Event } from '../../../src/model/event.ts';
import type { Files } from '../../../src/ports/workspace.ts';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { assistant, result, transcriptOf, use, user } from '../../agents/claude-code/lines.ts';
import { sampleEvent } from '../../samples.ts';
import { type Bench, filesWith, openBench, runAll } from '../bench.ts';
import { scriptedAgent } from '../scripted-agent.ts';

const CANARY = 'xyzzyplugh';
const MINUTE = 60_000;

describe('an excluded project', () => {
  it('leaves nothing, and is told nothing', async () => {
    const bench = await openBench({ projects: ['/work'] });
    const session = serve(bench);
    const transcript = bench.write([{ id: 'a', text: CANARY }]);
    expect(await say(bench, session, 'a', { transcript, events: [event(bench, 'a', { text: CANARY })] })).toEqual({});
    await session.finish(1000);
    await runAll(importTranscripts(bench.ports, [transcript]));
    expect(await bench.ports.store.stats()).toMatchObject({ projects: 0, sessions: 0, events: 0 });
    expect(filesWith(bench.home, CANARY)).toEqual([]);
    expect(bench.logged).toEqual([]);
  });

  it('is not spooled either', async () => {
    const bench = await openBench({ projects: ['work'] });
    bench.trouble = true;
    await say(bench, serve(bench), 'a');
    expect(existsSync(join(bench.home, 'spool'))).toBe(false);
  });

  it('of which nothing more than the head is read, is not read later either, once it is excluded no more', async () => {
    const bench = await openBench({ projects: ['work'] });
    const transcript = bench.write(Array.from({ length: 500 }, (_, at) => ({ id: `long-${at}`, text: `${CANARY} `.repeat(10) })));
    const reads = countReads(bench);
    await say(bench, serve(bench), 'a', { transcript });
    await runAll(reconcile(reads.ports, scriptedAgent, transcript));
    expect(reads.bytes).toBeGreaterThan(0);
    expect(reads.bytes).toBeLessThanOrEqual(8192);
    const later = await bench.restart({});
    const open = serve(later);
    later.now = bench.now + MINUTE;
    await say(later, open, 'b', { transcript });
    await open.finish(1000);
    expect(await ids(later)).toEqual(['b']);
  });
});

describe('what is left out of a session', () => {
  it.each<[string, Parameters<typeof openBench>[0], Partial<Event>]>([
    ['a tool', { tools: ['mcp__slack__*'] }, { call: call('mcp__slack__read', {}) }],
    ['a file', { paths: ['.env*'] }, { call: call('Read', { file: '/work/.env.local' }) }],
    ['all subagents', { subagents: true }, { subagent: { id: 'x', type: 'Explore' } }],
    ['a type of subagents', { subagents: ['Expl*'] }, { subagent: { id: 'x', type: 'Explore' } }],
  ])('%s: neither from a hook nor from the transcript', async (_, exclude, over) => {
    const bench = await openBench(exclude);
    const session = serve(bench);
    const hidden = (id: string): Event => event(bench, id, { kind: 'tool_call', text: CANARY, ...over });
    const shown = { ...call('Read', { file: '/work/a.ts' }), input: { file: '/work/a.ts' }, output: '' };
    const transcript = bench.write([
      { id: 'a', prompt: 'p' },
      hidden('b'),
      { ...hidden('c'), held: true },
      { id: 'd', kind: 'tool_call', call: shown },
    ]);
    await say(bench, session, 'a', { transcript });
    await tell(session, { events: [hidden('b'), event(bench, 'e', { kind: 'tool_call', call: shown })] });
    await session.finish(1000);
    bench.write([{ ...hidden('f'), held: true }]);
    await runAll(reconcile(bench.ports, scriptedAgent, transcript));
    expect((await ids(bench)).toSorted()).toEqual(['a', 'd', 'e']);
    expect(filesWith(bench.home, CANARY)).toEqual([]);
  });
});

describe('a session that is turned off', () => {
  it('is seen no more, by no process, until it is turned on again', async () => {
    const bench = await openBench();
    const session = serve(bench);
    const transcript = bench.write([{ id: 'a', at: bench.now, prompt: 'a' }]);
    await say(bench, session, 'a', { transcript });
    expect(await say(bench, session, 'off', { transcript, turns: 'off' })).toMatchObject({
      notice: expect.stringMatching(/is off for this session/),
      context: expect.stringContaining('off now'),
    });
    bench.write([{ id: 'secret-1', at: (bench.now += MINUTE), text: CANARY, prompt: 'x' }]);
    expect(await say(bench, session, 'secret-2', { transcript, events: [event(bench, 'secret-2', { text: CANARY })] })).toEqual({});
    await tell(session, { settled: true, transcript, events: [event(bench, 'secret-3', { kind: 'compaction', text: CANARY })] });
    await session.finish(1000);
    const later = await bench.restart();
    later.now = bench.now + MINUTE;
    const again = serve(later);
    expect(await say(later, again, 'secret-4', { transcript })).toEqual({ notice: expect.stringContaining('/holdfast:on') });
    expect(await say(later, again, 'secret-5', { transcript })).toEqual({});
    expect(await say(later, again, 'on', { transcript, turns: 'on' })).toMatchObject({
      notice: expect.stringMatching(/is on for this session/),
    });
    later.write([{ id: 'z', at: (later.now += MINUTE), prompt: 'z' }]);
    await say(later, again, 'z', { transcript });
    await tell(again, { events: [event(later, 'summary', { kind: 'compaction', text: CANARY })] });
    await again.finish(1000);
    expect(await ids(later)).toEqual(['a', 'on', 'z']);
    expect(filesWith(bench.home, CANARY)).toEqual([]);
    expect(await ids(bench)).toEqual(['a', 'on', 'z']);
  });

  it('is not read between its switches, whatever times the lines bear', async () => {
    const bench = await openBench();
    const session = serve(bench);
    const transcript = bench.write([{ id: 'a', prompt: 'a' }]);
    await say(bench, session, 'a', { transcript });
    await say(bench, session, 'off', { transcript, turns: 'off' });
    bench.write([{ id: 'secret', text: CANARY }]);
    const { size } = statSync(transcript);
    await say(bench, session, 'on', { transcript, turns: 'on' });
    expect((await bench.ports.store.cursor(transcript))!.offset).toBe(size);
  });

  it('is not read where its transcript was written anew, nor by an import', async () => {
    const bench = await openBench();
    const session = serve(bench);
    await say(bench, session, 'off', { turns: 'off' });
    const secret = { id: 'secret', at: bench.now + 10, text: CANARY, prompt: 'x' };
    bench.now += MINUTE;
    await say(bench, session, 'on', { turns: 'on' });
    const transcript = bench.write([{ id: 'early', at: bench.now - 2 * MINUTE }, secret, { id: 'late', at: bench.now + 1, prompt: 'y' }]);
    bench.now += MINUTE;
    await runAll(reconcile(bench.ports, scriptedAgent, transcript));
    await runAll(importTranscripts(bench.ports, [transcript]));
    expect((await ids(bench)).toSorted()).toEqual(['early', 'late', 'on']);
  });

  it('by the command line, while the store cannot be opened', async () => {
    const bench = await openBench();
    bench.trouble = true;
    expect(await turnSession(bench.around, '/work', 'off', 'session-1')).toBe('session-1');
    await say(bench, serve(bench), 'a');
    expect(await bench.around.spool.size()).toEqual({ files: 0, bytes: 0 });
  });

  it('by the command line is the latest of its folder, and the same twice', async () => {
    const bench = await openBench();
    const session = serve(bench);
    await expect(turnSession(bench.around, '/work', 'off')).rejects.toMatchObject({ code: 'not_found' });
    for (const id of ['s1', 's2'])
      await say(bench, session, `a-${id}`, { session: id, events: [event(bench, `a-${id}`, { session: id, at: (bench.now += 1) })] });
    expect(await turnSession(bench.around, '/work', 'off')).toBe('s2');
    expect(await turnSession(bench.around, '/work', 'off')).toBe('s2');
    expect(await turnSession(bench.around, '/work', 'on')).toBe('s2');
    await expect(turnSession(bench.around, '/work', 'on')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a transcript of Claude Code', () => {
  it('of a session that went on in an excluded folder is read without that part', async () => {
    const bench = await openBench({ projects: ['/secret'] });
    await readClaude(bench, user('Here.'), assistant('Yes.'), user(CANARY, { cwd: '/secret/a' }), assistant(CANARY, { cwd: '/secret/a' }));
    expect(await textsOf(bench, 's1')).toEqual(['Here.', 'Yes.']);
  });

  it.each<[string, (bench: Bench) => void, Parameters<typeof openBench>[0]]>([
    ['an excluded project', () => undefined, { projects: ['/work'] }],
    ['a session that is off', ({ ports }) => ports.switches.turnOff({ session: 's1', from: 0 }), {}],
  ])('of %s whose head does not say so is not kept', async (_, turn, exclude) => {
    const bench = await openBench(exclude);
    turn(bench);
    await readClaude(
      bench,
      ...Array.from({ length: 60 }, () => ({ type: 'summary', sessionId: '', cwd: '' })),
      user(CANARY),
      assistant(CANARY),
    );
    expect(await bench.ports.store.stats()).toMatchObject({ sessions: 0, events: 0 });
    expect(await bench.ports.store.cursor(join(bench.transcripts, 's1.jsonl'))).toBeUndefined();
  });

  it('is read without the prompt that turns it off, whenever that was stamped', async () => {
    const bench = await openBench();
    bench.ports.switches.turnOff({ session: 's1', from: 1_004_000 });
    bench.ports.switches.turnOn({ session: 's1', at: 1_004_001 });
    await readClaude(bench, user('Here.'), assistant('Yes.'), user(`/holdfast:off ${CANARY}`), assistant('Off.'));
    expect(await textsOf(bench, 's1')).toEqual(['Here.', 'Yes.', 'Off.']);
    expect(bench.ports.switches.offTimes('s1')).toHaveLength(1);
  });

  it('of a subagent is not opened where none is to be seen, nor kept where only its call tells the type', async () => {
    const bench = await openBench({ subagents: ['Explore'] });
    await readClaude(
      bench,
      user('Go.'),
      assistant([use('t1', 'Task', { subagent_type: 'Explore', prompt: CANARY })]),
      user([result('t1', CANARY)]),
    );
    const all = await bench.restart({ subagents: true });
    const opened: string[] = [];
    all.write([{ id: 'x', text: CANARY }], 's1/subagents/agent-1.jsonl');
    const files = { ...all.ports.files, list: (folder: string) => (opened.push(folder), all.ports.files.list(folder)) };
    await runAll(readSession({ ...all.ports, files }, claudeCode, join(all.transcripts, 's1.jsonl')));
    expect(opened).toEqual([]);
    expect(filesWith(bench.home, CANARY)).toEqual([]);
  });
});

it('a fork of a session that was off does not bring back what was said meanwhile', async () => {
  const bench = await openBench();
  bench.ports.switches.turnOff({ session: 'parent', from: 1_001_000 });
  bench.ports.switches.turnOn({ session: 'parent', at: 1_003_000 });
  await readClaude(
    bench,
    user('Before.', { promptId: 'f' }),
    assistant(CANARY, { requestSessionId: 'parent' }),
    user(CANARY, { promptId: 'f' }),
    assistant('After.', { requestSessionId: 'parent' }),
    user('Mine.', { promptId: 'm' }),
    assistant('Yours.'),
  );
  expect((await textsOf(bench, 's1')).toSorted()).toEqual(['After.', 'Before.', 'Mine.', 'Yours.']);
  expect(filesWith(bench.home, CANARY)).toEqual([]);
});

describe('a pause', () => {
  it('hides what happened in it, in sessions from before, within and after, from all but an import', async () => {
    const bench = await openBench();
    const session = serve(bench);
    const old = bench.write([{ id: 'old-1', at: bench.now, session: 'old', prompt: 'p' }], 'old.jsonl');
    await say(bench, session, 'old-1', { session: 'old', transcript: old });
    bench.now += MINUTE;
    expect(pause(bench.around)).toMatch(/paused: nothing is remembered/);
    bench.now += MINUTE;
    const hidden = { at: bench.now, text: CANARY, prompt: 'q' };
    bench.write([{ id: 'old-2', session: 'old', ...hidden }], 'old.jsonl');
    const within = bench.write([{ id: 'within', session: 'within', ...hidden }], 'within.jsonl');
    expect(await say(bench, session, 'old-2', { session: 'old', transcript: old })).toEqual({
      notice: expect.stringContaining('holdfast resume'),
    });
    await runAll(catchUp(bench.ports, (await bench.ports.store.session('old'))!.project));
    bench.now += MINUTE;
    expect(resume(bench.around)).toBe(true);
    bench.now += MINUTE;
    bench.write([{ id: 'old-3', at: bench.now, session: 'old', prompt: 'r' }], 'old.jsonl');
    bench.write([{ id: 'within-2', at: bench.now, session: 'within', prompt: 'r' }], 'within.jsonl');
    const later = serve(bench);
    await say(bench, later, 'new', {
      session: 'new',
      transcript: bench.write([{ id: 'new', at: bench.now, session: 'new', prompt: 'n' }], 'new.jsonl'),
    });
    await later.finish(1000);
    for (const path of [old, within]) await runAll(reconcile(bench.ports, scriptedAgent, path));
    expect(await ids(bench, 'within')).toEqual(['within-2']);
    expect(await ids(bench, 'new')).toEqual(['new']);
    // The session was refused once: up to its next hook nothing more of it is read.
    expect(await ids(bench, 'old')).toEqual(['old-1']);
    expect(filesWith(bench.home, CANARY)).toEqual([]);
    await runAll(importTranscripts(bench.ports, [old, within]));
    expect(await ids(bench, 'old')).toEqual(['old-1', 'old-2', 'old-3']);
    expect(await ids(bench, 'within')).toEqual(['within', 'within-2']);
  });

  it('outdoes the wish to turn a session on, and says so', async () => {
    const bench = await openBench();
    const session = serve(bench);
    await say(bench, session, 'off', { turns: 'off' });
    pause(bench.around);
    const answer = { notice: expect.stringContaining('paused'), context: expect.stringMatching(/^Holdfast: .*paused/) };
    expect(await say(bench, session, 'on', { turns: 'on' })).toEqual(answer);
    resume(bench.around);
    expect(await say(bench, session, 'b')).toEqual({});
    expect(await ids(bench)).toEqual(['b']);
  });

  it('for a while ends by itself, and says until when', async () => {
    const bench = await openBench();
    expect(pause(bench.around, MINUTE)).toMatch(/paused until 2026-05-20 \d\d:01/);
    const session = serve(bench);
    await say(bench, session, 'a');
    bench.now += MINUTE;
    await say(bench, session, 'b');
    expect(await ids(bench)).toEqual(['b']);
    expect(resume(bench.around)).toBe(false);
  });
});

it('a session in which the memory is turned off is not read later', async () => {
  const bench = await openBench();
  const silent = serveSilently(bench.around, scriptedAgent);
  const transcript = bench.write([{ id: 'secret', at: bench.now, text: CANARY }]);
  expect(await silent.hook({ session: 'session-1', transcript, events: [event(bench, 'secret', { text: CANARY })] })).toBe('{}');
  bench.now += MINUTE;
  const other = bench.write([{ id: 'b', at: bench.now, session: 'other', prompt: 'p' }], 'other.jsonl');
  const session = serve(bench);
  await say(bench, session, 'b', { session: 'other', transcript: other });
  await session.finish(1000);
  expect(filesWith(bench.home, CANARY)).toEqual([]);
  expect(readdirSync(join(bench.home, 'off'))).toHaveLength(1);
});

it.each<[string, Parameters<typeof openBench>[0]]>([
  ['turned off', {}],
  ['excluded', { projects: ['/work'] }],
])('what was said while the memory was %s is not read where it is the first that ever happened', async (_, exclude) => {
  const bench = await openBench(exclude);
  const before = { ...bench.around, storeExists: () => false };
  const transcript = bench.write([{ id: 'secret', at: bench.now - MINUTE, text: CANARY }]);
  const fields = { session: 'session-1', transcript, events: [event(bench, 'secret', { text: CANARY })] };
  const unseen = exclude?.projects === undefined ? serveSilently(before, scriptedAgent) : serve({ ...bench, around: before });
  await unseen.hook(fields);
  const later = await bench.restart({});
  later.now = bench.now + MINUTE;
  const session = serve({ ...later, around: { ...later.around, storeExists: () => false } });
  await say(later, session, 'b', { transcript });
  later.write([{ id: 'c', at: later.now }]);
  await session.finish(1000);
  expect(await ids(later)).toEqual(['b', 'c']);
  expect(filesWith(bench.home, CANARY)).toEqual([]);
});

function serve({ around }: Bench): LiveSession {
  return serveSessions(around, scriptedAgent, createIdle(around.log), 2000);
}

async function tell(session: LiveSession, fields: object): Promise<object> {
  return JSON.parse(await session.hook({ session: 'session-1', ...fields }));
}

// A prompt, without the context of a start.
async function say(
  bench: Bench,
  session: LiveSession,
  id: string,
  fields: { readonly session?: string; readonly [field: string]: unknown } = {},
): Promise<object> {
  const answer = await tell(session, {
    moment: 'prompt',
    events: [event(bench, id, { session: fields.session ?? 'session-1', prompt: id })],
    ...fields,
  });
  return 'notice' in answer && /nothing is known/.test(String(answer.notice)) ? {} : answer;
}

function event({ now }: Bench, id: string, over: Partial<Event>): Event {
  return sampleEvent({ id, at: now, ...over });
}

function call(tool: string, input: Readonly<Record<string, unknown>>): NonNullable<Event['call']> {
  return { tool, input: { ...input, about: CANARY }, output: CANARY, failed: false };
}

async function readClaude(bench: Bench, ...lines: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const path = bench.writeAnew(`${transcriptOf(...lines).join('\n')}\n`, 's1.jsonl');
  await runAll(reconcile(bench.ports, claudeCode, path));
}

async function textsOf(bench: Bench, session: string): Promise<(string | undefined)[]> {
  return (await bench.ports.store.events(await ids(bench, session))).map(({ text }) => text);
}

async function ids({ ports }: Bench, session = 'session-1'): Promise<string[]> {
  return (await ports.store.stubs(session)).map(({ id }) => id);
}

function countReads({ ports }: Bench): { readonly ports: Bench['ports']; readonly bytes: number } {
  const counted = {
    bytes: 0,
    ports: {
      ...ports,
      files: {
        ...ports.files,
        async read(...asked: Parameters<Files['read']>) {
          const read = await ports.files.read(...asked);
          counted.bytes += read.length;
          return read;
        },
      },
    },
  };
  return counted;
}
