import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query } from '../../../src/model/query.ts';
import type { Match, Store } from '../../../src/ports/store.ts';
import type { TermQuery } from '../../../src/ports/term-query.ts';
import { NOON } from '../../samples.ts';
import { anyText } from '../../any-text.ts';
import { openScene, type Scene, type StoreOpener } from './scene.ts';

const BLANK = { subtitle: '', narrative: '', facts: [], concepts: [], filesRead: [], filesModified: [] };

export function testSearch(open: StoreOpener): void {
  describe('matching', () => {
    it('finds any of the alternatives, the better match first', async () => {
      await using scene = await openScene(open);
      await scene.recall([
        { ...BLANK, title: 'Alpha' },
        { ...BLANK, title: 'Alpha beta' },
        { ...BLANK, title: 'Gamma' },
      ]);
      expect(await match(scene, { any: [['alpha'], ['beta']], required: [] })).toEqual(['Alpha beta', 'Alpha']);
    });

    it('scores what it finds, higher for better', async () => {
      await using scene = await openScene(open);
      await scene.recall([
        { ...BLANK, title: 'Other', narrative: 'alpha' },
        { ...BLANK, title: 'Alpha' },
      ]);
      const [first, second] = await scene.store.match({ any: [['alpha']], required: [] }, { limit: 9, offset: 0 });
      expect(await titlesOf(scene.store, [first!, second!])).toEqual(['Alpha', 'Other']);
      expect(first!.score).toBeGreaterThan(second!.score);
      expect(second!.score).toBeGreaterThan(0);
    });

    it('finds a phrase only where its words are adjacent and in order', async () => {
      await using scene = await openScene(open);
      await scene.recall([
        { ...BLANK, title: 'the login loop' },
        { ...BLANK, title: 'loop login' },
        { ...BLANK, title: 'login a loop' },
      ]);
      expect(await match(scene, { any: [['login', 'loop']], required: [] })).toEqual(['the login loop']);
    });

    it('finds nothing without what is required; the alternatives only rank', async () => {
      await using scene = await openScene(open);
      await scene.recall([
        { ...BLANK, title: 'alpha beta' },
        { ...BLANK, title: 'beta gamma' },
        { ...BLANK, title: 'alpha gamma' },
      ]);
      expect(await match(scene, { any: [['gamma']], required: [['alpha']] })).toEqual(['alpha gamma', 'alpha beta']);
      expect(await match(scene, { any: [], required: [['alpha'], ['beta']] })).toEqual(['alpha beta']);
      expect(await match(scene, { any: [['alpha'], ['beta']], required: [['delta']] })).toEqual([]);
    });

    it('looks at title, text, facts, concepts, files, type, and the parts of identifiers', async () => {
      await using scene = await openScene(open);
      await scene.recall([
        { ...BLANK, title: 'T1', subtitle: 'subtitled' },
        { ...BLANK, title: 'T2', narrative: 'call ensureWorkerStarted first' },
        { ...BLANK, title: 'T3', facts: ['factual'] },
        { ...BLANK, title: 'T4', concepts: ['conceptual'] },
        { ...BLANK, title: 'T5', filesRead: ['src/red.ts'] },
        { ...BLANK, title: 'T6', filesModified: ['src/changed.ts'] },
        { ...BLANK, title: 'T7', type: 'runbook' },
      ]);
      const found: string[][] = [];
      for (const word of ['subtitled', 'worker', 'factual', 'conceptual', 'red', 'changed', 'runbook']) {
        found.push(await match(scene, { any: [[word]], required: [] }));
      }
      expect(found).toEqual([['T1'], ['T2'], ['T3'], ['T4'], ['T5'], ['T6'], ['T7']]);
    });

    it('keeps to the filters of the query', async () => {
      await using scene = await openScene(open);
      const { mine } = await fillForFilters(scene);
      const all: TermQuery = { any: [['alpha']], required: [] };
      expect(await match(scene, all, { project: mine })).toHaveLength(3);
      const found = async (filter: Partial<Query>): Promise<string[]> => (await match(scene, all, filter)).toSorted();
      expect(await found({ types: ['feature', 'decision'] })).toEqual(['alpha four', 'alpha two']);
      expect(await found({ from: NOON + 2, to: NOON + 4 })).toEqual(['alpha three', 'alpha two']);
      expect(await found({ file: 'SRC/log' })).toEqual(['alpha one', 'alpha two']);
      expect(await match(scene, all, { file: 'login.ts","src' })).toEqual([]);
      expect(await match(scene, all, { project: mine, types: [] })).toEqual([]);
    });

    it('pages', async () => {
      await using scene = await openScene(open);
      await scene.recall(['one', 'two', 'three'].map((word, i) => ({ ...BLANK, title: `alpha ${word}`, at: NOON + i })));
      const page = (offset: number): Promise<string[]> => match(scene, { any: [['alpha']], required: [] }, { limit: 2, offset });
      expect([...(await page(0)), ...(await page(2)), ...(await page(4))]).toEqual(['alpha three', 'alpha two', 'alpha one']);
    });

    it('takes any term for a term: nothing in it is syntax', async () => {
      await using scene = await openScene(open);
      await scene.recall([{ ...BLANK, title: 'alpha or not' }]);
      for (const term of [
        'alpha" OR "x',
        '"',
        '',
        '*',
        'title:alpha',
        'NEAR(alpha not)',
        '^alpha',
        'x\0y',
        `'; drop table memory; --`,
        '-alpha',
        '{title} : alpha',
      ]) {
        const terms = [[term, 'zzz']];
        expect(await match(scene, { any: terms, required: [] })).toEqual([]);
        expect(await match(scene, { any: [], required: terms })).toEqual([]);
      }
      expect(await match(scene, { any: [['not']], required: [['or']] })).toEqual(['alpha or not']);
      expect(await match(scene, { any: [], required: [] })).toEqual([]);
      expect(await match(scene, { any: [[]], required: [] })).toEqual([]);
    });

    it('survives any terms at all', async () => {
      await using scene = await openScene(open);
      await scene.recall([{}]);
      const phrases = fc.array(fc.array(anyText(), { maxLength: 4 }), { maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(phrases, phrases, async (any, required) => {
          await match(scene, { any, required });
        }),
        { numRuns: 200 },
      );
    });
  });

  describe('listing', () => {
    it('goes by date, then by number, and pages without gaps', async () => {
      await using scene = await openScene(open);
      await scene.recall([{ title: 'b', at: NOON + 1 }, { title: 'a' }, { title: 'c', at: NOON + 1 }, { title: 'd', at: NOON + 2 }]);
      const page = async (order: 'newest' | 'oldest', offset: number): Promise<string[]> =>
        (await scene.store.list({ order, limit: 3, offset })).map(({ title }) => title);
      expect([...(await page('newest', 0)), ...(await page('newest', 3))]).toEqual(['d', 'c', 'b', 'a']);
      expect([...(await page('oldest', 0)), ...(await page('oldest', 3))]).toEqual(['a', 'b', 'c', 'd']);
    });

    it('keeps to the filters of the query', async () => {
      await using scene = await openScene(open);
      const { mine } = await fillForFilters(scene);
      const list = async (filter: object): Promise<string[]> =>
        (await scene.store.list({ order: 'oldest', limit: 9, offset: 0, ...filter })).map(({ title }) => title.replace('alpha ', ''));
      expect(await list({ project: mine })).toEqual(['one', 'two', 'three']);
      expect(await list({ types: ['decision'] })).toEqual(['four']);
      expect(await list({ from: NOON + 3 })).toEqual(['three', 'four']);
      expect(await list({ to: NOON + 2 })).toEqual(['one']);
      expect(await list({ file: 'login' })).toEqual(['one', 'two']);
      expect(await list({ session: `of-${mine}` })).toEqual(['one', 'two', 'three']);
      expect(await list({ status: 'active' })).toHaveLength(4);
      expect(await list({ status: 'superseded' })).toEqual([]);
    });

    it('shows what came before and after a memory in its project', async () => {
      await using scene = await openScene(open);
      const other = await scene.store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
      const saved = await scene.recall([4, 1, 3, 2, 5].map((at) => ({ title: `${at}`, at: NOON + at })));
      await scene.recall([{ title: 'x', at: NOON + 3 }], other);
      const titles = async (before: number, after: number): Promise<string[]> =>
        (await scene.store.around(saved[2]!, before, after)).map(({ title }) => title);
      expect(await titles(1, 1)).toEqual(['2', '3', '4']);
      expect(await titles(9, 0)).toEqual(['1', '2', '3']);
      expect(await titles(0, 9)).toEqual(['3', '4', '5']);
    });
  });
}

async function match({ store }: Scene, terms: TermQuery, query: Partial<Query> = {}): Promise<string[]> {
  return titlesOf(store, await store.match(terms, { limit: 9, offset: 0, ...query }));
}

async function titlesOf(store: Store, matches: readonly Match[]): Promise<string[]> {
  return (await store.memories(matches.map(({ memory }) => memory.id))).map(({ title }) => title);
}

async function fillForFilters(scene: Scene): Promise<{ mine: string }> {
  const other = await scene.store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
  await scene.recall([
    { ...BLANK, title: 'alpha one', at: NOON + 1, type: 'bugfix', filesRead: ['src/a.ts', 'src/login.ts'] },
    { ...BLANK, title: 'alpha two', at: NOON + 2, type: 'feature', filesModified: ['src/login.ts', 'src/b.ts'] },
    { ...BLANK, title: 'alpha three', at: NOON + 3, type: 'bugfix' },
  ]);
  await scene.recall([{ ...BLANK, title: 'alpha four', at: NOON + 4, type: 'decision' }], other);
  return { mine: scene.project.id };
}
