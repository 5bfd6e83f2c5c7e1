import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { capture } from '../../../src/app/capture/capture.ts';
import { reconcile, type ReconcileOptions } from '../../../src/app/capture/reconcile.ts';
import type { Event } from '../../../src/model/event.ts';
import { assistant, transcriptOf, user } from '../../agents/claude-code/lines.ts';
import { sampleEvent } from '../../samples.ts';
import { type Bench, filesWith, openBench, runAll } from '../bench.ts';
import { type ScriptedLine, scriptedAgent, writeLines } from '../scripted-agent.ts';

const SECRET = 'xyzzyplugh';
const SMALL = { limits: { slice: 64, longestLine: 4096 } };

describe('reading a transcript', () => {
  it('stores its events and those that are added, once', async () => {
    const bench = await openBench();
    const path = bench.write([{ id: 'a', prompt: 'p' }, { id: 'b' }]);
    await read(bench, path);
    bench.write([{ id: 'c' }, { id: 'd', prompt: 'q' }]);
    await read(bench, path);
    expect(await read(bench, path)).toEqual([]);
    expect((await stored(bench)).map(({ id, prompt }) => `${id} ${prompt}`)).toEqual(['a p', 'b p', 'c p', 'd q']);
    expect(await bench.ports.store.session('session-1')).toMatchObject({ agent: 'test', cwd: '/work', transcript: path });
  });

  it('leaves a torn last line until it has its end', async () => {
    const bench = await openBench();
    const [first, second] = [writeLines({ id: 'a' }), writeLines({ id: 'b', text: 'ein Ü' })];
    const path = bench.writeAnew(first + second.slice(0, 12));
    await read(bench, path);
    expect(await ids(bench)).toEqual(['a']);
    expect((await bench.ports.store.cursor(path))!.offset).toBe(first.length);
    appendFileSync(path, second.slice(12, -1));
    await read(bench, path);
    expect(await ids(bench)).toEqual(['a']);
    appendFileSync(path, '\n');
    await read(bench, path);
    expect(await ids(bench)).toEqual(['a', 'b']);
  });

  it('that is complete reads a last line without its end as well, and again should it get one', async () => {
    const bench = await openBench();
    const path = bench.writeAnew(writeLines({ id: 'a', prompt: 'p' }, { id: 'b' }).trimEnd());
    await read(bench, path, { complete: true });
    expect(await ids(bench)).toEqual(['a', 'b']);
    appendFileSync(path, `\n${writeLines({ id: 'c' })}`);
    await read(bench, path);
    expect((await stored(bench)).map(({ id, prompt }) => `${id} ${prompt}`)).toEqual(['a p', 'b p', 'c p']);
  });

  it.each([
    ['shorter than what was read of it', [{ id: 'new-a' }]],
    ['longer, but with another beginning', [{ id: 'new-a' }, { id: 'new-b' }, { id: 'new-c' }, { id: 'new-d' }]],
  ])('starts anew where the file was replaced by one that is %s', async (_, lines) => {
    const bench = await openBench();
    const path = bench.write([{ id: 'a', prompt: 'old' }, { id: 'b' }, { id: 'c' }]);
    await read(bench, path);
    bench.writeAnew(writeLines(...lines));
    await read(bench, path);
    expect(await ids(bench)).toEqual(['a', 'b', 'c', ...lines.map(({ id }) => id)]);
    expect((await bench.ports.store.events(['new-a']))[0]).toMatchObject({ prompt: '' });
  });

  it('starts anew where the file is shorter, although it begins as before', async () => {
    const bench = await openBench();
    const first = { id: 'a', text: 'x'.repeat(600) };
    const path = bench.write([first, { id: 'b' }, { id: 'c' }]);
    await read(bench, path);
    bench.writeAnew(writeLines(first, { id: 'd' }));
    await read(bench, path);
    expect(await ids(bench)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('reads on where the file has only grown, also when its beginning was short at first', async () => {
    const bench = await openBench();
    const path = bench.write([{ id: 'a' }]);
    await read(bench, path);
    bench.write([{ id: 'b', text: 'x'.repeat(2000) }]);
    expect(await read(bench, path)).toHaveLength(1);
    bench.write([{ id: 'c' }]);
    const before = (await bench.ports.store.cursor(path))!.offset;
    expect(await read(bench, path)).toEqual([before + writeLines({ id: 'c' }).length]);
  });

  it('takes a line of five megabytes whole', async () => {
    const bench = await openBench();
    const path = bench.write([{ id: 'a' }, { id: 'b', text: 'x'.repeat(5 * 1024 * 1024) }, { id: 'c' }]);
    await read(bench, path);
    expect((await stored(bench)).map(({ id, text }) => `${id} ${text!.length}`)).toEqual(['a 15', `b ${5 * 1024 * 1024}`, 'c 15']);
  });

  it('steps over a line that is too long, wherever its end falls, and waits for that end', async () => {
    for (const length of [4000, 4096, 4097, 9000]) {
      const bench = await openBench();
      const path = bench.writeAnew(`${writeLines({ id: 'a' })}{"id":"long","text":"${'x'.repeat(length)}`);
      await read(bench, path, SMALL);
      const waiting = (await bench.ports.store.cursor(path))!.offset;
      expect(waiting).toBe(writeLines({ id: 'a' }).length);
      appendFileSync(path, `"}\n${writeLines({ id: 'b' })}`);
      await read(bench, path, SMALL);
      expect((await ids(bench)).filter((id) => id !== 'long')).toEqual(['a', 'b']);
      expect(await ids(bench)).toHaveLength(length < 4090 ? 3 : 2);
    }
  });

  it('steps over what is no line of the agent', async () => {
    const bench = await openBench();
    const path = bench.writeAnew(
      Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a, 0x0a]), Buffer.from(`\r\n[]x\n${writeLines({ id: 'a' })}`)]),
    );
    await read(bench, path);
    expect(await ids(bench)).toEqual(['a']);
  });

  it('finds nothing where there is no file', async () => {
    const bench = await openBench();
    expect(await read(bench, '/no/such/file.jsonl', { complete: true })).toEqual([]);
    expect(await bench.ports.store.cursor('/no/such/file.jsonl')).toBeUndefined();
  });

  it('stopped at any slice and taken up again has the same result', async () => {
    const line = fc.record({
      text: fc.string({ unit: 'grapheme', maxLength: 90 }),
      prompt: fc.option(fc.constantFrom('p', 'q'), { nil: undefined }),
      held: fc.boolean(),
    });
    const script = fc
      .array(line, { minLength: 1, maxLength: 12 })
      .map((lines): ScriptedLine[] => lines.map((each, i) => ({ id: `e${i}`, ...each }) as ScriptedLine));
    await fc.assert(
      fc.asyncProperty(
        script,
        fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }),
        fc.integer({ min: 20, max: 300 }),
        async (lines, stops, slice) => {
          const [whole, broken] = [await openBench(), await openBench()];
          const options = { limits: { slice, longestLine: 4096 } };
          await read(whole, whole.write(lines), options);
          const path = broken.write(lines);
          for (const stop of stops) await readSteps(broken, path, options, stop);
          await read(broken, path, options);
          expect(await stored(broken)).toEqual(await stored(whole));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the transcript of a subagent', () => {
  it('belongs to the session, but is not taken for the session’s own', async () => {
    const bench = await openBench();
    const subagent = { id: 's', type: 'explorer' };
    const path = bench.write([{ id: 'inner', subagent }], 'session-1/subagents/agent-s.jsonl');
    await read(bench, path);
    expect(await bench.ports.store.session('session-1')).not.toHaveProperty('transcript');
    const own = bench.write([{ id: 'outer' }]);
    await read(bench, own);
    expect(await bench.ports.store.session('session-1')).toMatchObject({ transcript: own });
    expect(await ids(bench)).toEqual(['inner', 'outer']);
  });
});

describe('what is private in a transcript', () => {
  it('is not in the name of its branch, nor in that which a hook finds', async () => {
    const bench = await openBench();
    const branch = `try-<private>${SECRET}</private>`;
    const transcript = bench.writeAnew(
      `${transcriptOf(user('Go.', { gitBranch: branch }), assistant('Yes.', { gitBranch: branch })).join('\n')}\n`,
      's1.jsonl',
    );
    await runAll(reconcile(bench.ports, claudeCode, transcript));
    expect(await bench.ports.store.session('s1')).toMatchObject({ branch: 'try-[private]' });
    const place = { aliases: ['folder:/work'], name: 'work', cwd: '/work', root: '/work', branch };
    await capture({ ...bench.ports, locate: async () => place }, 'test', {
      session: 's2',
      cwd: '/work',
      events: [sampleEvent({ session: 's2' })],
      settled: false,
    });
    expect(await bench.ports.store.session('s2')).toMatchObject({ branch: 'try-[private]' });
    expect(filesWith(bench.home, SECRET)).toEqual([]);
  });

  it('is in no byte on the disk, not even while the reader holds it back', async () => {
    const bench = await openBench();
    const call = {
      tool: 'Bash',
      input: { command: `echo <private>${SECRET}` },
      output: `<PRIVATE>${SECRET}</PRIVATE> done`,
      failed: false,
    };
    const path = bench.write([
      { id: 'a', text: `Use <private>${SECRET}</private> please` },
      { id: 'b', kind: 'tool_call', call },
      { id: 'c', held: true, text: `And <private>${SECRET}</private> again` },
    ]);
    await read(bench, path);
    expect(filesWith(bench.transcripts, SECRET)).toHaveLength(1);
    expect(filesWith(bench.home, SECRET)).toEqual([]);
    bench.write([{ id: 'd' }]);
    await read(bench, path);
    expect((await stored(bench)).map(({ text }) => text)).toEqual([
      'Use [private] please',
      sampleEvent().text,
      'And [private] again',
      sampleEvent().text,
    ]);
  });
});

function read(bench: Bench, path: string, options?: ReconcileOptions): Promise<number[]> {
  return runAll(reconcile(bench.ports, scriptedAgent, path, options));
}

async function readSteps(bench: Bench, path: string, options: ReconcileOptions, steps: number): Promise<void> {
  let done = 0;
  for await (const _ of reconcile(bench.ports, scriptedAgent, path, options)) if (++done >= steps) return;
}

async function stored({ ports: { store } }: Bench): Promise<readonly Event[]> {
  return store.events((await store.stubs('session-1')).map(({ id }) => id));
}

async function ids(bench: Bench): Promise<string[]> {
  return (await stored(bench)).map(({ id }) => id);
}
