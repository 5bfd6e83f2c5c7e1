import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/app/work/drain.ts';
import { forget } from '../../../src/app/recall/forget.ts';
import { importTranscripts } from '../../../src/app/capture/import.ts';
import { reconcile } from '../../../src/app/capture/reconcile.ts';
import { remember } from '../../../src/app/recall/remember.ts';
import type { Memory } from '../../../src/model/memory.ts';
import { type Bench, filesWith, openBench, runAll } from '../bench.ts';
import { scriptedAgent } from '../scripted-agent.ts';

const SECRET = 'xyzzyplugh';

describe('forgetting', () => {
  it('leaves no byte of it, and makes the rest anew without it', async () => {
    const { bench, about } = await fill();
    const wiped = await forget(bench.ports, [String(about.number)]);
    expect(wiped.map(({ id }) => id)).toEqual([about.id]);
    expect(filesWith(bench.home, SECRET)).toEqual([]);
    await runAll(drain(bench.ports));
    expect((await memories(bench)).map(({ title }) => title)).toEqual(['harmless', 'Session: harmless']);
  });

  it('is not undone by reading the transcript again, not even from its start or by an import', async () => {
    const { bench, about, path } = await fill();
    await forget(bench.ports, [about.id]);
    bench.write([{ id: 'c', prompt: 'r', text: 'later' }]);
    await runAll(reconcile(bench.ports, scriptedAgent, path));
    const copy = bench.write([{ id: 'a', prompt: 'p', text: `About ${SECRET}` }], 'copy.jsonl');
    await runAll(importTranscripts(bench.ports, [path, copy]));
    expect(filesWith(bench.home, SECRET)).toEqual([]);
    expect((await memories(bench)).map(({ title }) => title)).toEqual(['harmless', 'later', 'Session: harmless; later']);
  });

  it('takes several at once, those made by hand as well', async () => {
    const { bench, about } = await fill();
    const note = await remember(bench.ports, '/work', { text: SECRET, authority: 'user' });
    expect(await forget(bench.ports, [`#${note.number}`, about.id])).toHaveLength(2);
    expect(filesWith(bench.home, SECRET)).toEqual([]);
  });

  it('is refused where nothing has the key', async () => {
    const { bench } = await fill();
    await expect(forget(bench.ports, ['999', 'nothing'])).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('999, nothing'),
    });
  });
});

async function fill(): Promise<{ bench: Bench; about: Memory; path: string }> {
  const bench = await openBench();
  const path = bench.write([
    { id: 'a', prompt: 'p', text: `About ${SECRET}` },
    { id: 'b', prompt: 'q', text: 'harmless' },
  ]);
  await runAll(importTranscripts(bench.ports, [path]));
  const about = (await memories(bench)).find(({ turn }) => turn === 'p')!;
  expect(filesWith(bench.home, SECRET)).not.toEqual([]);
  return { bench, about, path };
}

async function memories({ ports: { store } }: Bench): Promise<readonly Memory[]> {
  const all = await store.list({ order: 'oldest', limit: 99, offset: 0 });
  return all.toSorted((a, b) => Number(a.turn === '*') - Number(b.turn === '*'));
}
