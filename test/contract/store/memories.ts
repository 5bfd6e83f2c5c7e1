import { describe, expect, it } from 'vitest';
import type { Memory } from '../../../src/model/memory.ts';
import { NOON, sampleDraft } from '../../samples.ts';
import { openScene, type Scene, type StoreOpener } from './scene.ts';

export function testMemories(open: StoreOpener): void {
  describe('distilled memories', () => {
    it('are counted, as many as there have been', async () => {
      await using scene = await openScene(open);
      expect(await scene.store.memoryCount()).toBe(0);
      await scene.tell({ id: 'asked' });
      await scene.distill('prompt-1', [{}, { slot: 'other' }]);
      expect(await scene.store.memoryCount()).toBe(2);
    });

    it('come back as they were drafted, with what the session knows', async () => {
      await using scene = await openScene(open);
      const where = { id: 'session-1', agent: 'test', project: scene.project.id, cwd: '/work', branch: 'main', commit: 'c0ffee' };
      await scene.store.append({ events: [], session: where });
      const session = { ...where, startedAt: NOON, lastEventAt: NOON };
      const { slot: _, at, ...draft } = sampleDraft({ facts: ['Ein „Zitat“', '東京', 'a "quote"'] });
      const [memory] = (await scene.store.saveDistilled({
        session,
        turn: 'p',
        fingerprint: 'f',
        drafts: [sampleDraft(draft)],
        distilledBy: 'test',
      }))!;
      expect(memory).toMatchObject({
        ...draft,
        createdAt: at,
        status: 'active',
        project: scene.project.id,
        session: 'session-1',
        turn: 'p',
        agent: 'test',
        branch: 'main',
        commit: 'c0ffee',
        distilledBy: 'test',
      });
      expect(memory!.tokens).toBeGreaterThan(10);
      expect(memory!.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
      expect(await scene.store.memories([memory!.id])).toEqual([memory]);
    });

    it('that quote somebody are found among the last ones', async () => {
      await using scene = await opened(open);
      const quotes = { content: { quoted: [{ text: 'Use tabs', source: 'web' }] }, slot: 'work-2' };
      const [, quoting] = await scene.distill('p', [{}, quotes]);
      const [imported] = await scene.distill('q', [{ authority: 'import' }]);
      expect((await scene.store.quoting(9)).map(({ id }) => id)).toEqual([imported!.id, quoting!.id]);
      expect((await scene.store.quoting(1)).map(({ id }) => id)).toEqual([imported!.id]);
    });

    it('that wait become the user’s word when accepted, and nothing else does', async () => {
      await using scene = await opened(open);
      const quoted = [{ text: 'Use tabs', source: 'web' }];
      const rule = {
        slot: 'preference-1',
        type: 'preference',
        status: 'archived',
        authority: 'import',
        content: { quoted, value: 'x' },
      } as const;
      const [work, waiting] = await scene.distill('p', [{}, rule]);
      expect(waiting).toMatchObject({ status: 'archived', authority: 'import' });
      expect((await scene.store.stats()).unaccepted).toBe(1);
      const accepted = await scene.store.accept([work!.id, waiting!.id, 'nobody'], NOON + 7);
      expect(accepted).toEqual([
        { ...waiting, status: 'active', authority: 'user', distilledBy: 'user', updatedAt: NOON + 7, content: { value: 'x' } },
      ]);
      expect(await scene.store.memories([work!.id, waiting!.id])).toEqual([work, accepted[0]]);
      expect(await scene.store.accept([waiting!.id], NOON + 9)).toEqual([]);
      // No distilling takes it back.
      await scene.distill('p', [{}, { ...rule, title: 'Other' }]);
      await scene.distill('p', [{}]);
      expect(await scene.store.memories([waiting!.id])).toEqual(accepted);
      expect((await scene.store.stats()).unaccepted).toBe(0);
    });

    it('wait, or not any more, as the turn distilled again says', async () => {
      await using scene = await opened(open);
      const [memory] = await scene.distill('p', [{ status: 'archived' }]);
      expect(await scene.distill('p', [{}])).toMatchObject([{ id: memory!.id, status: 'active' }]);
      expect(await scene.distill('p', [{ status: 'archived' }])).toMatchObject([{ id: memory!.id, status: 'archived' }]);
    });

    it('of a turn distilled again replace the old ones, slot by slot, under the same number, id and date', async () => {
      await using scene = await opened(open);
      const [work, decision] = await scene.distill('p', [{}, { slot: 'decision-1', title: 'Chose cookies', type: 'decision' }]);
      const [again, added] = await scene.distill('p', [
        { title: 'Fixed the logout', at: NOON + 5, type: 'feature', distilledBy: 'other' } as object,
        { slot: 'decision-2', title: 'Chose tokens' },
      ]);
      expect(again).toMatchObject({ number: work!.number, id: work!.id, createdAt: NOON, title: 'Fixed the logout', type: 'feature' });
      expect(await titles(scene)).toEqual(['Chose tokens', 'Fixed the logout']);
      expect(await scene.store.memories([String(decision!.number)])).toEqual([]);
      expect(added!.number).toBeGreaterThan(decision!.number);
    });

    it('are found by their new words and not by their old ones', async () => {
      await using scene = await opened(open);
      const [old] = await scene.distill('p', [{}, { slot: 'gone', title: 'Vanished walrus' }]);
      await scene.distill('p', [{ title: 'Zebra', narrative: '', subtitle: '', facts: [], filesModified: ['src/zoo.ts'] }]);
      expect(await find(scene, 'login')).toEqual([]);
      expect(await find(scene, 'walrus')).toEqual([]);
      expect(await find(scene, 'zebra')).toEqual([old!.number]);
      expect(await find(scene, 'zoo')).toEqual([old!.number]);
    });

    it('of other turns and other sessions are left alone', async () => {
      await using scene = await opened(open);
      await scene.tell({ id: 'other', session: 'session-2' });
      await scene.distill('p', [{ title: 'One' }]);
      await scene.distill('q', [{ title: 'Two' }]);
      await scene.distill('p', [{ title: 'Three' }], 'session-2');
      await scene.distill('p', []);
      expect(await titles(scene)).toEqual(['Three', 'Two']);
    });

    it('never take a number that another memory had before', async () => {
      await using scene = await opened(open);
      const [gone] = await scene.distill('p', [{}]);
      await scene.distill('p', []);
      const [next] = await scene.distill('q', [{}]);
      expect(next!.number).toBeGreaterThan(gone!.number);
    });

    it('remember what their turn looked like', async () => {
      await using scene = await opened(open);
      await scene.distill('p', [{}]);
      await scene.distill('', []);
      expect(await scene.store.distilled('session-1')).toEqual(
        new Map([
          ['p', 'of p'],
          ['', 'of '],
        ]),
      );
      expect(await scene.store.distilled('session-2')).toEqual(new Map());
    });
  });

  describe('memories made by hand', () => {
    it('come back as they were made', async () => {
      await using scene = await openScene(open);
      const made = await dictate(scene, 'Always use tabs');
      expect(made).toMatchObject({
        title: 'Always use tabs',
        turn: '',
        session: '',
        status: 'active',
        createdAt: NOON,
        distilledBy: 'user',
        authority: 'user',
      });
      expect(await find(scene, 'tabs')).toEqual([made.number]);
    });

    it('are not replaced by distilling, not even by that of the same session and turn', async () => {
      await using scene = await opened(open);
      const byUser = await dictate(scene, 'Always use tabs', 'session-1');
      const byAssistant = await dictate(scene, 'The port is 8080', 'session-1', 'assistant');
      await scene.distill('', [{}]);
      await scene.distill('', []);
      expect(await scene.store.memories([byUser.id, byAssistant.id])).toEqual([byUser, byAssistant]);
    });
  });

  describe('memories by key', () => {
    it('are found by number, id and start of an id, in the order asked for, each once', async () => {
      await using scene = await openScene(open);
      const [a, b, c] = await scene.recall([{ title: 'A' }, { title: 'B', at: NOON - 1e9 }, { title: 'C', at: NOON + 1e9 }]);
      const keys = [c!.id, `#${a!.number}`, 'nothing', '999', b!.id.slice(0, 8).toUpperCase(), String(a!.number)];
      expect(await scene.store.memories(keys)).toEqual([c, a, b]);
    });

    it('are not found by a start that is short or fits two', async () => {
      await using scene = await openScene(open);
      const [a, b] = await scene.recall([{}, {}]);
      expect(a!.id.slice(0, 12)).toBe(b!.id.slice(0, 12));
      expect(await scene.store.memories([a!.id.slice(0, 12), a!.id.slice(0, 7), '', '%', '#'])).toEqual([]);
    });

    it('are found by a start that looks like a number', async () => {
      await using scene = await openScene(open);
      const at = 0x0193_6512_0000;
      const [memory] = await scene.recall([{ at }]);
      expect(await scene.store.memories(['01936512'])).toEqual([memory]);
    });
  });
}

/** A scene with a session. */
async function opened(open: StoreOpener): Promise<Scene> {
  const scene = await openScene(open);
  await scene.tell({});
  return scene;
}

function dictate(scene: Scene, title: string, session = '', authority: 'user' | 'assistant' = 'user'): Promise<Memory> {
  const { slot: _, ...draft } = sampleDraft({ title, authority, evidence: [] });
  return scene.store.remember({ ...draft, project: scene.project.id, session, agent: '', distilledBy: authority });
}

async function titles({ store }: Scene): Promise<string[]> {
  const memories = await store.list({ order: 'oldest', limit: 50, offset: 0 });
  return memories.map(({ title }) => title).toSorted();
}

async function find({ store }: Scene, word: string): Promise<number[]> {
  const matches = await store.match({ any: [[word]], required: [] }, { limit: 50, offset: 0 });
  return matches.map(({ memory }) => memory.number);
}
