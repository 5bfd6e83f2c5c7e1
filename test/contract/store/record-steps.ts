import { describe, expect, it } from 'vitest';
import { QUIET_MS } from '../../../src/ports/store.ts';
import { NOON, sampleCall } from '../../samples.ts';
import { ASKED, LATER, RAN, SAID, any, find, findBy, index, neighbours, sessions } from './record-scene.ts';
import { openScene, type StoreOpener } from './scene.ts';

export function testRecordSteps(open: StoreOpener): void {
  describe('a turn of the record', () => {
    it('is indexed once the next has begun in its session, and not before', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, SAID);
      await scene.tell({ id: 'x', session: 'session-2', prompt: 'x', at: NOON + 5, text: 'login' });
      await index(scene, NOON + 5);
      expect(await find(scene, 'login')).toEqual([]);
      await scene.tell({ id: 'next', prompt: 'prompt-2', at: NOON + 6, text: 'And the next login?' });
      await index(scene, NOON + 6);
      expect(await find(scene, 'login')).toEqual(['prompt-1']);
    });

    it('is indexed once it is quiet, however long nothing follows', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, SAID);
      await index(scene, SAID.at + QUIET_MS - 1);
      expect(await find(scene, 'login')).toEqual([]);
      await index(scene, SAID.at + QUIET_MS);
      expect(await find(scene, 'login')).toEqual(['prompt-1']);
    });

    it('that goes on after it was quiet is found by what was said before, and by all of it once it is over', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED);
      await index(scene, NOON + QUIET_MS);
      await scene.tell({ ...SAID, at: NOON + 2 * QUIET_MS });
      await index(scene, NOON + 2 * QUIET_MS);
      expect([await find(scene, 'login'), await find(scene, 'cookie')]).toEqual([['prompt-1'], []]);
      await index(scene, NOON + 3 * QUIET_MS);
      expect(await findBy(scene, { any: [], required: [['login'], ['cookie']] })).toEqual(['prompt-1']);
    });

    it('is indexed after so many events at a time were noted as asked for, one a step; then its session', async () => {
      await using scene = await openScene(open);
      const told = Array.from({ length: 6 }, (_, i) => ({ id: `e${i}`, prompt: `p${i % 3}`, at: NOON + i, text: `common word${i}` }));
      await scene.tell(...told);
      const counts: number[] = [];
      const known: number[] = [];
      for (let i = 0; i < 7; i += 1) {
        counts.push(await scene.store.indexRecord(4, LATER));
        known.push((await find(scene, 'common')).length);
      }
      expect(counts).toEqual([4, 2, 1, 1, 1, 1, 0]);
      expect(known).toEqual([0, 0, 1, 2, 3, 3, 3]);
      await scene.tell(...told, { id: 'e6', prompt: 'p3', at: NOON + 6, text: 'common again' });
      for (let i = 0; i < 4; i += 1) counts.push(await scene.store.indexRecord(4, LATER));
      expect(counts.slice(7)).toEqual([1, 1, 1, 0]);
      expect(await find(scene, 'common')).toHaveLength(4);
    });

    it('is found by words that came later, and no more by those they replaced', async () => {
      await using scene = await openScene(open);
      const call = { tool: 'Bash', input: { command: 'listen' }, output: '', failed: false };
      await scene.tell(ASKED, { ...RAN, call }, { id: 'ended', kind: 'subagent_end', text: undefined } as never);
      await index(scene);
      expect(await find(scene, 'listen')).toEqual(['prompt-1']);
      await scene.tell({ ...RAN, call: { ...call, input: { command: 'serve' }, output: 'EADDRINUSE', failed: true } });
      await scene.tell({ id: 'ended', kind: 'subagent_end', text: 'The port was taken.' });
      expect(await find(scene, 'listen')).toEqual([]);
      await index(scene);
      for (const word of ['eaddrinuse', 'serve', 'port', 'login']) expect(await find(scene, word)).toEqual(['prompt-1']);
      expect(await find(scene, 'listen')).toEqual([]);
    });

    it.each([0, 1])('is found by words that came before it was indexed, after %i steps', async (steps) => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, RAN);
      for (let i = 0; i < steps; i += 1) await scene.store.indexRecord(9, NOON);
      await scene.tell({ ...RAN, call: sampleCall('EADDRINUSE', true) });
      expect(await find(scene, 'eaddrinuse')).toEqual([]);
      await index(scene);
      expect(await find(scene, 'eaddrinuse')).toEqual(['prompt-1']);
    });

    it('has an event no more that was moved to another, which has it', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, { id: 'queued', at: NOON + 5, text: 'certificate' });
      await index(scene);
      await scene.tell({ id: 'queued', prompt: 'prompt-2', at: NOON + 5, text: 'certificate', origin: 'line-1' });
      expect(await find(scene, 'certificate')).toEqual([]);
      await index(scene);
      expect([await find(scene, 'certificate'), await find(scene, 'login')]).toEqual([['prompt-2'], ['prompt-1']]);
      expect(await neighbours(scene, 'login')).toEqual([[], ['prompt-2']]);
    });

    it('is in the span in which its events were, not in that of one that was moved away', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, { id: 'queued', at: NOON + 5, text: 'login' });
      await index(scene);
      // Of the two times that are told of an event the first counts.
      await scene.tell({ id: 'queued', prompt: 'prompt-2', at: NOON + 7, text: 'login', origin: 'line-1' });
      await index(scene);
      expect(await findBy(scene, any('login'), { from: NOON + 1 })).toEqual(['prompt-2']);
      expect(await findBy(scene, any('login'), { to: NOON + 1 })).toEqual(['prompt-1']);
      expect(await findBy(scene, any('login'), { from: NOON + 6 })).toEqual([]);
    });

    it('of which all was moved away is gone', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, { id: 'queued', prompt: 'wrong', at: NOON + 5, text: 'certificate' });
      await scene.tell({ id: 'last', prompt: 'last', at: NOON + 9, text: 'thanks' });
      await index(scene);
      await scene.tell({ id: 'queued', prompt: 'prompt-1', at: NOON + 5, text: 'certificate', origin: 'line-1' });
      await index(scene);
      expect(await find(scene, 'certificate')).toEqual(['prompt-1']);
      expect(await neighbours(scene, 'certificate')).toEqual([[], ['last']]);
      expect(await scene.store.indexRecord(9, LATER)).toBe(0);
    });

    it('changes nothing when it is told again', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, RAN, SAID);
      await index(scene);
      await scene.tell(ASKED, RAN, SAID);
      expect(await scene.store.indexRecord(9, LATER)).toBe(0);
      expect([await find(scene, 'login'), await sessions(scene, 'login')]).toEqual([['prompt-1'], ['session-1']]);
    });
  });
}
