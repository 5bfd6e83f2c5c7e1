import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { KNOWN_MODELS } from '../../../src/models/embed/shelf/known-models.ts';
import { openShelf, type Shelf } from '../../../src/models/embed/shelf/shelf.ts';
import { wireSurroundings } from '../../../src/wire.ts';
import { tempFolder } from '../../temp-folder.ts';
import { closedAddress } from './embedding-server.ts';
import { COMMIT, type Repository, startModelHost } from './model-host.ts';
import { bertTokenizer } from './tokenizers.ts';
import { toF32, toSafetensors } from './write-model.ts';

const NEVER = new AbortController().signal;
const TOKENIZER = JSON.stringify(bertTokenizer(['log', 'in']));
const TABLE = toSafetensors({ embeddings: toF32([4, 2], [9, 9, 9, 9, 3, 0, 0, 4]) });
const STATIC: Repository = {
  tags: ['model2vec', 'license:mit'],
  licence: 'mit',
  files: {
    'README.md': { content: '# A model' },
    'config.json': { content: '{"normalize": true}' },
    'tokenizer.json': { content: TOKENIZER },
    'model.safetensors': { content: TABLE, large: true },
    'onnx/model.onnx': { content: 'not needed', large: true },
  },
};
const TRANSFORMER: Repository = {
  files: {
    'config.json': { content: '{}' },
    'tokenizer.json': { content: TOKENIZER },
    'tokenizer_config.json': { content: '{}' },
    '1_Pooling/config.json': { content: '{}' },
    'model.safetensors': { content: 'not needed', large: true },
    'onnx/model.onnx': { content: 'large', large: true },
    'onnx/model_quantized.onnx': { content: 'small', large: true },
  },
};
const REPOSITORIES = { 'someone/tiny': STATIC, 'someone/other': TRANSFORMER };

