import { describe, expect, it } from 'vitest';
import type { Redactor } from '../../../src/ports/redactor.ts';
import { createPrivateTurns } from '../../../src/app/capture/private-turns.ts';
import { NOON, sampleCall, sampleDraft } from '../../samples.ts';
import { openScene, type Scene, type StoreOpener } from './scene.ts';

const SECRET = 'Xyzzy9plugh';
const TOLD = `password=${SECRET}`;
const LEFT = 'password=[secret: assignment]';

export function testRedactStored(open: StoreOpener): void {
  describe('what was stored under other rules', () => {
    it('is redacted: in events, in memories whoever made them, and in what readers remember', async () => {
      await using scene = await openScene(open);
      const { store } = scene;
      const state = JSON.stringify({ pending: [{ event: { id: 'e', kind: 'prompt', session: 's', prompt: 'p', text: TOLD } }] });
      await store.append({ events: [], cursor: { path: '/t.jsonl', session: 's', offset: 9, head: 'h', state } });
      await scene.tell({ text: TOLD }, { id: 'call', kind: 'tool_call', call: sampleCall(TOLD, false) }, { id: 'harmless', at: NOON + 1 });
      const [made] = await scene.distill('prompt-1', [{ title: TOLD, facts: [TOLD], content: { summary: { request: TOLD } } }]);
      const [note, other] = [await remember(scene, TOLD), await remember(scene, 'Harmless')];
      await redact(scene);
      expect(JSON.stringify(await tell(scene))).not.toContain(SECRET);
      expect(await store.events(['event-1', 'call'])).toMatchObject([{ text: LEFT }, { call: { output: LEFT } }]);
      const words = { title: LEFT, facts: [LEFT], content: { summary: { request: LEFT } } };
      expect(await store.memories([made!.id, note.id])).toMatchObject([
        { ...words, number: made!.number, createdAt: made!.createdAt },
        { title: LEFT, number: note.number },
      ]);
      expect(await store.memories([other.id])).toEqual([other]);
      expect(await store.check()).toEqual([]);
    });

    it('is not found any more, and its turn is distilled anew; other turns are left alone', async () => {
      await using scene = await openScene(open);
      const { store } = scene;
      await scene.tell({ text: `${TOLD} here` }, { id: 'other', prompt: 'prompt-2', text: 'here', at: NOON + 1 });
      await scene.distill('prompt-1', [{ title: TOLD }]);
      await scene.distill('prompt-2', [{ title: 'Other' }]);
      while ((await store.indexRecord(9, Number.MAX_SAFE_INTEGER)) > 0);
      const secret = { any: [[SECRET.toLowerCase()]], required: [] };
      const find = async (): Promise<readonly number[]> => [
        (await store.match(secret, { limit: 9, offset: 0 })).length,
        (await store.matchTurns(secret, {}, 9)).length,
        (await store.matchSessions(secret, {}, 9)).size,
      ];
      expect(await find()).toEqual([1, 1, 1]);
      await redact(scene);
      expect(await find()).toEqual([0, 0, 0]);
      expect([...(await store.distilled('session-1')).keys()]).toEqual(['prompt-2']);
      expect(await store.claim({ kind: 'distill', owner: 'me', at: Date.now(), leaseMs: 1, dueBy: Date.now() })).toMatchObject({
        key: 'session-1',
      });
      while ((await store.indexRecord(9, Number.MAX_SAFE_INTEGER)) > 0);
      expect(await find()).toEqual([0, 0, 0]);
      expect(await store.matchTurns({ any: [['here']], required: [] }, {}, 9)).toHaveLength(2);
    });

    it('is looked at once by some rules, a few rows a step, and again by others', async () => {
      await using scene = await openScene(open);
      const { store } = scene;
      await scene.tell(...Array.from({ length: 5 }, (_, i) => ({ id: `event-${i}`, text: i === 4 ? TOLD : 'harmless' })));
      expect(await store.isRedacted('1')).toBe(false);
      const redactor = await rules('1');
      // First what readers remember.
      expect([await step(scene, redactor), await step(scene, redactor), await step(scene, redactor)]).toEqual([1, 2, 2]);
      expect(JSON.stringify(await tell(scene))).toContain(SECRET);
      expect([await step(scene, redactor), await step(scene, redactor)]).toEqual([1, 0]);
      expect(JSON.stringify(await tell(scene))).not.toContain(SECRET);
      expect([await store.isRedacted('1'), await store.isRedacted('2')]).toEqual([true, false]);
      await scene.tell({ id: 'later', text: TOLD });
      expect(await store.isRedacted('1')).toBe(false);
      expect([await step(scene, redactor), await step(scene, redactor)]).toEqual([1, 0]);
      expect(JSON.stringify(await tell(scene))).not.toContain(SECRET);
    });

    it('stays forgotten where it was', async () => {
      await using scene = await openScene(open);
      await scene.tell({ text: TOLD });
      const [memory] = await scene.distill('prompt-1', [{ title: TOLD }]);
      await scene.store.forget([memory!.id], NOON);
      await redact(scene);
      expect(await scene.store.events(['event-1'])).toEqual([]);
      expect(await scene.store.memories([memory!.id])).toEqual([]);
    });
  });
}

async function rules(name: string): Promise<Redactor> {
  return { rules: name, ...(await createPrivateTurns().rules()) };
}

async function redact(scene: Scene): Promise<void> {
  const redactor = await rules('1');
  while ((await step(scene, redactor)) > 0);
}

function step({ store }: Scene, redactor: Redactor): Promise<number> {
  return store.redactStored(redactor, 2);
}

function remember({ store, project }: Scene, title: string): ReturnType<Scene['store']['remember']> {
  const { slot: _, ...draft } = sampleDraft({ title, evidence: [] });
  return store.remember({ ...draft, project: project.id, session: '', agent: '', distilledBy: 'user' });
}

// Everything that the store tells.
async function tell({ store }: Scene): Promise<unknown> {
  const stubs = await store.stubs('session-1');
  return [
    await store.events(stubs.map(({ id }) => id)),
    await store.list({ order: 'oldest', limit: 99, offset: 0 }),
    await store.cursor('/t.jsonl'),
  ];
}
