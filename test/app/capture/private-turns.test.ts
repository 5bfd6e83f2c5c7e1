import { describe, expect, it } from 'vitest';
import { answerHook } from '../../../src/app/capture/answer-hook.ts';
import { serveSessions } from '../../../src/app/capture/live-session.ts';
import { reconcile } from '../../../src/app/capture/reconcile.ts';
import { drain } from '../../../src/app/work/drain.ts';
import { createIdle } from '../../../src/app/work/idle.ts';
import type { Event } from '../../../src/model/event.ts';
import { sampleShingles } from '../../../src/model/shingles/shingles.ts';
import { sampleCall, sampleEvent } from '../../samples.ts';
import { type Bench, filesWith, openBench, runAll } from '../bench.ts';
import { scriptedAgent } from '../scripted-agent.ts';

const VALUE = 'xyzzy-plugh-7';
const GUARDED = `Log in with <private>${VALUE}</private> and fix the login`;
const SEALED = `Fix the login. <private>We are being bought by ${VALUE}, tell nobody</private>`;
const LEFT_OUT = `what stands in the middle of a long output is ${VALUE} and words and more words beside it`;
const LEFT_OUT_SAMPLE = sampleShingles(LEFT_OUT.replace(VALUE, '[private]'));
const WHOLE = `<private>${VALUE}</private>`;

describe('the turn of a prompt with a private value', () => {
  it('is kept without the value, and without what its tools said', async () => {
    const bench = await openBench();
    const hook = serve(bench);
    await hook(ask(GUARDED));
    await hook(call('b', `curl -u admin:${VALUE} /login`, 'Welcome, the token is abc'));
    await hook(say('c', `The login works with ${VALUE} now.`));
    const [, run, answer] = await stored(bench);
    expect(run?.call).toEqual({ tool: 'Bash', input: { command: 'curl -u admin:[private] /login' }, output: '[private]', failed: false });
    expect(answer?.text).toBe('The login works with [private] now.');
    expect(filesWith(bench.home, VALUE)).toEqual([]);
    expect(filesWith(bench.home, 'Welcome')).toEqual([]);
  });

  it('goes on to hide the value in later turns, whose tools are heard again', async () => {
    const bench = await openBench();
    const hook = serve(bench);
    await hook(ask(GUARDED));
    await hook(ask('and now?', 'later'));
    await hook(call('d', 'env', `PORT=80\nLOGIN=${VALUE}`, 'later'));
    await hook({ ...say('e', `We logged in with ${VALUE}.`, 'later'), kind: 'compaction' });
    const texts = await stored(bench);
    expect(texts[2]?.call).toMatchObject({
      output: 'PORT=80\nLOGIN=[private]',
      shingles: { input: LEFT_OUT_SAMPLE, output: LEFT_OUT_SAMPLE },
    });
    expect(texts[3]?.text).toBe('We logged in with [private].');
    expect(filesWith(bench.home, VALUE)).toEqual([]);
  });
});

describe.each([
  ['says more than a few words in private', SEALED],
  ['is private as a whole, the first of its session', WHOLE],
  ['leaves its private span open', `${WHOLE.replace('</private>', '')} and all that follows, with ${VALUE}`],
])('the turn of a prompt that %s', (_, prompt) => {
  it('leaves nothing but that something was done', async () => {
    const bench = await openBench();
    const hook = serve(bench);
    await hook(ask(prompt));
    await hook(call('b', 'grep -r Xanadu .', 'Xanadu is in the code'));
    await hook(say('c', 'The buyer is called Xanadu.'));
    await hook({ ...say('d', 'Xanadu was found'), kind: 'subagent_end', subagent: { id: 's', type: 'explorer' } });
    await hook({ ...say('e', 'They spoke of Xanadu.', 'later'), kind: 'compaction' });
    const [, run, ...said] = await stored(bench);
    expect(run?.call).toEqual({ tool: 'Bash', input: {}, output: '[private]', failed: false });
    expect(said.map(({ text }) => text)).toEqual(['[private]', '[private]', '[private]']);
    for (const word of [VALUE, 'Xanadu', 'bought by']) expect(filesWith(bench.home, word)).toEqual([]);
  });
});