describe('a model', () => {
  it('is downloaded for its owner alone, works, and works on without its host', async () => {
    const host = await startModelHost(REPOSITORIES);
    const home = tempFolder();
    const shelf = openShelf(home, host.url);
    const offer = await shelf.find('someone/tiny', NEVER);
    expect(offer).toMatchObject({ name: 'tiny', kind: 'model2vec', licence: 'mit', pinned: false, revision: COMMIT });
    expect(offer.files.map(({ path, sha256 }) => [path, sha256 !== undefined])).toEqual([
      ['config.json', false],
      ['tokenizer.json', false],
      ['model.safetensors', true],
    ]);
    const heard: number[] = [];
    const manifest = await shelf.add(offer, NEVER, (bytes) => heard.push(bytes));
    expect(heard.at(-1)).toBe(manifest.files.reduce((total, { bytes }) => total + bytes, 0));
    expect(manifest.files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    const folder = join(home, 'models/tiny');
    expect(modes(folder)).toEqual({
      '.': 0o700,
      'config.json': 0o600,
      'holdfast-model.json': 0o600,
      'model.safetensors': 0o600,
      'tokenizer.json': 0o600,
    });
    expect(readdirSync(join(home, 'models'))).toEqual(['tiny']);
    expect(await shelf.list()).toEqual([manifest]);

    const asked = host.seen.length;
    expect(await embedWith(home, 'tiny')).toEqual([0.6, 0.8]);
    expect(host.seen).toHaveLength(asked);
  });

  it('is not put where a link leads', async () => {
    const host = await startModelHost(REPOSITORIES);
    const [home, elsewhere] = [tempFolder(), tempFolder()];
    symlinkSync(elsewhere, join(home, 'models'));
    const shelf = openShelf(home, host.url);
    const offer = await shelf.find('someone/tiny', NEVER);
    await expect(shelf.add(offer, NEVER, () => undefined)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringMatching(/models is a symbolic link/),
    });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('of the other kind comes with its smallest weights', async () => {
    const host = await startModelHost(REPOSITORIES);
    const shelf = openShelf(tempFolder(), host.url);
    const { kind, files } = await shelf.add(await shelf.find(`${host.url}/someone/other`, NEVER), NEVER, () => undefined);
    expect([kind, files.map(({ path }) => path)]).toEqual([
      'transformer',
      ['config.json', 'tokenizer.json', 'tokenizer_config.json', '1_Pooling/config.json', 'onnx/model_quantized.onnx'],
    ]);
  });

  it('is called the same wherever it was downloaded to', async () => {
    const host = await startModelHost(REPOSITORIES);
    const names = await Promise.all(
      [tempFolder(), tempFolder()].map(async (home) => {
        const shelf = openShelf(home, host.url);
        await shelf.add(await shelf.find('someone/tiny', NEVER), NEVER, () => undefined);
        return open(home, 'tiny').name;
      }),
    );
    expect(names[0]).toMatch(/^model2vec:tiny@[0-9a-f]{12}$/);
    expect(names[1]).toBe(names[0]);
  });

  it.each(['config.json', 'tokenizer.json', 'model.safetensors'])('whose %s has changed since is not used', async (file) => {
    const host = await startModelHost(REPOSITORIES);
    const home = tempFolder();
    const shelf = openShelf(home, host.url);
    await shelf.add(await shelf.find('someone/tiny', NEVER), NEVER, () => undefined);
    const path = join(home, 'models/tiny', file);
    writeFileSync(
      path,
      readFileSync(path).map((byte, at) => (at === 5 ? byte ^ 1 : byte)),
    );
    await expect(embedWith(home, 'tiny')).rejects.toMatchObject({
      code: 'embed_failed',
      message: expect.stringMatching(new RegExp(`${file} is not what was downloaded.*holdfast model remove tiny`)),
    });
  });

  it('is removed with all that is its own', async () => {
    const host = await startModelHost(REPOSITORIES);
    const home = tempFolder();
    const shelf = openShelf(home, host.url);
    await shelf.add(await shelf.find('someone/tiny', NEVER), NEVER, () => undefined);
    await expect(shelf.find('someone/tiny', NEVER)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/is here already/),
    });
    await shelf.remove('tiny');
    expect(readdirSync(join(home, 'models'))).toEqual([]);
    await expect(shelf.remove('tiny')).rejects.toMatchObject({ code: 'not_found' });
    await expect(shelf.remove('../models')).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('a known model', () => {
  it('is found without asking anybody', async () => {
    for (const { name, repository } of KNOWN_MODELS) {
      const shelf = openShelf(tempFolder(), 'http://127.0.0.1:1');
      for (const wanted of [name, repository, `http://127.0.0.1:1/${repository}`])
        expect((await shelf.find(wanted, NEVER)).pinned).toBe(true);
    }
  });

  it('is not taken with another content than Holdfast knows', async () => {
    const [known] = KNOWN_MODELS;
    const { bytes = 0 } = known!.files[0]!;
    const files = { 'config.json': { content: ' '.repeat(bytes) } };
    const host = await startModelHost({ [known!.repository]: { files } });
    const home = tempFolder();
    const shelf = openShelf(home, host.url);
    await expect(shelf.add(await shelf.find(known!.name, NEVER), NEVER, () => undefined)).rejects.toMatchObject({
      code: 'download_failed',
      message: expect.stringMatching(/has the checksum [0-9a-f]{64} and not .*Nothing was kept/),
    });
    expect(readdirSync(join(home, 'models'))).toEqual([]);
    expect(host.seen.map(({ path }) => path)).toEqual([`/${known!.repository}/resolve/${known!.revision}/config.json`]);
  });
});

describe('a download that goes wrong leaves nothing', () => {
  it.each<[string, RegExp, Parameters<typeof startModelHost>[1]]>([
    ['a file that is not there', /answered with status 404/, send(404)],
    ['a file that is too long', /is longer than the \d+ bytes/, send(200, Buffer.alloc(100_000))],
    ['a file that is too short', /ended after 3 of \d+ bytes/, send(200, 'abc')],
    [
      'a connection that breaks',
      /failed: /,
      (_, response) => {
        response.writeHead(200, { 'content-length': '500' });
        response.write('abc', () => response.destroy());
        return true;
      },
    ],
    ['another content', /has the checksum/, send(200, Buffer.alloc(TABLE.length))],
  ])('%s', async (_, words, spoil) => {
    const host = await startModelHost(REPOSITORIES, (seen, response) => seen.path.endsWith('model.safetensors') && spoil!(seen, response));
    const home = tempFolder();
    const shelf = openShelf(home, host.url);
    const offer = await shelf.find('someone/tiny', NEVER);
    await expect(shelf.add(offer, NEVER, () => undefined)).rejects.toMatchObject({
      code: 'download_failed',
      message: expect.stringMatching(words),
    });
    expect(readdirSync(join(home, 'models'))).toEqual([]);
    expect(await shelf.list()).toEqual([]);
  });

  it('to be broken off', async () => {
    const leaving = new AbortController();
    const host = await startModelHost(REPOSITORIES, ({ path }, response) => {
      if (!path.endsWith('model.safetensors')) return false;
      response.write('abc', () => leaving.abort());
      return true;
    });
    const home = tempFolder();
    const shelf = openShelf(home, host.url);
    const offer = await shelf.find('someone/tiny', NEVER);
    await expect(shelf.add(offer, leaving.signal, () => undefined)).rejects.toThrow(/was broken off/);
    expect(readdirSync(join(home, 'models'))).toEqual([]);
  });

  it('what a killed one has left goes with the next, a day later', async () => {
    const host = await startModelHost(REPOSITORIES);
    const home = tempFolder();
    const [old, young] = ['.unfinished-aaaaaa', '.unfinished-bbbbbb'].map((name) => join(home, 'models', name)) as [string, string];
    for (const folder of [old, young]) mkdirSync(folder, { recursive: true });
    utimesSync(old, new Date('2020-01-01'), new Date('2020-01-01'));
    const shelf = openShelf(home, host.url);
    await shelf.add(await shelf.find('someone/tiny', NEVER), NEVER, () => undefined);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
    expect(await shelf.list()).toHaveLength(1);
  });
});

describe('what cannot be had', () => {
  it.each([
    ['nonsense', 'usage', /no model nonsense. Known are potion-base-8M, potion-retrieval-32M/],
    ['someone/../etc', 'usage', /no model/],
    ['someone/..', 'usage', /no name of a model/],
    ['someone/nobody', 'not_found', /has no repository someone\/nobody, or it is not public/],
    ['someone/words', 'unsupported', /neither a Model2Vec model .* nor a transformer/],
  ])('%s', async (wanted, code, words) => {
    const host = await startModelHost({ ...REPOSITORIES, 'someone/words': { files: { 'README.md': { content: 'hello' } } } });
    await expect(openShelf(tempFolder(), host.url).find(wanted, NEVER)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words),
    });
  });

  it('a host that is not there, or answers with something else', async () => {
    await expect(openShelf(tempFolder(), await closedAddress()).find('a/b', NEVER)).rejects.toMatchObject({ code: 'download_failed' });
    const host = await startModelHost({}, send(200, '<html>'));
    await expect(openShelf(tempFolder(), host.url).find('a/b', NEVER)).rejects.toThrow(/did not answer with JSON/);
  });

  it('a name of a file that leads elsewhere', async () => {
    const files = { ...STATIC.files, '../../escape': { content: 'x' } };
    const host = await startModelHost({ 'someone/tiny': { ...STATIC, files } });
    const shelf: Shelf = openShelf(tempFolder(), host.url);
    expect((await shelf.find('someone/tiny', NEVER)).files.map(({ path }) => path)).not.toContain('../../escape');
  });
});

// Answers every request it is asked about in one way.
function send(status: number, body?: string | Buffer): NonNullable<Parameters<typeof startModelHost>[1]> {
  return (_, response) => {
    response.writeHead(status).end(body);
    return true;
  };
}

function open(home: string, model: string): NonNullable<ReturnType<typeof wireSurroundings>['embedder']> {
  return wireSurroundings(readConfig({ HOLDFAST_HOME: home }, { embedder: 'model2vec', embedderModel: model })).embedder!;
}

async function embedWith(home: string, model: string): Promise<readonly number[]> {
  const [vector] = await open(home, model).embed(['log in'], 'query', NEVER);
  return Array.from(vector!, (number) => Math.round(number * 1e6) / 1e6);
}

function modes(folder: string): Record<string, number> {
  return Object.fromEntries(['.', ...readdirSync(folder)].map((name) => [name, statSync(join(folder, name)).mode & 0o777]));
}
