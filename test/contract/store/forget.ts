import { describe, expect, it } from 'vitest';
import { NOON, sampleCall, sampleDraft } from '../../samples.ts';
import { claim } from './claim.ts';
import { openScene, type Scene, type StoreOpener } from './scene.ts';

const SECRET = 'xyzzyplugh';
const PROMPT = { id: 'prompt', text: `The password is ${SECRET}` };
const CALL = { id: 'call', kind: 'tool_call', at: NOON + 1, origin: 'line-2', call: sampleCall(`echo ${SECRET}`, false) } as const;
const REST = { id: 'rest', kind: 'assistant_message', at: NOON + 2, text: 'Done' } as const;
const WORK = { title: `Changed the password to ${SECRET}`, evidence: ['prompt', 'call'] };
const CURSOR = { path: '/t.jsonl', session: 'session-1', offset: 9, head: 'h', state: '' };

export function testForget(open: StoreOpener): void {
  describe('forgetting', () => {
    it('wipes the memory and what its evidence said', async () => {
      await using scene = await openScene(open);
      const { work } = await fill(scene);
      expect(await scene.store.forget([work.id, 'unknown'], NOON)).toBe(1);
      expect(await whatIsLeft(scene)).not.toContain(SECRET);
      expect(await scene.store.memories([work.id, String(work.number)])).toEqual([]);
      expect((await scene.store.stubs('session-1')).map(({ id }) => id)).toEqual(['rest']);
      expect(await scene.store.forget([work.id], NOON)).toBe(0);
    });

    it('drops what else was made of the same evidence, and the summary of the session, to be made anew', async () => {
      await using scene = await openScene(open);
      const { work } = await fill(scene);
      await scene.distill('prompt-2', [{ title: 'Untouched', evidence: ['rest'] }]);
      await scene.store.forget([work.id], NOON);
      expect((await scene.store.list({ order: 'oldest', limit: 9, offset: 0 })).map(({ title }) => title)).toEqual(['Untouched']);
      expect([...(await scene.store.distilled('session-1')).keys()]).toEqual(['prompt-2']);
    });

    it('drops what a model made of the same turn: it was shown all of it', async () => {
      await using scene = await openScene(open);
      const { work } = await fill(scene);
      const session = (await scene.store.session('session-1'))!;
      const drafts = [sampleDraft(WORK), sampleDraft({ slot: 'other', title: `About ${SECRET}`, evidence: ['rest'] })];
      const [reworded] = (await scene.store.saveDistilled({
        session,
        turn: 'prompt-1',
        fingerprint: 'f',
        drafts,
        distilledBy: 'model:any',
      }))!;
      expect(reworded).toMatchObject({ id: work.id });
      await scene.store.forget([work.id], NOON);
      expect(await whatIsLeft(scene)).not.toContain(SECRET);
      expect(await scene.store.distilled('session-1')).toEqual(new Map());
    });

    it('drops what a model made of other turns of the session: it may have been shown them together', async () => {
      await using scene = await openScene(open);
      const { work } = await fill(scene);
      const session = (await scene.store.session('session-1'))!;
      const result = { session, turn: 'prompt-2', fingerprint: 'g', distilledBy: 'model:any' };
      await scene.store.saveDistilled({ ...result, drafts: [sampleDraft({ title: `Then ${SECRET}`, evidence: ['rest'] })] });
      await scene.store.forget([work.id], NOON);
      expect(await whatIsLeft(scene)).not.toContain(SECRET);
      expect([...(await scene.store.distilled('session-1')).keys()]).not.toContain('prompt-2');
    });

    it('is not undone by telling the events again', async () => {
      await using scene = await openScene(open);
      const { work } = await fill(scene);
      await scene.store.forget([work.id], NOON);
      expect(await scene.tell(PROMPT, { ...CALL, call: { ...CALL.call, failed: true } }, REST)).toEqual({ added: 0 });
      expect(await scene.tell({ ...CALL, id: 'copy', session: 'fork' })).toEqual({ added: 0 });
      expect(await whatIsLeft(scene)).not.toContain(SECRET);
    });

    it('is not undone by distilling again', async () => {
      await using scene = await openScene(open);
      const { work } = await fill(scene);
      await scene.store.forget([work.id], NOON);
      expect(await scene.distill('prompt-1', [WORK])).toEqual([]);
      expect(await scene.distill('prompt-1', [{ ...WORK, evidence: ['rest'] }])).toEqual([]);
      expect(await whatIsLeft(scene)).not.toContain(SECRET);
    });

    it('is not undone by a distilling that had read the events before', async () => {
      await using scene = await openScene(open);
      const { work } = await fill(scene);
      await scene.store.forget([work.id], NOON);
      expect(await scene.distill('prompt-1', [{ ...WORK, slot: 'another', evidence: ['rest', 'call'] }])).toEqual([]);
      expect(await scene.distill('prompt-1', [{ slot: 'harmless', title: 'Finished', evidence: ['rest'] }])).toHaveLength(1);
      expect(await whatIsLeft(scene)).not.toContain(SECRET);
    });

    it('drops the cursor of a transcript whose reader still holds a wiped event', async () => {
      await using scene = await openScene(open);
      const { work } = await fill(scene);
      const holding = { ...CURSOR, path: '/holding.jsonl', state: JSON.stringify({ pending: [{ event: { ...PROMPT } }] }) };
      for (const cursor of [CURSOR, holding]) await scene.store.append({ events: [], cursor });
      await scene.store.forget([work.id], NOON);
      expect(await scene.store.cursor('/holding.jsonl')).toBeUndefined();
      expect(await scene.store.cursor('/t.jsonl')).toEqual(CURSOR);
    });

    it('takes what errors may have quoted', async () => {
      await using scene = await openScene(open);
      const { store } = scene;
      const { work } = await fill(scene);
      const error = `Unexpected token in "${SECRET}"`;
      await store.fail((await claim(store, NOON, Number.MAX_SAFE_INTEGER))!, error, NOON, NOON, 1);
      await store.report('model', NOON, { ok: false, error, about: 'session-1', threshold: 1, pauseMs: 1, longestMs: 1 });
      expect(JSON.stringify([await store.deadJobs(9), await store.breakers()]).split(SECRET)).toHaveLength(3);
      await store.forget([work.id], NOON);
      expect(await store.deadJobs(9)).toMatchObject([{ key: 'session-1', error: '' }]);
      expect(await store.breakers()).toMatchObject([{ name: 'model', error: '' }]);
    });

    it('takes a memory made by hand, and leaves the others', async () => {
      await using scene = await openScene(open);
      const [gone, kept] = await Promise.all(
        [SECRET, 'harmless'].map((title) => scene.store.remember(sampleNote(title, scene.project.id))),
      );
      await scene.store.forget([gone!.id], NOON);
      expect(await whatIsLeft(scene)).not.toContain(SECRET);
      expect(await scene.store.memories([kept!.id])).toEqual([kept]);
      expect(await scene.store.check()).toEqual([]);
    });
  });
}

