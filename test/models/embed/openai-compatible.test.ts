import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createServerModel } from '../../../src/models/embed/openai-compatible/openai-compatible.ts';
import { createEmbedder } from '../../../src/models/embed/embedder.ts';
import { readConfig } from '../../../src/config.ts';
import type { Embedder } from '../../../src/ports/embedder.ts';
import { wireSurroundings } from '../../../src/wire.ts';
import { tempFolder } from '../../temp-folder.ts';
import { closedAddress, startEmbeddingServer, startServer } from './embedding-server.ts';

const NEVER = new AbortController().signal;

describe('a server that embeds', () => {
  it('is asked as OpenAI is, and its vectors are brought to unit length', async () => {
    const server = await startEmbeddingServer(async (texts) => texts.map((text) => (text === 'a' ? [3, 4] : [0, -2])));
    const embedder = wired(server.url);
    expect(await embed(embedder, ['a', 'b'])).toEqual([
      [0.6, 0.8],
      [0, -1],
    ]);
    expect(server.seen.map(({ method, path, body }) => [method, path, JSON.parse(body)])).toEqual([
      ['POST', '/v1/embeddings', { model: 'some-model', input: ['a', 'b'], encoding_format: 'float' }],
    ]);
    expect(server.seen[0]!.headers).not.toHaveProperty('authorization');
    expect(embedder.name).toBe(`some-model at ${server.url}/v1`);
  });

  it('is not asked about nothing', async () => {
    const server = await startEmbeddingServer(async () => []);
    expect(await embed(wired(server.url), [])).toEqual([]);
    expect(server.seen).toEqual([]);
  });

  it('gets many texts in several requests, and their vectors keep the order', async () => {
    const server = await startEmbeddingServer(async (texts) => texts.map((text) => [Number(text), 1]));
    const vectors = await embed(
      wired(server.url),
      Array.from({ length: 150 }, (_, index) => String(index)),
    );
    expect(vectors.map(([x = 0, y = 0]) => Math.round(x / y))).toEqual(Array.from({ length: 150 }, (_, index) => index));
    expect(server.seen.map(({ body }) => inputOf(body).length)).toEqual([64, 64, 22]);
  });

  it('gets of a long text the start, few of them at once, and none that is empty', async () => {
    const server = await startEmbeddingServer(async (texts) => texts.map(() => [1]));
    await embed(wired(server.url), [...Array.from({ length: 10 }, () => 'word '.repeat(10_000)), '', ' \n']);
    const inputs = server.seen.map(({ body }) => inputOf(body));
    expect(inputs.map(({ length }) => length)).toEqual([8, 4]);
    expect(Math.max(...inputs.flat().map(({ length }) => length))).toBe(8000);
    expect(inputs.flat().every((text) => text.trim() !== '')).toBe(true);
  });

  it('gets no word that is private, and no half of a character', async () => {
    const server = await startEmbeddingServer(async (texts) => texts.map(() => [1]));
    await embed(wired(server.url), ['before <private>the secret</private> after', `${'x'.repeat(7999)}😀`, '\ud800']);
    expect(server.seen[0]!.body).not.toContain('secret');
    expect(inputOf(server.seen[0]!.body).every((text) => text.isWellFormed())).toBe(true);
  });

  it('gets the prefixes that the user names', async () => {
    const server = await startEmbeddingServer(async (texts) => texts.map(() => [1]));
    const embedder = wired(server.url, { embedderPrefixes: ['search_query: ', 'search_document: '] });
    await embedder.embed(['a'], 'query', NEVER);
    await embedder.embed(['a'], 'passage', NEVER);
    expect(server.seen.map(({ body }) => inputOf(body))).toEqual([['search_query: a'], ['search_document: a']]);
    expect(embedder.name).toMatch(/^some-model at .* with [0-9a-f]{12}$/);
  });

  it('gets the key from the variable that the user names', async () => {
    const server = await startEmbeddingServer(async (texts) => texts.map(() => [1]));
    setVariable('SOME_KEY', 'sk-1');
    await embed(wired(server.url, { embedderKeyVariable: 'SOME_KEY' }), ['a']);
    expect(server.seen[0]!.headers.authorization).toBe('Bearer sk-1');
  });

  it('may number its vectors in any order, or not at all', async () => {
    const shuffled = [
      { index: 1, embedding: [0, 1] },
      { index: 0, embedding: [1, 0] },
    ];
    for (const data of [shuffled, [{ embedding: [1, 0] }, { embedding: [0, 1] }]]) {
      const server = await startServer((_, response) => sendJson(response, { data }));
      expect(await embed(wired(server.url), ['a', 'b'])).toEqual([
        [1, 0],
        [0, 1],
      ]);
    }
  });
});