describe('a process that did not see the private prompt', () => {
  it('keeps nothing of its turn, where no transcript tells what is private', async () => {
    const bench = await openBench();
    await serve(bench)(ask(GUARDED));
    const hook = serve(await bench.restart());
    await hook(say('b', `It works with ${VALUE}.`));
    expect((await stored(bench))[1]?.text).toBe('[private]');
    expect(filesWith(bench.home, VALUE)).toEqual([]);
  });

  it('learns the value from the transcript, and how much is private', async () => {
    const bench = await openBench();
    const transcript = bench.write([
      { id: 'z', text: 'Hello' },
      { ...ask(GUARDED), id: 'a' },
    ]);
    await serve(bench)(ask(GUARDED));
    const hook = serve(await bench.restart());
    await hook(say('b', `It works with ${VALUE}.`), transcript);
    await hook(say('c', `It worked with ${VALUE}.`, 'later'), transcript);
    expect((await stored(bench)).slice(1).map(({ text }) => text)).toEqual(['It works with [private].', 'It worked with [private].']);
  });

  it('that serves one hook only does the same', async () => {
    const bench = await openBench();
    const transcript = bench.write([{ ...ask(GUARDED), id: 'a' }]);
    const tell = (event: Event): Promise<string> =>
      answerHook(bench.around, scriptedAgent, { session: 'session-1', transcript, events: [event] }, 2000);
    for (const event of [ask(GUARDED), call('b', `echo ${VALUE}`, 'Xanadu'), say('c', `I used ${VALUE}.`)]) {
      bench.around = { ...bench.around, privacy: (await bench.restart()).around.privacy };
      await tell(event);
    }
    expect((await stored(bench)).map((event) => event.text ?? event.call?.input['command'])).toEqual([
      'Log in with [private] and fix the login',
      'echo [private]',
      'I used [private].',
    ]);
    for (const word of [VALUE, 'Xanadu']) expect(filesWith(bench.home, word)).toEqual([]);
  });

  it('holds to the strictest of several prompts of one turn', async () => {
    const bench = await openBench();
    const turns = [
      [GUARDED, 'also do the tests'],
      ['do the tests', GUARDED],
      [SEALED, GUARDED],
    ];
    for (const [number, texts] of turns.entries()) {
      const turn = `turn ${number}`;
      const hook = serve(await bench.restart());
      for (const [index, text] of texts.entries()) await hook({ ...ask(text, turn), id: `${turn} ${index}` });
      await serve(await bench.restart())(say(`${turn} answer`, `It works with ${VALUE}.`, turn));
    }
    expect((await stored(bench)).filter(({ kind }) => kind === 'assistant_message').map(({ text }) => text)).toEqual(
      Array.from({ length: 3 }, () => '[private]'),
    );
    expect(filesWith(bench.home, VALUE)).toEqual([]);
  });

  it('learns from the transcript what was said before it, in a fork or a session it was never told of', async () => {
    const bench = await openBench();
    const hook = serve(bench);
    const transcript = `${bench.transcripts}/session-1.jsonl`;
    await hook(ask('go on', 'now'), transcript);
    bench.write([{ ...ask(GUARDED, 'before'), id: 'a' }]);
    await hook(say('b', `It works with ${VALUE}.`, 'now'), transcript);
    bench.write([{ ...ask(`and <private>osprey77</private>`, 'off'), id: 'c' }]);
    await hook(ask('and now?', 'later'), transcript);
    await hook(say('d', 'It is osprey77.', 'later'), transcript);
    for (const word of [VALUE, 'osprey77']) expect(filesWith(bench.home, word)).toEqual([]);
    expect((await stored(bench)).map(({ text }) => text)).toContain('It works with [private].');
  });

  it('learns it as well where the client does not say which turn something belongs to', async () => {
    const bench = await openBench();
    const transcript = bench.write([{ id: 'z', text: 'Hello' }]);
    const hook = serve(bench);
    await hook(call('y', 'ls', 'a.txt', ''), transcript);
    bench.write([{ ...ask(GUARDED), id: 'a' }]);
    await hook(call('b', `echo ${VALUE}`, 'Xanadu', ''), transcript);
    await hook(say('c', `It works with ${VALUE}.`, ''), transcript);
    expect((await stored(bench)).map((event) => event.call?.output ?? event.text)).toEqual([
      'a.txt',
      '[private]',
      'It works with [private].',
    ]);
    for (const word of [VALUE, 'Xanadu']) expect(filesWith(bench.home, word)).toEqual([]);
  });

  it('holds nothing against other turns', async () => {
    const bench = await openBench();
    await serve(bench)(ask('Fix it'));
    const hook = serve(await bench.restart());
    await hook(call('b', 'ls', 'a.txt'));
    expect((await stored(bench))[1]?.call?.output).toBe('a.txt');
  });

  it('keeps nothing of a turn that neither store nor transcript tell about', async () => {
    const bench = await openBench();
    bench.trouble = true;
    const hook = serve(bench);
    await hook(call('b', `echo ${VALUE}`, 'Xanadu'));
    await hook(ask('Fix it', 'later'));
    await hook(call('c', 'ls', 'a.txt', 'later'));
    const outputs: (string | undefined)[] = [];
    await bench.around.spool.drain(async (entry) => void outputs.push(...entry.call.events.map((event) => event.call?.output)));
    expect(outputs).toEqual(['[private]', undefined, 'a.txt']);
  });
});

