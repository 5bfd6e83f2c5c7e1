import { describe, expect, it } from 'vitest';
import { BLANK, NOON, sampleCall, sampleDraft } from '../../samples.ts';
import { ASKED, LATER, RAN, SAID, find, index, neighbours, sessions } from './record-scene.ts';
import { openScene, type StoreOpener } from './scene.ts';

export function testForgottenRecord(open: StoreOpener): void {
  describe('what was forgotten', () => {
    const SECRET = 'xyzzyplugh';

    it.each([
      ['before it was indexed', false],
      ['after', true],
    ])('%s is not found in the record, and the rest is, also where it is told and indexed again', async (_when, indexed) => {
      await using scene = await openScene(open);
      const told = [{ ...ASKED, text: `The password is ${SECRET}` }, { ...RAN, call: sampleCall(SECRET, true) }, SAID] as const;
      await scene.tell(...told);
      const [work] = await scene.distill('prompt-1', [{ title: `Set it to ${SECRET}`, evidence: ['asked', 'ran'] }]);
      if (indexed) await index(scene);
      expect(await sessions(scene, SECRET)).toHaveLength(indexed ? 1 : 0);
      await scene.store.forget([work!.id], NOON);
      expect([await find(scene, SECRET, 'password', 'npm'), await sessions(scene, SECRET, 'password')]).toEqual([[], []]);
      await scene.tell(...told);
      await scene.tell({ ...told[1], call: { ...told[1].call, failed: true } });
      await index(scene);
      expect([await find(scene, SECRET, 'password', 'npm'), await sessions(scene, SECRET, 'password')]).toEqual([[], []]);
      expect([await find(scene, 'cookie'), await sessions(scene, 'cookie')]).toEqual([['prompt-1'], ['session-1']]);
    });

    it.each([0, 1, 2, 3, 4])('is not found where it was moved to another turn before, with %i steps of indexing between', async (steps) => {
      await using scene = await openScene(open);
      const queued = { id: 'queued', at: NOON + 5, text: SECRET } as const;
      await scene.tell(ASKED, queued);
      await index(scene);
      await scene.tell({ ...queued, prompt: 'prompt-2', origin: 'line-1' });
      for (let i = 0; i < steps; i += 1) await scene.store.indexRecord(9, LATER);
      const [work] = await scene.distill('prompt-2', [{ ...BLANK, title: 'Noted', evidence: ['queued'] }]);
      await scene.store.forget([work!.id], NOON);
      expect([await find(scene, SECRET), await sessions(scene, SECRET)]).toEqual([[], []]);
      await index(scene);
      expect([await find(scene, SECRET), await sessions(scene, SECRET)]).toEqual([[], []]);
      expect(await find(scene, 'login')).toEqual(['prompt-1']);
    });

    it('leaves no turn behind of which it was all', async () => {
      await using scene = await openScene(open);
      await scene.tell(...['a', 'b', 'c'].map((id, i) => ({ id, prompt: id, at: NOON + i, text: `word${id}` })));
      const [work] = await scene.distill('b', [{ ...BLANK, title: 'Noted', evidence: ['b'] }]);
      await index(scene);
      expect(await neighbours(scene, 'worda')).toEqual([[], ['b', 'c']]);
      await scene.store.forget([work!.id], NOON);
      await index(scene);
      expect(await find(scene, 'wordb')).toEqual([]);
      expect(await neighbours(scene, 'worda')).toEqual([[], ['c']]);
      await scene.tell({ id: 'b2', prompt: 'b', at: NOON + 1, text: 'anew' });
      await index(scene);
      expect([await find(scene, 'anew'), await neighbours(scene, 'worda')]).toEqual([['b'], [[], ['b', 'c']]]);
    });

    it('is in no session, not even where it rested on no event, or on one of another session', async () => {
      await using scene = await openScene(open);
      await scene.tell({ ...ASKED, id: 'other', session: 'session-2' });
      await scene.tell(ASKED);
      const { slot: _slot, ...note } = sampleDraft({ ...BLANK, title: `Noted ${SECRET}`, evidence: [] });
      const by = { project: scene.project.id, session: 'session-1', agent: 'test', distilledBy: 'user' };
      const made = [
        await scene.store.remember({ ...note, ...by }),
        ...(await scene.distill('prompt-1', [{ ...BLANK, title: `Read ${SECRET}2`, evidence: ['other'] }])),
      ];
      await index(scene);
      expect([await sessions(scene, SECRET), await sessions(scene, `${SECRET}2`)]).toEqual([['session-1'], ['session-1']]);
      for (const [i, { id }] of made.entries()) {
        await scene.store.forget([id], NOON);
        expect(await sessions(scene, ['', '2'].map((end) => SECRET + end)[i]!)).toEqual([]);
      }
      await index(scene);
      expect(await sessions(scene, SECRET, `${SECRET}2`)).toEqual([]);
      expect(await sessions(scene, 'loop')).toEqual(['session-1']);
    });

    it('is in no session, also where a summary of it all repeated it', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, SAID);
      const [work] = await scene.distill('prompt-1', [{ ...BLANK, title: 'Looked into it', evidence: [] }]);
      await scene.distill('*', [{ ...BLANK, slot: 'session', title: `A session about ${SECRET}`, evidence: [] }]);
      await index(scene);
      expect(await sessions(scene, SECRET)).toEqual(['session-1']);
      await scene.store.forget([work!.id], NOON);
      expect(await sessions(scene, SECRET)).toEqual([]);
      await index(scene);
      expect([await sessions(scene, SECRET), await sessions(scene, 'cookie')]).toEqual([[], ['session-1']]);
    });
  });
}
