import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { answerHook } from '../../../src/app/capture/answer-hook.ts';
import { promptContext } from '../../../src/app/recall/prompt-context.ts';
import type { HookAnswer } from '../../../src/ports/agent.ts';
import { sampleEvent } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { type Bench, openBench } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';
import { scriptedAgent } from '../scripted-agent.ts';
import { tellTurns } from '../tell-turns.ts';

const PROMPT = 'The uploader fails with EPIPE once more; the retry of yesterday does nothing.';

describe('what is said beside a prompt', () => {
  it('is what earlier sessions know about it, once', async () => {
    const bench = await fill();
    const { context, notice } = await ask(bench, PROMPT);
    expect(context).toContain('Retry uploads after EPIPE');
    expect(notice).toMatch(/^Holdfast: #\d+ beside this prompt \(\d+ tokens\)\.$/);
    expect(context).not.toContain('Dark mode');
    expect(await ask(bench, PROMPT)).toEqual({});
    expect(await bench.ports.store.injections('now')).toMatchObject([{ trigger: 'prompt', memories: [{}] }]);
  });

  it('is nothing at a prompt about something else, or about nothing', async () => {
    const bench = await fill();
    for (const prompt of ['Write a haiku about autumn leaves falling on quiet water.', 'yes please', 'Retry the tests', ''])
      expect({ prompt, ...(await ask(bench, prompt)) }).toEqual({ prompt });
    expect(await bench.ports.store.injections('now')).toEqual([]);
  });

  it('is nothing that the notes of the project say', async () => {
    const bench = await fill();
    const folder = tempFolder();
    writeFileSync(join(folder, 'CLAUDE.md'), '# Rules\n- Retry uploads after EPIPE, three times at most.\n');
    expect(await ask(bench, PROMPT, folder)).toEqual({});
  });

  it('is said again after a compaction, which took it out of the conversation', async () => {
    const bench = await fill();
    await ask(bench, PROMPT);
    const given = { session: 'now', project: 'p', memories: [], tokens: 0, at: bench.now };
    await bench.ports.store.recordInjection({ ...given, trigger: 'compact' });
    expect((await ask(bench, PROMPT)).context).toContain('Retry uploads after EPIPE');
  });

  it('is nothing that this session did itself', async () => {
    const bench = await fill();
    expect(await ask(bench, PROMPT, '/work', 's')).toEqual({});
  });

  it('is said at the first prompt, too, where the start of the session had no room for it', async () => {
    const bench = await fill();
    const text = await answerHook(
      bench.around,
      scriptedAgent,
      { session: 'now', moment: 'prompt', events: [sampleEvent({ id: 'a', session: 'now', kind: 'prompt', text: PROMPT })] },
      20,
    );
    expect(JSON.parse(text).context).toContain('Retry uploads after EPIPE');
  });

  it('is nothing at the fourth prompt, whatever the ones before began with', async () => {
    const bench = await fill();
    const tell = (id: string, text: string) =>
      bench.ports.store.append({ events: [sampleEvent({ id, session: 'now', kind: 'prompt', text, at: bench.now })] });
    for (const [id, text] of [
      ['a', 'Go on.'],
      ['b', '<div> is too wide.'],
      ['c', PROMPT],
    ] as const)
      await tell(id, text);
    expect((await ask(bench, PROMPT)).context).toContain('Retry uploads after EPIPE');
    await bench.ports.store.recordInjection({ session: 'now', project: 'p', memories: [], tokens: 0, at: bench.now, trigger: 'compact' });
    await tell('d', PROMPT);
    expect(await ask(bench, PROMPT)).toEqual({});
  });

  it('is nothing where nobody knows yet which words are rare', async () => {
    const bench = await openBench();
    await saveMemories(bench, { title: 'Retry uploads after EPIPE', narrative: PROMPT });
    expect(await ask(bench, PROMPT)).toEqual({});
  });

  it('is nothing where it cannot be found', async () => {
    const bench = await fill();
    const ports = { ...bench.ports, store: { ...bench.ports.store, match: () => Promise.reject(new Error('no luck')) } };
    expect(await ask({ ...bench, ports }, PROMPT)).toEqual({});
    expect(bench.logged).toEqual([expect.stringContaining('no luck')]);
  });
});

// What was done among much else: only there is it known which words are rare.
async function fill(): Promise<Bench> {
  const bench = await openBench();
  await tellTurns(bench, [{ said: ['Dark mode', 'Colours are variables now.'], made: [{ title: 'Dark mode for the settings page' }] }]);
  for (let i = 0; i < 40; i += 1) {
    const said = [`Page ${i} of the catalogue looks wrong.`, `Its colour was wrong; column ${i % 7} is right now.`];
    const made = [{ title: `Colour of page ${i}`, narrative: said[1]! }];
    await tellTurns(
      bench,
      [
        { said, made },
        { said, made },
        { said, made },
      ],
      { session: `other-${i}` },
    );
  }
  const made = [{ title: 'Retry uploads after EPIPE', narrative: 'The uploader gave up at the first broken socket; a retry does it.' }];
  const said = ['The uploader fails with EPIPE.', 'The uploader gave up at the first broken socket: EPIPE. It does a retry now.'];
  await tellTurns(bench, [{ said, made }], { session: 's' });
  return bench;
}

async function ask({ ports }: Bench, text: string, root = '/work', session = 'now'): Promise<HookAnswer> {
  const project = await ports.store.project({ aliases: ['folder:/work'], name: 'work' }, ports.clock());
  const events = [sampleEvent({ session, kind: 'prompt', text })];
  return promptContext(ports, claudeCode, { call: { session, cwd: root, events, moment: 'prompt', settled: false }, project });
}
