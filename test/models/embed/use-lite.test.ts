import { expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Embedder } from '../../../src/ports/embedder.ts';
import { wireSurroundings } from '../../../src/wire.ts';
import { tempFolder } from '../../temp-folder.ts';
import { startEmbeddingServer } from './embedding-server.ts';
import { createUseLite } from './use-lite.ts';

const NEVER = new AbortController().signal;

// Ten things that happen in a project, each told twice, in words that a weak model still sees to be the same: this tests the way, not the model.
const PAIRS = [
  ['Users are logged out after one minute.', 'People lose their session too early and have to log in again.'],
  ['Too many connections to the database are open.', 'There are too many open connections to Postgres.'],
  ['The build fails on Windows.', 'Compiling does not work on Windows machines.'],
  ['Prices are rounded to whole cents.', 'Amounts of money have no fractions of a cent.'],
  ['The page loads slowly on phones.', 'On mobile devices the site takes long to load.'],
  ['We write the documentation in German.', 'Our manual is in the German language.'],
  ['Images are cropped to squares.', 'Photos are cut so that width and height are equal.'],
  ['E-mails to customers are sent at night.', 'Clients get their mail after midnight.'],
  ['A dog barks in the garden.', 'The puppy is loud outside the house.'],
  ['Temperatures fall below zero in winter.', 'It is freezing cold in January.'],
] as const;

// The other one of its pair.
const RIGHT = PAIRS.flat().map((_, index) => index ^ 1);

const useLite = createUseLite();

it('a real model finds for each of twenty sentences the one that says the same', async () => {
  expect(await findNeighbours(useLite)).toEqual(RIGHT);
});

it('and so it does behind a server', async () => {
  const server = await startEmbeddingServer(async (texts) => (await useLite.embed(texts, 'passage', NEVER)).map((vector) => [...vector]));
  const settings = { embedder: 'openai-compatible', embedderModel: 'use-lite', embedderUrl: `${server.url}/v1` };
  const { embedder } = wireSurroundings(readConfig({ HOLDFAST_HOME: tempFolder() }, settings));
  expect(await findNeighbours(embedder!)).toEqual(RIGHT);
  expect(server.seen).toHaveLength(1);
});

it('a text without words is near to nothing', async () => {
  const [vector] = await useLite.embed([' '], 'query', NEVER);
  expect(vector!.every((number) => number === 0)).toBe(true);
});

// For each sentence the number of the one nearest to it.
async function findNeighbours(embedder: Embedder): Promise<readonly number[]> {
  const vectors = await embedder.embed(PAIRS.flat(), 'passage', NEVER);
  for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 5);
  return vectors.map((vector, index) => findNearest(vectors, vector, index));
}

function findNearest(vectors: readonly Float32Array[], vector: Float32Array, itself: number): number {
  const scores = vectors.map((other, index) => (index === itself ? -1 : dot(vector, other)));
  return scores.indexOf(Math.max(...scores));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
