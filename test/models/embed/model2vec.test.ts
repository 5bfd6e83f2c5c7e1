import { readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Embedder } from '../../../src/ports/embedder.ts';
import { wireSurroundings } from '../../../src/wire.ts';
import { tempFolder } from '../../temp-folder.ts';
import { bertTokenizer } from './tokenizers.ts';
import { toF32, toSafetensors, type TensorData, writeModel } from './write-model.ts';

const NEVER = new AbortController().signal;
const TOKENIZER = bertTokenizer(['log', 'in', '##out', 'worker']);
// [PAD] 0, [UNK] 1, log 2, in 3, ##out 4, worker 5
const ROWS = [
  [9, 9],
  [9, 9],
  [3, 0],
  [0, 4],
  [0, -5],
  [-2, 0],
];
const EMBEDDINGS = toF32([6, 2], ROWS.flat());

it('a text is the mean of its tokens, at unit length', async () => {
  const embedder = open(writeModel(tempFolder(), TOKENIZER, { embeddings: EMBEDDINGS }));
  // (3, 0) and (0, 4) sum to (3, 4), of length 5; log + ##out is (3, -5), of length √34; the third is log alone, the word between is unknown.
  expect(await embed(embedder, ['Log in', 'logout', 'log unheard-of', 'worker log'])).toEqual([
    [0.6, 0.8],
    [expect.closeTo(3 / Math.sqrt(34), 5), expect.closeTo(-5 / Math.sqrt(34), 5)],
    [1, 0],
    [1, 0],
  ]);
});

