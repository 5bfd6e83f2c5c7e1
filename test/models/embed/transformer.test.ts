import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Embedder } from '../../../src/ports/embedder.ts';
import { wireSurroundings } from '../../../src/wire.ts';
import { tempFolder } from '../../temp-folder.ts';
import { writeTransformer } from './tiny-transformer.ts';

const NEVER = new AbortController().signal;
// A folder into which `npm install @huggingface/transformers` was run: it is half a gigabyte, so it is nobody's devDependency.
const REAL = process.env['HOLDFAST_TEST_TRANSFORMERS'];

describe('a transformer', () => {
  it('whose runtime is not installed says how to install it', async () => {
    const home = tempFolder();
    const embedder = open(home, writeTransformer(join(tempFolder(), 'tiny')));
    await expect(embedder.embed(['log'], 'query', NEVER)).rejects.toMatchObject({
      code: 'embed_failed',
      message: expect.stringContaining(`npm install --prefix "${join(home, 'packages')}" @huggingface/transformers@4`),
    });
  });

  it('whose weights are not there says which', async () => {
    const folder = writeTransformer(join(tempFolder(), 'tiny'));
    rmSync(join(folder, 'onnx'), { recursive: true });
    await expect(open(tempFolder(), folder).embed(['log'], 'query', NEVER)).rejects.toThrow(
      /no onnx\/model_quantized.onnx or .*holdfast model add/,
    );
  });

  it('whose runtime cannot be loaded says why', async () => {
    const home = installFake("throw new Error('no such processor');");
    await expect(open(home, writeTransformer(join(tempFolder(), 'tiny'))).embed(['log'], 'query', NEVER)).rejects.toThrow(
      /@huggingface\/transformers cannot be loaded: no such processor/,
    );
  });

  it('is loaded once, from its folder, never from a network, and asked about few texts at once', async () => {
    const home = installFake(FAKE);
    const folder = writeTransformer(join(tempFolder(), 'tiny'));
    writeFileSync(
      join(folder, 'config_sentence_transformers.json'),
      JSON.stringify({ prompts: { query: 'query: ', document: 'passage: ' } }),
    );
    mkdirSync(join(folder, '1_Pooling'));
    writeFileSync(join(folder, '1_Pooling/config.json'), JSON.stringify({ pooling_mode_cls_token: true }));
    const embedder = open(home, folder);
    const calls: unknown[] = [];
    vi.stubGlobal('calls', calls);
    const vectors = await embedder.embed(
      Array.from({ length: 20 }, (_, index) => String(index)),
      'passage',
      NEVER,
    );
    await embedder.embed(['a'], 'query', NEVER);
    vi.unstubAllGlobals();
    expect(vectors.map(([x = 0, y = 0]) => Math.round(x / y))).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(calls).toEqual([
      {
        task: 'feature-extraction',
        model: 'tiny',
        options: expect.objectContaining({ dtype: 'fp32', local_files_only: true }),
        env: { allowRemoteModels: false, allowLocalModels: true, localModelPath: join(folder, '..') },
      },
      ...[8, 8, 4].map((length) => ({ texts: expect.objectContaining({ length }), asked: { pooling: 'cls', normalize: true } })),
      { texts: ['query: a'], asked: { pooling: 'cls', normalize: true } },
    ]);
  });

  it('that answers with something else is an error', async () => {
    const home = installFake('exports.env = {}; exports.pipeline = async () => async () => ({ data: [1, 2] });');
    await expect(open(home, writeTransformer(join(tempFolder(), 'tiny'))).embed(['log'], 'query', NEVER)).rejects.toMatchObject({
      code: 'embed_failed',
      message: expect.stringMatching(/one row a text/),
    });
  });

  it.skipIf(REAL === undefined)('runs on the real runtime', async () => {
    const home = tempFolder();
    symlinkSync(REAL!, join(home, 'packages'));
    const embedder = open(home, writeTransformer(join(tempFolder(), 'tiny')));
    // [CLS] (0, 2, 0, 0), log (3, 0, 0, 0), in (0, 4, 0, 0) and [SEP] (0, 0, 3, 0); padding does not count.
    const vectors = (await embedder.embed(['log', 'log in'], 'passage', NEVER)).map((vector) => Array.from(vector));
    const unit = (vector: readonly number[]): readonly unknown[] => vector.map((value) => expect.closeTo(value / Math.hypot(...vector), 5));
    expect(vectors).toEqual([unit([3, 2, 3, 0]), unit([3, 6, 3, 0])]);
  });
});

// It answers with (the text as a number, 1).
const FAKE = `
exports.env = { allowRemoteModels: true, allowLocalModels: false, localModelPath: '/models/' };
exports.pipeline = async (task, model, options) => {
  globalThis.calls.push({ task, model, options, env: { ...exports.env } });
  return async (texts, asked) => {
    globalThis.calls.push({ texts, asked });
    return { dims: [texts.length, 2], data: Float32Array.from(texts.flatMap((text) => [Number(/\\d+$/.exec(text) ?? 0), 1])) };
  };
};
`;

function installFake(code: string): string {
  const home = tempFolder();
  const folder = join(home, 'packages/node_modules/@huggingface/transformers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: '@huggingface/transformers', version: '4.0.0', main: 'index.js' }));
  writeFileSync(join(folder, 'index.js'), code);
  return home;
}

function open(home: string, folder: string): Embedder {
  return wireSurroundings(readConfig({ HOLDFAST_HOME: home }, { embedder: 'transformer', embedderModel: folder })).embedder!;
}
