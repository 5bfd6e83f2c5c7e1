import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { TestServer } from '../../models/embed/embedding-server.ts';
import { COMMIT, type Repository, startModelHost } from '../../models/embed/model-host.ts';
import { bertTokenizer } from '../../models/embed/tokenizers.ts';
import { toF32, toSafetensors } from '../../models/embed/write-model.ts';
import { holdfast, type Ran, type RunOptions } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';

const TINY: Repository = {
  tags: ['model2vec'],
  licence: 'mit \u001b[31mor not',
  files: {
    'config.json': { content: '{}' },
    'tokenizer.json': { content: JSON.stringify(bertTokenizer(['log', 'in'])) },
    'model.safetensors': { content: toSafetensors({ embeddings: toF32([4, 2], [9, 9, 9, 9, 3, 0, 0, 4]) }), large: true },
  },
};
const TRANSFORMER: Repository = {
  files: Object.fromEntries(
    ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'].map((path) => [path, { content: '{}' }]),
  ),
};

let box: Sandbox;
let host: TestServer;
beforeEach(async () => {
  box = createSandbox();
  host = await startModelHost({ 'someone/tiny': TINY, 'someone/bert': TRANSFORMER });
});

it('add shows what it would download and asks; without a yes nothing comes', async () => {
  for (const stdin of ['', 'n\n', 'perhaps\n', '\n']) {
    const ran = await model(['add', 'someone/tiny'], { stdin });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Download it\? \[y\/N\] \s*$/) });
    expect(ran.stdout).toMatch(
      /^tiny {2}model2vec {2}[\d.]+ K?B in 3 files\n {2}licence +mit \[31mor not\n {2}source +http.*\n {2}checksums +not known.*\nNothing was downloaded\.\n$/,
    );
    expect(ran.stdout).toContain(`${host.url}/someone/tiny/tree/${COMMIT}`);
  }
  expect(existsSync(join(box.memory, 'models'))).toBe(false);
  expect(host.seen.map(({ path }) => path)).toEqual(Array.from({ length: 4 }, () => '/api/models/someone/tiny?blobs=true'));
});

it.each([[['add', 'someone/tiny'], 'y\n'] as const, [['add', 'someone/tiny', '--yes'], ''] as const])(
  '%j %j downloads it and says how it is used',
  async (args, stdin) => {
    const ran = await model(args, { stdin });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain(`put into ${join(box.memory, 'config.json')}: "embedder": "model2vec", "embedderModel": "tiny"`);
    expect(ran.stdout).toContain('checked against what came now');
    expect((await model(['list'])).stdout).toMatch(/^tiny {2}model2vec {2}[\d.]+ K?B {2}mit \[31mor not\n$/);
    expect(JSON.parse((await model(['list', '--json'])).stdout)).toMatchObject([{ name: 'tiny', kind: 'model2vec', pinned: false }]);
    expect(await model(['remove', 'tiny'])).toMatchObject({ code: 0, stdout: 'Removed tiny.\n' });
    expect((await model(['list'])).stdout).toMatch(/No model was downloaded.*holdfast model add potion-base-8M/);
    expect(readdirSync(join(box.memory, 'models'))).toEqual([]);
  },
);

it('add says what a transformer needs beside its weights', async () => {
  const { stdout } = await model(['add', 'someone/bert', '--yes']);
  expect(stdout).toContain('"embedder": "transformer", "embedderModel": "bert"');
  expect(stdout).toContain(`npm install --prefix "${join(box.memory, 'packages')}" @huggingface/transformers@4`);
});

it('a known model is shown without asking anybody, with its size, licence and source', async () => {
  const ran = await model(['add', 'potion-base-8M'], { stdin: 'n\n' });
  expect(ran.stdout).toMatch(
    /^potion-base-8M {2}model2vec {2}29\.5 MB in 3 files\n {2}licence +MIT\n {2}source +.*\/minishlab\/potion-base-8M\/tree\/bf8b056651a2c21b8d2565580b8569da283cab23\n {2}checksums +known to Holdfast\n/,
  );
  expect(host.seen).toEqual([]);
});

it.each([
  [[], 2, /Which model\? Usage/],
  [['add'], 2, /Which model\? Usage/],
  [['list', 'x'], 2, /Which model\? Usage/],
  [['remove', 'a', 'b'], 2, /Which model\? Usage/],
  [['remove', '../..'], 2, /no name of a model/],
  [['remove', 'tiny'], 1, /There is no model tiny/],
  [['add', 'nonsense', '--yes'], 2, /Known are potion-base-8M/],
  [['add', 'someone/nobody', '--yes'], 1, /has no repository someone\/nobody/],
])('%j is told in one sentence', async (args, code, words) => {
  const ran = await model(args);
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(/^holdfast: [^\n]+\n$/);
  expect(ran.stderr).toMatch(words);
});

function model(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return holdfast(box, ['model', ...args], { ...options, env: { HF_ENDPOINT: host.url, ...options.env } });
}