it('a text of which it knows nothing is near to nothing', async () => {
  const embedder = open(writeModel(tempFolder(), TOKENIZER, { embeddings: EMBEDDINGS }));
  expect(await embed(embedder, ['', 'unheard', '\ud800'])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
  expect(await embedder.embed([], 'query', NEVER)).toEqual([]);
});

it('reads half floats and bytes as well as floats', async () => {
  const halves = Uint16Array.from(ROWS.flat().map(toHalf));
  const half: TensorData = { dtype: 'F16', shape: [6, 2], bytes: new Uint8Array(halves.buffer) };
  const byte: TensorData = { dtype: 'I8', shape: [6, 2], bytes: new Uint8Array(Int8Array.from(ROWS.flat()).buffer) };
  for (const embeddings of [half, byte]) {
    expect(await embed(open(writeModel(tempFolder(), TOKENIZER, { embeddings })), ['log in', 'log worker in'])).toEqual([
      [0.6, 0.8],
      [expect.closeTo(1 / Math.sqrt(17), 5), expect.closeTo(4 / Math.sqrt(17), 5)],
    ]);
  }
});

it('tokens may share rows, and weigh differently', async () => {
  const mapping = { dtype: 'I64', shape: [6], bytes: new Uint8Array(BigInt64Array.from([0n, 0n, 1n, 2n, 2n, 1n]).buffer) };
  const weights = { dtype: 'F64', shape: [6], bytes: new Uint8Array(Float64Array.from([0, 0, 1, 0.5, 2, -1]).buffer) };
  const embeddings = toF32([3, 2], [7, 7, 3, 0, 0, 8]);
  const embedder = open(writeModel(tempFolder(), TOKENIZER, { embeddings, mapping, weights }));
  // log is row 1 as it is, (3, 0); in is row 2 halved, (0, 4); worker is row 1 turned round.
  expect(await embed(embedder, ['log in', 'worker'])).toEqual([
    [0.6, 0.8],
    [-1, 0],
  ]);
});

it('of a long text the first 512 tokens count', async () => {
  const embedder = open(writeModel(tempFolder(), TOKENIZER, { embeddings: EMBEDDINGS }));
  const [first] = await embed(embedder, [`${'log '.repeat(512)}${'in '.repeat(5000)}`]);
  expect(first![0]).toBe(1);
});

it("puts before a text what the model's folder says, or what the user says", async () => {
  const folder = writeModel(tempFolder(), TOKENIZER, { embeddings: EMBEDDINGS });
  writeFileSync(join(folder, 'config_sentence_transformers.json'), JSON.stringify({ prompts: { query: 'in ', document: 'worker ' } }));
  expect(await embed(open(folder), ['log'], 'query')).toEqual([[0.6, 0.8]]);
  expect(await embed(open(folder), ['log'], 'passage')).toEqual([[1, 0]]);
  const own = open(folder, { embedderPrefixes: ['', 'in '] });
  expect(await embed(own, ['log'], 'query')).toEqual([[1, 0]]);
  expect(await embed(own, ['log'], 'passage')).toEqual([[0.6, 0.8]]);
  expect(own.name).not.toBe(open(folder).name);
});

it('is called otherwise after its files have changed, and loaded anew', async () => {
  const folder = writeModel(tempFolder(), TOKENIZER, { embeddings: EMBEDDINGS });
  const embedder = open(folder);
  const { name } = embedder;
  expect(name).toMatch(/^model2vec:[\w-]+@[0-9a-f]{12}$/);
  expect(await embed(embedder, ['worker'])).toEqual([[-1, 0]]);
  writeModel(folder, TOKENIZER, { embeddings: toF32([6, 2], ROWS.flat().toReversed()) });
  utimesSync(join(folder, 'model.safetensors'), 1, 1);
  expect(embedder.name).not.toBe(name);
  expect(await embed(embedder, ['worker'])).toEqual([[expect.closeTo(Math.SQRT1_2, 5), expect.closeTo(Math.SQRT1_2, 5)]]);
});

it('that is not there yet is used once it is', async () => {
  const folder = join(tempFolder(), 'later');
  const embedder = open(folder);
  expect(embedder.name).toBe('model2vec:later@missing');
  await expect(embedder.embed(['log'], 'query', NEVER)).rejects.toMatchObject({
    code: 'embed_failed',
    message: expect.stringContaining(folder),
  });
  writeModel(folder, TOKENIZER, { embeddings: EMBEDDINGS });
  expect(await embed(embedder, ['log'])).toEqual([[1, 0]]);
});

it('breaks off when it is told to', async () => {
  const embedder = open(writeModel(tempFolder(), TOKENIZER, { embeddings: EMBEDDINGS }));
  const leaving = new AbortController();
  const embedded = embedder.embed(
    Array.from({ length: 200_000 }, () => 'log in'),
    'passage',
    leaving.signal,
  );
  setTimeout(() => leaving.abort(), 20);
  await expect(embedded).rejects.toMatchObject({ code: 'embed_failed', message: 'Embedding was broken off.' });
});

it.each<[string, Readonly<Record<string, TensorData>>, RegExp]>([
  ['no table', { weights: EMBEDDINGS }, /has no table of embeddings/],
  ['a table of three dimensions', { embeddings: toF32([1, 6, 2], ROWS.flat()) }, /has no table of embeddings/],
  ['fewer rows than tokens', { embeddings: toF32([5, 2], ROWS.flat().slice(2)) }, /has 6 tokens and vectors for 5 of them/],
  ['numbers of another type', { embeddings: { ...EMBEDDINGS, dtype: 'BF16' } }, /of the type BF16/],
  ['a table shorter than it says', { embeddings: { ...EMBEDDINGS, shape: [7, 2] } }, /a table of another size/],
  ['rows that are not there', { embeddings: EMBEDDINGS, mapping: toF32([6], [0, 1, 2, 3, 4, 6]) }, /maps tokens to rows/],
  ['too few weights', { embeddings: EMBEDDINGS, weights: toF32([5], [1, 1, 1, 1, 1]) }, /5 weights for 6 tokens/],
  ['numbers that are not finite', { embeddings: toF32([6, 2], [...ROWS.flat().slice(2), Infinity, 0]) }, /not finite/],
])('a model with %s is refused', async (_, tensors, words) => {
  const embedder = open(writeModel(tempFolder(), TOKENIZER, tensors));
  await expect(embedder.embed(['log worker'], 'query', NEVER)).rejects.toMatchObject({
    code: 'embed_failed',
    message: expect.stringMatching(words),
  });
});

it('a file that is cut off anywhere is refused', async () => {
  const whole = toSafetensors({ embeddings: EMBEDDINGS }).length;
  for (const length of [0, 5, 8, 20, whole - 1]) {
    const folder = writeModel(tempFolder(), TOKENIZER, { embeddings: EMBEDDINGS });
    truncateSync(join(folder, 'model.safetensors'), length);
    await expect(open(folder).embed(['log'], 'query', NEVER)).rejects.toMatchObject({ code: 'embed_failed' });
  }
  const folder = writeModel(tempFolder(), TOKENIZER, { embeddings: EMBEDDINGS });
  writeFileSync(join(folder, 'tokenizer.json'), readFileSync(join(folder, 'tokenizer.json')).subarray(0, 50));
  await expect(open(folder).embed(['log'], 'query', NEVER)).rejects.toThrow(/tokenizer.json cannot be read/);
});

function open(folder: string, settings: object = {}): Embedder {
  const config = readConfig({ HOLDFAST_HOME: tempFolder() }, { embedder: 'model2vec', embedderModel: folder, ...settings });
  return wireSurroundings(config).embedder!;
}

async function embed(embedder: Embedder, texts: readonly string[], kind: 'query' | 'passage' = 'passage'): Promise<number[][]> {
  return (await embedder.embed(texts, kind, NEVER)).map((vector) => Array.from(vector, (number) => Math.round(number * 1e6) / 1e6));
}

// Small whole numbers only.
function toHalf(number: number): number {
  if (number === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(number)));
  return (number < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | Math.round((Math.abs(number) / 2 ** exponent - 1) * 1024);
}
