import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import { NOON, sampleCall, sampleEvent } from '../../samples.ts';
import { anyText } from '../../any-text.ts';
import { openScene, type StoreOpener } from './scene.ts';

const CURSOR = { path: '/t.jsonl', session: 'session-1', offset: 100, head: 'abc', state: '{"prompt":"p"}' };

export function testJournal(open: StoreOpener): void {
  describe('the journal', () => {
    it('gives back what it was told, whole', async () => {
      await using scene = await openScene(open);
      const events: Event[] = [
        sampleEvent({ id: 'a', origin: 'line-1' }),
        {
          ...sampleEvent({
            id: 'b',
            kind: 'tool_call',
            at: NOON + 1,
            call: sampleCall('1 failed', true),
            subagent: { id: 's', type: 'explorer' },
          }),
        },
        sampleEvent({ id: 'c', kind: 'session_end', prompt: '', at: NOON + 2, text: '' }),
      ];
      expect(await scene.tell(...events)).toEqual({ added: 3 });
      expect(await scene.store.events(['c', 'unknown', 'b', 'a'])).toEqual(events);
    });

    it('knows whether a session is the user’s own; one that is told of as theirs is distilled anew', async () => {
      await using scene = await openScene(open);
      const { store, project } = scene;
      const session = { id: 'session-1', agent: 'test', project: project.id, cwd: '/work' };
      await store.append({ events: [sampleEvent({ id: 'a' })], session: { ...session, imported: true } });
      expect(await store.session('session-1')).toMatchObject({ imported: true });
      await scene.distill('prompt-1', [{}]);
      await store.append({ events: [sampleEvent({ id: 'b', at: NOON + 1 })], session: { ...session, imported: true } });
      expect([...(await store.distilled('session-1')).keys()]).toEqual(['prompt-1']);
      await store.append({ events: [], session });
      expect(await store.session('session-1')).not.toHaveProperty('imported');
      expect((await store.distilled('session-1')).size).toBe(0);
      expect((await store.stats()).waiting.distill).toBe(1);
      await store.append({ events: [], session: { ...session, imported: true } });
      expect(await store.session('session-1')).not.toHaveProperty('imported');
    });

    it('gives back any text unchanged', async () => {
      await using scene = await openScene(open);
      await fc.assert(
        fc.asyncProperty(fc.uuid(), anyText(), async (id, text) => {
          await scene.tell({ id, text, call: sampleCall(text, false) });
          expect(await scene.store.events([id])).toEqual([sampleEvent({ id, text, call: sampleCall(text, false) })]);
        }),
        { numRuns: 25 },
      );
    });

    it('counts the prompts of the user, whatever they begin with, up to a number, and those of subagents not', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'a', text: 'one' }, { id: 'b', text: '<div> is too wide, why?' }, { id: 'c', text: undefined } as never);
      await scene.tell({ id: 'd', subagent: { id: 's', type: '' } }, { id: 'e', kind: 'assistant_message' });
      await scene.tell({ id: 'f', session: 'session-2' });
      const count = (most: number): Promise<number> => scene.store.promptCount('session-1', most);
      expect([await count(9), await count(1), await scene.store.promptCount('nobody', 9)]).toEqual([3, 1, 0]);
    });

    it('tells of which prompts something private was taken out, forgotten ones among them', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'a', text: 'one' }, { id: 'b', prompt: 'prompt-2', text: 'with [private]' });
      await scene.tell({ id: 'c', prompt: 'prompt-3', text: '[private]', subagent: { id: 's', type: '' } });
      await scene.tell({ id: 'd', prompt: 'prompt-4', kind: 'assistant_message', text: '[private]' }, { id: 'e', session: 'session-2' });
      const told = [
        { prompt: 'prompt-1', isPrivate: false },
        { prompt: 'prompt-2', isPrivate: true },
      ];
      expect(await scene.store.prompts('session-1')).toEqual(told);
      const [memory] = await scene.distill('prompt-1', [{ evidence: ['a'] }]);
      await scene.store.forget([memory!.id], NOON);
      expect(await scene.store.prompts('session-1')).toEqual([{ prompt: 'prompt-1', isPrivate: true }, told[1]]);
    });

    it('counts no prompt that was forgotten', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'a', text: 'one' }, { id: 'b', prompt: 'prompt-2', text: 'two' });
      const [memory] = await scene.distill('prompt-1', [{ evidence: ['a'] }]);
      await scene.store.forget([memory!.id], NOON);
      expect(await scene.store.promptCount('session-1', 9)).toBe(1);
    });

    it('counts the prompts of a long session as quickly as those of a short one', async () => {
      await using scene = await openScene(open);
      await scene.tell(
        ...Array.from({ length: 10_000 }, (_, i) => ({ id: `e${i}`, at: NOON + i, kind: i === 5 ? 'prompt' : 'tool_call' }) as const),
      );
      await scene.tell({ id: 'short', session: 'session-2' });
      const count = async (session: string): Promise<number> => {
        const start = performance.now();
        for (let i = 0; i < 100; i += 1) expect(await scene.store.promptCount(session, 9)).toBe(1);
        return performance.now() - start;
      };
      const short = await count('session-2');
      // To go through them all takes fifty times as long.
      expect(await count('session-1')).toBeLessThan(10 * short + 20);
    });

    it('keeps the order in which things happened, whatever order they are told in', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'late', at: NOON + 9, kind: 'assistant_message' });
      await scene.tell({ id: 'early' }, { id: 'same-time', kind: 'tool_call', subagent: { id: 's', type: '' } });
      expect(await scene.store.stubs('session-1')).toEqual([
        { id: 'early', kind: 'prompt', prompt: 'prompt-1', at: NOON, subagent: false },
        { id: 'same-time', kind: 'tool_call', prompt: 'prompt-1', at: NOON, subagent: true },
        { id: 'late', kind: 'assistant_message', prompt: 'prompt-1', at: NOON + 9, subagent: false },
      ]);
    });

    it('moves a cursor together with its events', async () => {
      await using scene = await openScene(open);
      expect(await scene.store.cursor('/t.jsonl')).toBeUndefined();
      await scene.store.append({ events: [sampleEvent()], cursor: CURSOR });
      await scene.store.append({ events: [], cursor: { ...CURSOR, offset: 200, state: '' } });
      expect(await scene.store.cursor('/t.jsonl')).toEqual({ ...CURSOR, offset: 200, state: '' });
    });

    it('writes nothing at all of a batch it rejects', async () => {
      await using scene = await openScene(open);
      const session = { id: 'session-1', agent: 'test', project: 'no such project', cwd: '/work' };
      await expect(scene.store.append({ events: [sampleEvent()], cursor: CURSOR, session })).rejects.toMatchObject({
        code: 'store_unavailable',
      });
      expect(await scene.store.stubs('session-1')).toEqual([]);
      expect(await scene.store.cursor('/t.jsonl')).toBeUndefined();
      expect((await scene.store.stats()).jobs.pending).toBe(0);
    });
  });

  describe('sessions', () => {
    it('last from the first to the last of their events and know where they ran', async () => {
      await using scene = await openScene(open);
      const where = { id: 'session-1', agent: 'test', project: scene.project.id, cwd: '/work' };
      await scene.store.append({
        events: [sampleEvent({ id: 'b', at: NOON + 5 })],
        session: { ...where, branch: 'main', commit: 'c0ffee' },
      });
      await scene.store.append({ events: [sampleEvent({ id: 'a' })], session: { ...where, branch: 'fix', transcript: '/t.jsonl' } });
      const expected = { ...where, branch: 'fix', commit: 'c0ffee', transcript: '/t.jsonl', startedAt: NOON, lastEventAt: NOON + 5 };
      expect(await scene.store.session('session-1')).toEqual(expected);
      expect(await scene.store.session('session-2')).toBeUndefined();
    });

    it('of one project are listed, the latest first', async () => {
      await using scene = await openScene(open);
      const other = await scene.store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
      for (const [session, at] of [
        ['old', 1],
        ['newest', 3],
        ['new', 2],
      ] as const)
        await scene.tell({ id: session, session, at: NOON + at });
      await scene.store.append({
        events: [sampleEvent({ id: 'x', session: 'elsewhere' })],
        session: { id: 'elsewhere', agent: 'test', project: other.id, cwd: '/other' },
      });
      expect((await scene.store.sessions(scene.project.id, 2)).map(({ id }) => id)).toEqual(['newest', 'new']);
    });
  });
}
