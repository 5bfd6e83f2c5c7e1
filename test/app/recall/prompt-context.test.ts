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
import { scriptedAgent } from '../scripted-agent.ts';
import { saveMemories } from '../save-memories.ts';

const PROMPT = 'The uploader fails with EPIPE once more; the retry of yesterday does nothing.';

describe('what is said beside a prompt', () => {
  it('is what earlier sessions know about it, once', async () => {
    const bench = await fill();
    const { context } = await ask(bench, PROMPT);
    expect(context).toContain('Retry uploads after EPIPE');
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

  it('is nothing where it cannot be found', async () => {
    const bench = await fill();
    const ports = { ...bench.ports, store: { ...bench.ports.store, match: () => Promise.reject(new Error('no luck')) } };
    expect(await ask({ ...bench, ports }, PROMPT)).toEqual({});
    expect(bench.logged).toEqual([expect.stringContaining('no luck')]);
  });
});

async function fill(): Promise<Bench> {
  const bench = await openBench();
  await saveMemories(
    bench,
    { title: 'Retry uploads after EPIPE', narrative: 'The uploader gave up at the first broken socket.' },
    { title: 'Dark mode for the settings page', narrative: 'Colours are variables now.' },
  );
  return bench;
}

async function ask({ ports }: Bench, text: string, root = '/work', session = 'now'): Promise<HookAnswer> {
  const project = await ports.store.project({ aliases: ['folder:/work'], name: 'work' }, ports.clock());
  const events = [sampleEvent({ session, kind: 'prompt', text })];
  return promptContext(ports, claudeCode, { call: { session, cwd: root, events, moment: 'prompt', settled: false }, project });
}
