import { expect, it } from 'vitest';
import { parseQuery } from '../../src/recall/parse.ts';
import { widen } from '../../src/recall/widen.ts';

const SIMILAR = new Map([
  ['ensureworkerstrated', ['ensureworkerstarted', 'ensureworkerstarts']],
  ['serach.ts', ['search']],
]);

it('a query gains what its unknown words may have meant, as alternatives and to explain hits with', () => {
  const query = parseQuery('ensureWorkerStrated in serach.ts');
  const { terms, words } = widen(query, SIMILAR);
  expect(terms.any).toEqual([...query.terms.any, ['ensureworkerstarted'], ['ensureworkerstarts'], ['search']]);
  expect(words).toEqual(['ensureworkerstrated', 'serach.ts', 'ensureworkerstarted', 'ensureworkerstarts', 'search']);
});

it('what is quoted stays required as it was typed', () => {
  expect(widen(parseQuery('"the loop" ensureWorkerStrated'), SIMILAR).terms.required).toEqual([['the', 'loop']]);
});

it('what it asks for already is not added again', () => {
  const query = parseQuery('search serach.ts');
  expect(widen(query, SIMILAR)).toEqual(query);
});

it('a query without unknown words stays the same', () => {
  const query = parseQuery('login loop');
  expect(widen(query, SIMILAR)).toBe(query);
});