function sampleNote(title: string, project: string): Parameters<Scene['store']['remember']>[0] {
  const { slot: _, ...draft } = sampleDraft({ title, narrative: title, evidence: [] });
  return { ...draft, project, session: '', agent: '', distilledBy: 'user' };
}

async function fill(scene: Scene): Promise<{ work: { id: string; number: number } }> {
  await scene.tell(PROMPT, CALL, REST);
  const [work] = await scene.distill('prompt-1', [WORK, { slot: 'decision-1', title: `Decided on ${SECRET}`, evidence: ['prompt'] }]);
  await scene.distill('*', [{ slot: 'session', title: `A session about ${SECRET}`, type: 'session_summary', evidence: ['rest'] }]);
  return { work: work! };
}

// Everything that the store tells about the session and its memories.
async function whatIsLeft({ store, project }: Scene): Promise<string> {
  const stubs = await store.stubs('session-1');
  const forked = await store.stubs('fork');
  return JSON.stringify([
    await store.events(['prompt', 'call', 'rest', 'copy', ...stubs.map(({ id }) => id), ...forked.map(({ id }) => id)]),
    await store.list({ order: 'newest', limit: 99, offset: 0 }),
    await store.match({ any: [[SECRET], ['password']], required: [] }, { limit: 99, offset: 0 }),
    await store.sessions(project.id, 99),
  ]);
}
