import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordScope } from '../../../src/ports/record.ts';
import { anyText } from '../../any-text.ts';
import { NOON, sampleCall } from '../../samples.ts';
import { ASKED, RAN, SAID, any, find, findBy, index, neighbours, prompts, tellElsewhere } from './record-scene.ts';
import { openScene, type StoreOpener } from './scene.ts';

export function testRecord(open: StoreOpener): void {
  describe('the record', () => {
    it('is found turn by turn, once it is indexed: by what was asked, answered and done, and by what failed', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, RAN, SAID, { ...RAN, id: 'failed', call: sampleCall('EADDRINUSE', true) });
      await scene.tell({ ...ASKED, id: 'other', prompt: 'prompt-2', at: NOON + 9 });
      expect(await find(scene, 'login', 'npm', 'cookie')).toEqual([]);
      await index(scene);
      for (const word of ['npm', 'cookies', 'eaddrinuse']) expect(await find(scene, word)).toEqual(['prompt-1']);
      expect((await find(scene, 'loops')).toSorted()).toEqual(['prompt-1', 'prompt-2']);
      expect(await findBy(scene, { any: [], required: [['login'], ['cookie']] })).toEqual(['prompt-1']);
      expect(await find(scene, 'everything')).toEqual([]);
      const [match, ...others] = await scene.store.matchTurns(any('npm'), {}, 9);
      expect(others).toEqual([]);
      expect(match).toEqual({ number: expect.any(Number), session: 'session-1', prompt: 'prompt-1', score: expect.any(Number) });
      expect(match!.score).toBeGreaterThan(0);
    });

    it('holds what a subagent was asked and answered in the turn in which it was', async () => {
      await using scene = await openScene(open);
      const subagent = { id: 'sub', type: 'general-purpose' };
      const result = { ...SAID, id: 'result', kind: 'subagent_end', text: 'It was the certificate.', subagent } as const;
      await scene.tell(ASKED, { id: 'delegated', text: 'Look at the proxy', subagent }, result);
      await index(scene);
      expect(await findBy(scene, { any: [], required: [['login'], ['proxy'], ['certificate']] })).toEqual(['prompt-1']);
    });

    it('leaves out what says nothing of its own: a compaction, a start, an end, a prompt without words', async () => {
      await using scene = await openScene(open);
      const kinds = ['compaction', 'session_start', 'session_end', 'subagent_start'] as const;
      await scene.tell(ASKED, ...kinds.map((kind) => ({ id: kind, kind, text: 'startup' })));
      await scene.tell(...kinds.map((kind) => ({ id: `alone-${kind}`, prompt: kind, kind, text: 'startup login' })));
      await scene.tell({ id: 'blank', prompt: 'blank', text: ' \n' });
      await index(scene);
      expect(await find(scene, 'login', 'startup')).toEqual(['prompt-1']);
      expect(await find(scene, 'startup')).toEqual([]);
      expect(await neighbours(scene, 'login')).toEqual([[], []]);
    });

    it('keeps the start and the end of a turn that is long', async () => {
      await using scene = await openScene(open);
      const said = Array.from({ length: 100 }, (_, i) => ({ id: `e${i}`, at: NOON + i, text: `marked${i} ${'and so on '.repeat(100)}` }));
      await scene.tell(...said, { id: 'one', prompt: 'one', at: NOON + 999, text: `early ${'x'.repeat(90_000)} late` });
      await index(scene);
      for (const word of ['marked0', 'marked9', 'marked95', 'marked99']) expect(await find(scene, word)).toEqual(['prompt-1']);
      expect(await find(scene, 'marked50')).toEqual([]);
      expect(await findBy(scene, { any: [], required: [['early'], ['late']] })).toEqual(['one']);
    });

    it('keeps to a project', async () => {
      await using scene = await openScene(open);
      const other = await tellElsewhere(scene, { ...ASKED, id: 'elsewhere', session: 'session-2', prompt: 'elsewhere' });
      await scene.tell(ASKED);
      await index(scene);
      const found = async (scope: RecordScope): Promise<string[]> => (await findBy(scene, any('login'), scope)).toSorted();
      expect(await found({})).toEqual(['elsewhere', 'prompt-1']);
      expect(await found({ project: scene.project.id })).toEqual(['prompt-1']);
      expect(await found({ project: other })).toEqual(['elsewhere']);
      expect(await found({ project: 'another' })).toEqual([]);
    });

    it('keeps to a span of time, its end excluded: a turn that went on within it counts, however long before it began', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED, { ...SAID, at: NOON + 10 });
      await scene.tell({ ...ASKED, id: 'other', prompt: 'prompt-2', at: NOON + 20 });
      await index(scene);
      const found = async (scope: RecordScope): Promise<string[]> => (await findBy(scene, any('login'), scope)).toSorted();
      expect(await found({ from: NOON + 11 })).toEqual(['prompt-2']);
      expect(await found({ from: NOON + 10 })).toEqual(['prompt-1', 'prompt-2']);
      expect(await found({ to: NOON + 20 })).toEqual(['prompt-1']);
      expect(await found({ from: NOON + 5, to: NOON + 6, project: scene.project.id })).toEqual(['prompt-1']);
      expect(await found({ from: NOON + 11, to: NOON + 20 })).toEqual([]);
      expect(await found({ to: NOON })).toEqual([]);
    });
  });

  describe('a query of the record', () => {
    it('finds a phrase only where it stands, and nothing without what is required', async () => {
      await using scene = await openScene(open);
      await scene.tell(...turns({ one: 'the worker queue', two: 'a queue for the worker', three: 'a queue' }));
      await index(scene);
      expect(await findBy(scene, { any: [['worker', 'queue']], required: [] })).toEqual(['one']);
      expect((await findBy(scene, { any: [['queue']], required: [['worker']] })).toSorted()).toEqual(['one', 'two']);
      expect(await findBy(scene, { any: [['queue']], required: [['worker', 'queue']] })).toEqual(['one']);
      expect(await findBy(scene, { any: [['queue']], required: [['absent']] })).toEqual([]);
    });

    it('puts the better match first, of equals the one told later, and gives no more than asked for', async () => {
      await using scene = await openScene(open);
      await scene.tell(...turns({ z: 'alpha', b: 'alpha beta', a: 'alpha', d: 'gamma' }));
      await index(scene);
      expect(await find(scene, 'alpha', 'beta')).toEqual(['b', 'a', 'z']);
      const matches = await scene.store.matchTurns(any('alpha', 'beta'), {}, 2);
      expect(prompts(matches)).toEqual(['b', 'a']);
      expect(matches[0]!.score).toBeGreaterThan(matches[1]!.score);
    });

    it('takes any term for a term: nothing in it is syntax', async () => {
      await using scene = await openScene(open);
      await scene.tell({ text: 'alpha or not' });
      await index(scene);
      for (const term of ['alpha" OR "x', '"', '', '*', 'body:alpha', '^alpha', 'x\0y', '-alpha']) {
        const terms = { any: [], required: [[term, 'zzz']] };
        expect(await scene.store.matchTurns(terms, {}, 9)).toEqual([]);
        expect(await scene.store.matchSessions(terms, {}, 9)).toEqual(new Map());
      }
      for (const terms of [any(), { any: [[]], required: [] }]) {
        expect(await scene.store.matchTurns(terms, {}, 9)).toEqual([]);
        expect(await scene.store.matchSessions(terms, {}, 9)).toEqual(new Map());
      }
      const phrases = fc.array(fc.array(anyText(), { maxLength: 4 }), { maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(phrases, phrases, async (alternatives, required) => {
          await scene.store.matchTurns({ any: alternatives, required }, {}, 9);
          await scene.store.matchSessions({ any: alternatives, required }, {}, 9);
        }),
        { numRuns: 100 },
      );
    });

    it('finds any text', async () => {
      await using scene = await openScene(open);
      let told = 0;
      await fc.assert(
        fc.asyncProperty(anyText(), async (text) => {
          const id = `event-${(told += 1)}`;
          await scene.tell({ id, prompt: `of ${id}`, text: `marked${told} ${text}` });
          await index(scene);
          expect(await find(scene, `marked${told}`)).toEqual([`of ${id}`]);
        }),
        { numRuns: 50 },
      );
      expect(await scene.store.check()).toEqual([]);
    });
  });

  describe('neighbours', () => {
    it('are the turns just before and after, the nearest first, at most two each way', async () => {
      await using scene = await openScene(open);
      const told = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, i) => ({ id, prompt: id, at: NOON + 10 * i, text: `word${id}` }));
      await scene.tell(...told, { ...RAN, id: 'done', prompt: 'c', at: NOON + 21 }, { ...SAID, prompt: 'e', at: NOON + 49 });
      await index(scene);
      expect(await neighbours(scene, 'wordd')).toEqual([
        ['c', 'b'],
        ['e', 'f'],
      ]);
      expect(await neighbours(scene, 'worda')).toEqual([[], ['b', 'c']]);
      expect(await neighbours(scene, 'wordf')).toEqual([['e', 'd'], ['g']]);
    });

    it('go by when a turn began, at the same moment by which was told first', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'late', prompt: 'late', at: NOON + 9, text: 'late' }, ...turns({ z: 'first', y: 'second', x: 'third' }));
      await index(scene);
      expect(await neighbours(scene, 'second')).toEqual([['z'], ['x', 'late']]);
    });

    it('are of the same session only', async () => {
      await using scene = await openScene(open);
      await scene.tell({ id: 'a', prompt: 'a', text: 'alpha' });
      await scene.tell({ id: 'x', prompt: 'x', session: 'session-2', at: NOON + 1, text: 'other' });
      await scene.tell({ id: 'b', prompt: 'b', at: NOON + 2, text: 'beta' });
      await index(scene);
      expect(await neighbours(scene, 'alpha')).toEqual([[], ['b']]);
      expect(await neighbours(scene, 'other')).toEqual([[], []]);
      const both = await scene.store.matchTurns(any('alpha', 'other'), {}, 9);
      for (const [number, { after }] of await scene.store.neighbours(both)) {
        const { session } = both.find((turn) => turn.number === number)!;
        expect(after.every((turn) => turn.session === session)).toBe(true);
      }
    });

    it('of a place that is in no index are not there', async () => {
      await using scene = await openScene(open);
      await scene.tell(ASKED);
      await index(scene);
      expect(await scene.store.neighbours([{ number: 999, session: 'session-1', prompt: 'prompt-1' }])).toEqual(new Map());
      expect(await scene.store.neighbours([])).toEqual(new Map());
    });
  });
}

// Turns with nothing but a prompt, by their ids, all begun at the same moment.
function turns(texts: Readonly<Record<string, string>>): { id: string; prompt: string; text: string }[] {
  return Object.entries(texts).map(([id, text]) => ({ id, prompt: id, text }));
}