describe('what the user says elsewhere', () => {
  it('is private too: in an answer to a question, in a refusal, in a command', async () => {
    const bench = await openBench();
    const hook = serve(bench);
    await hook(ask('Fix it'));
    await hook({
      ...call('b', '', `Answered: <private>${VALUE}</private>`),
      call: { ...sampleCall('', false), tool: 'AskUserQuestion', output: `"Key?"="<private>${VALUE}</private>"` },
    });
    await hook(call('c', `curl ${VALUE}`, 'Xanadu'));
    await hook(ask('Next', 'later'));
    await hook(call('d', 'echo "<private>osprey77</private>"', 'osprey77', 'later'));
    await hook(say('e', 'It was osprey77.', 'later'));
    for (const word of [VALUE, 'Xanadu', 'osprey77']) expect(filesWith(bench.home, word)).toEqual([]);
    expect((await stored(bench)).map(({ text }) => text)).toContain('It was [private].');
  });

  it('dictated to the memory while a turn is private as a whole is not for it', async () => {
    const bench = await openBench();
    const hook = serve(bench);
    await hook(ask(WHOLE));
    expect(await bench.around.privacy.redactNote('The company is bought.')).toBe('[private]');
    await hook(ask('Something else', 'later'));
    expect(await bench.around.privacy.redactNote(`The key is ${VALUE}.`)).toBe('The key is [private].');
  });

  it('leaves the name of the branch as it is, whatever else of the turn is private', async () => {
    const bench = await openBench();
    const hook = serve(bench);
    await hook(ask(WHOLE));
    await hook(call('b', 'ls', 'a.txt'));
    const path = bench.write([{ ...ask(WHOLE), id: 'a' }, say('c', 'Xanadu')]);
    await runAll(reconcile(bench.ports, scriptedAgent, path));
    expect((await bench.ports.store.session('session-1'))?.branch).toBe('main');
  });

  it('in a session that is caught up with says nothing about the one at hand', async () => {
    const bench = await openBench();
    const path = bench.write([{ ...ask(WHOLE), id: 'z', session: 'session-0' }], 'session-0.jsonl');
    const hook = serve(bench);
    await hook(ask('Something else', 'now'));
    await runAll(reconcile(bench.ports, scriptedAgent, path));
    expect(await bench.around.privacy.redactNote('The company is bought.')).toBe('The company is bought.');
    const other = sampleEvent({ id: 'y', session: 'session-2', prompt: 'other', text: WHOLE });
    await serveSessions(bench.around, scriptedAgent, createIdle(bench.around.log), 2000).hook({ session: 'session-2', events: [other] });
    expect(await bench.around.privacy.redactNote('The company is bought.')).toBe('[private]');
    await hook(ask('Again something else', 'next'));
    expect(await bench.around.privacy.redactNote('The company is bought.')).toBe('The company is bought.');
  });

  it('with the mark in it, as a text about it has, is an ordinary prompt', async () => {
    const bench = await openBench();
    const hook = serve(bench);
    await hook(ask('Why does it say [private] there?'));
    await hook(call('b', 'ls', 'a.txt'));
    expect((await stored(bench))[1]?.call?.output).toBe('a.txt');
  });
});