describe('is an error that says what to do', () => {
  it('a key that is not there', async () => {
    await expect(embed(wired('http://127.0.0.1:9', { embedderKeyVariable: 'NO_SUCH_KEY' }), ['a'])).rejects.toMatchObject({
      code: 'embed_failed',
      message: expect.stringMatching(/^(?!.*NO_SUCH_KEY).*embedderKeyVariable names is empty/),
    });
  });

  it('a key that would go over the network unencrypted', async () => {
    setVariable('SOME_KEY', 'sk-1');
    await expect(embed(wired('http://embeddings.invalid', { embedderKeyVariable: 'SOME_KEY' }), ['a'])).rejects.toThrow(
      /unencrypted.*https/,
    );
  });

  it.each([
    [401, /refused the request without a key\. Set embedderKeyVariable/],
    [404, /the model some-model is not there, or embedderUrl lacks its \/v1/],
    [429, /asks to wait/],
    [500, /answered with status 500/],
  ])('status %d, without a word of the server', async (status, words) => {
    const server = await startServer((_, response) => void response.writeHead(status).end('{"error":{"message":"you said hush"}}'));
    const failed = embed(wired(server.url), ['a']);
    await expect(failed).rejects.toMatchObject({ code: 'embed_failed', message: expect.stringMatching(words) });
    await expect(failed).rejects.not.toThrow(/hush/);
  });

  it.each([301, 302, 307, 308])('a redirect (%d): nothing is sent to another host', async (status) => {
    const other = await startEmbeddingServer(async (texts) => texts.map(() => [1]));
    const server = await startServer((_, response) => void response.writeHead(status, { location: `${other.url}/v1/embeddings` }).end());
    await expect(embed(wired(server.url), ['a'])).rejects.toThrow(/redirects to another address/);
    expect(other.seen).toEqual([]);
  });

  it.each<[string, unknown, RegExp]>([
    ['too few vectors', { data: [{ index: 0, embedding: [1] }] }, /1 vectors for 2 texts/],
    ['too many', { data: [0, 1, 2].map((index) => ({ index, embedding: [1] })) }, /3 vectors for 2 texts/],
    ['the same twice', { data: [0, 0].map((index) => ({ index, embedding: [1] })) }, /two vectors of the same text/],
    ['a number that is none of a text', { data: [0, 2].map((index) => ({ index, embedding: [1] })) }, /two vectors of the same text/],
    ['different lengths', { data: [{ embedding: [1] }, { embedding: [1, 2] }] }, /longer than others/],
    ['empty vectors', { data: [{ embedding: [] }, { embedding: [] }] }, /no list of numbers/],
    ['text for numbers', { data: [{ embedding: 'AACAPw==' }, { embedding: 'AACAPw==' }] }, /no list of numbers/],
    ['null for a number', { data: [{ embedding: [1] }, { embedding: [null] }] }, /no list of numbers/],
    ['numbers too large', { data: [{ embedding: [1] }, { embedding: [1e300] }] }, /not finite/],
    ['something else', { hello: 'world' }, /0 vectors for 2 texts/],
  ])('a reply with %s', async (_, reply, words) => {
    const server = await startServer((__, response) => sendJson(response, reply));
    await expect(embed(wired(server.url), ['a', 'b'])).rejects.toMatchObject({
      code: 'embed_failed',
      message: expect.stringMatching(words),
    });
  });

  it('a reply that is no JSON', async () => {
    const server = await startServer((_, response) => void response.end('<html>'));
    await expect(embed(wired(server.url), ['a'])).rejects.toThrow(/no JSON/);
  });

  it('a reply without end', async () => {
    const server = await startServer((_, response) => {
      const piece = ' '.repeat(1024 * 1024);
      const write = (): void => void (response.destroyed || (response.write(piece), setImmediate(write)));
      write();
    });
    await expect(embed(wired(server.url), ['a'])).rejects.toThrow(/more than \d+ bytes/);
  });

  it('no answer in time', async () => {
    const server = await startServer(() => undefined);
    await expect(embed(direct(server.url, 200), ['a'])).rejects.toMatchObject({
      code: 'embed_failed',
      message: expect.stringMatching(/within 0.2 s/),
    });
  });

  it('an answer that stops in its middle', async () => {
    const server = await startServer((_, response) => void response.write('{"data":['));
    await expect(embed(direct(server.url, 200), ['a'])).rejects.toThrow(/within 0.2 s/);
  });

  it('nobody who listens', async () => {
    const url = await closedAddress();
    await expect(embed(wired(url), ['a'])).rejects.toMatchObject({
      code: 'embed_failed',
      message: expect.stringMatching(/http:\/\/127\.0\.0\.1:\d+ cannot be asked: .*ECONNREFUSED/),
    });
  });

  it('to be broken off', async () => {
    const server = await startServer(() => undefined);
    const leaving = new AbortController();
    const embedded = wired(server.url).embed(['a'], 'query', leaving.signal);
    setTimeout(() => leaving.abort(), 100);
    await expect(embedded).rejects.toMatchObject({ code: 'embed_failed', message: 'Embedding was broken off.' });
  });
});

function wired(url: string, settings: object = {}): Embedder {
  const embedding = { embedder: 'openai-compatible', embedderModel: 'some-model', embedderUrl: `${url}/v1/`, ...settings };
  return wireSurroundings(readConfig({ HOLDFAST_HOME: tempFolder() }, embedding)).embedder!;
}

// With a deadline that no setting sets.
function direct(url: string, deadlineMs: number): Embedder {
  const model = createServerModel({ url: `${url}/v1`, model: 'some-model', keyVariable: '', deadlineMs });
  return createEmbedder({ nameModel: () => 'direct', load: async () => model });
}

async function embed(embedder: Embedder, texts: readonly string[]): Promise<number[][]> {
  return (await embedder.embed(texts, 'passage', NEVER)).map((vector) => Array.from(vector, (number) => Math.round(number * 1e6) / 1e6));
}

function inputOf(body: string): readonly string[] {
  return (JSON.parse(body) as { readonly input: readonly string[] }).input;
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

function setVariable(name: string, value: string): void {
  vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}
