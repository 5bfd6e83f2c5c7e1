import { describe, expect, it } from 'vitest';
import { QUIET_MS } from '../../../src/ports/store.ts';
import { NOON, sampleCall } from '../../samples.ts';
import { claim } from './claim.ts';
import { openScene, type Scene, type StoreOpener } from './scene.ts';

export function testSecondTelling(open: StoreOpener): void {
  describe('an event told twice', () => {
    it('is one row, and keeps what it said first', async () => {
      await using scene = await openScene(open);
      await scene.tell({ text: 'first' });
      expect(await scene.tell({ text: 'second', at: NOON + 5 })).toEqual({ added: 0 });
      expect(await scene.store.events(['event-1'])).toMatchObject([{ text: 'first', at: NOON }]);
    });

    it('gains the origin that only the transcript knows', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      await scene.tell({ origin: 'line-1' });
      await scene.tell({ origin: 'line-2' });
      expect(await scene.store.events(['event-1'])).toMatchObject([{ origin: 'line-1' }]);
    });

    it('gains the failure that only the transcript knows, and its turn alone is distilled again', async () => {
      await using scene = await openScene(open);
      await tellCallThatFailed(scene, 'prompt-1');
      expect(await scene.store.events(['call'])).toMatchObject([{ call: { output: 'exit code 1', failed: true } }]);
      expect(await fingerprints(scene)).toEqual(['prompt-0']);
      expect(await claimAt(scene, NOON + 1 + QUIET_MS)).toBe('session-1');
    });

    it('gains the failure also where its prompt is not one of the user: any turn may hold it', async () => {
      await using scene = await openScene(open);
      await tellCallThatFailed(scene, 'a notification');
      expect(await fingerprints(scene)).toEqual([]);
    });

    it('moves to the turn that the transcript puts it in, and both turns are distilled again', async () => {
      await using scene = await openScene(open);
      await scene.tell(
        { id: 'opener', prompt: 'first' },
        { id: 'queued', prompt: 'first' },
        { id: 'next', prompt: 'second' },
        { id: 'other', prompt: 'third' },
      );
      for (const turn of ['first', 'second', 'third']) await scene.distill(turn, [{}]);
      await scene.tell({ id: 'queued', prompt: 'second', origin: 'line-1' });
      expect((await scene.store.stubs('session-1')).find(({ id }) => id === 'queued')).toMatchObject({ prompt: 'second' });
      expect([...(await scene.store.distilled('session-1')).keys()]).toEqual(['third']);
    });

    it('gains the words that only the transcript has', async () => {
      await using scene = await openScene(open);
      const started = { id: 'sub', kind: 'subagent_start', text: undefined } as const;
      await scene.tell(started as never);
      await scene.tell({ ...started, text: 'Look for the bug.' });
      expect(await scene.store.events(['sub'])).toMatchObject([{ text: 'Look for the bug.' }]);
    });

    it('does not lose a failure again', async () => {
      await using scene = await openScene(open);
      await scene.tell({ kind: 'tool_call', call: sampleCall('exit code 1', true) });
      await scene.tell({ kind: 'tool_call', call: sampleCall('done', false) });
      expect(await scene.store.events(['event-1'])).toMatchObject([{ call: { output: 'exit code 1', failed: true } }]);
    });

    it('asks for no work when nothing is new', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      await scene.store.complete((await claim(scene.store, NOON, Number.MAX_SAFE_INTEGER))!);
      await scene.tell({ origin: 'line-1' });
      expect(await claimAt(scene, Number.MAX_SAFE_INTEGER)).toBeUndefined();
    });
  });

  describe('a forked session', () => {
    it('does not repeat what its parent said', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'of-parent', origin: 'line-1' });
      expect(
        await scene.tell({ id: 'of-fork', session: 'fork', origin: 'line-1' }, { id: 'own', session: 'fork', origin: 'line-2' }),
      ).toEqual({ added: 1 });
      expect((await scene.store.stubs('fork')).map(({ id }) => id)).toEqual(['own']);
    });

    it('does not make two events of one line a copy of each other', async () => {
      await using scene = await openScene(open);
      const line = { origin: 'line-1', kind: 'tool_call' } as const;
      expect(await scene.tell({ id: 'first', ...line }, { id: 'second', ...line })).toEqual({ added: 2 });
    });
  });
}

async function tellCallThatFailed(scene: Scene, prompt: string): Promise<void> {
  const call = { id: 'call', kind: 'tool_call', prompt, at: NOON + 1 } as const;
  await scene.tell({ id: 'p0', prompt: 'prompt-0' }, { id: 'p1' }, { ...call, call: sampleCall('no output yet', false) });
  await scene.distill('prompt-0', []);
  await scene.distill('prompt-1', []);
  await scene.tell({ ...call, call: sampleCall('exit code 1', true) });
}

async function fingerprints({ store }: Scene): Promise<string[]> {
  return [...(await store.distilled('session-1')).keys()];
}

async function claimAt({ store }: Scene, at: number): Promise<string | undefined> {
  return (await claim(store, at))?.key;
}