describe('a transcript', () => {
  it('is read like the hooks, also from its middle, and what waits in its reader is redacted', async () => {
    const bench = await openBench();
    const path = bench.write([
      { ...ask(GUARDED), id: 'a' },
      { ...call('b', `echo ${VALUE}`, 'Xanadu'), held: true },
    ]);
    await runAll(reconcile(bench.ports, scriptedAgent, path));
    expect(filesWith(bench.home, VALUE)).toEqual([]);
    const again = await bench.restart();
    again.write([say('c', `Done with ${VALUE}.`), { ...ask(WHOLE, 'later'), id: 'd' }, say('e', 'Xanadu', 'later')]);
    await runAll(reconcile(again.ports, scriptedAgent, path));
    expect((await stored(again)).map((event) => event.call?.output ?? event.text)).toEqual([
      'Log in with [private] and fix the login',
      '[private]',
      'Done with [private].',
      '[private]',
      '[private]',
    ]);
    for (const word of [VALUE, 'Xanadu']) expect(filesWith(again.home, word)).toEqual([]);
  });

  it('that ended after a private prompt is taken up again by a process that knows no more', async () => {
    const bench = await openBench();
    const path = bench.write([{ ...ask(GUARDED), id: 'a', held: true }]);
    await runAll(reconcile(bench.ports, scriptedAgent, path));
    const again = await bench.restart();
    again.write([say('b', `It works with ${VALUE}.`), { ...ask('next', 'later'), id: 'c' }, say('d', `Still ${VALUE}.`, 'later')]);
    await runAll(reconcile(again.ports, scriptedAgent, path));
    expect(filesWith(again.home, VALUE)).toEqual([]);
    expect((await stored(again)).map(({ text }) => text)).toContain('It works with [private].');
  });

  it('of an import with a private prompt is distilled to nothing private', async () => {
    const bench = await openBench();
    const path = bench.write([{ ...ask(SEALED), id: 'a' }, call('b', 'grep Xanadu', 'Xanadu'), say('c', 'Xanadu it is.')]);
    await runAll(reconcile(bench.ports, scriptedAgent, path, { complete: true }));
    await runAll(drain(bench.ports, { eager: true }));
    for (const word of [VALUE, 'Xanadu']) expect(filesWith(bench.home, word)).toEqual([]);
  });
});

function serve(bench: Bench): (event: Event, transcript?: string) => Promise<void> {
  const session = serveSessions(bench.around, scriptedAgent, createIdle(bench.around.log), 2000);
  return async (event, transcript) => {
    bench.now += 1;
    const fields = { session: 'session-1', ...(transcript === undefined ? {} : { transcript }) };
    await session.hook({ ...fields, events: [{ ...event, at: bench.now }] });
  };
}

function ask(text: string, prompt = 'first'): Event {
  return sampleEvent({ id: `prompt ${prompt}`, prompt, text });
}

function call(id: string, command: string, output: string, prompt = 'first'): Event {
  const { text: _, ...event } = sampleEvent({ id, prompt, kind: 'tool_call' });
  return { ...event, call: { ...sampleCall(output, false), input: { command }, leftOut: { input: LEFT_OUT, output: LEFT_OUT } } };
}

function say(id: string, text: string, prompt = 'first'): Event {
  return sampleEvent({ id, prompt, kind: 'assistant_message', text });
}

async function stored({ ports: { store } }: Bench): Promise<readonly Event[]> {
  return store.events((await store.stubs('session-1')).map(({ id }) => id));
}
