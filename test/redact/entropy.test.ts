import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/redact/redact.ts';

const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const BASE62 = `${SMALL}${SMALL.toUpperCase()}0123456789`;

// The same words each time.
function draw(alphabet: string, length: number, count = 500): readonly string[] {
  let state = 20_261_127;
  const next = (): string => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return alphabet[(state >> 8) % alphabet.length]!;
  };
  return Array.from({ length: count }, () => Array.from({ length }, next).join(''));
}

function share(words: readonly string[], hidden: (word: string) => boolean): number {
  return words.filter(hidden).length / words.length;
}

const isHidden = (word: string): boolean => redactText(`const x = "${word}";`) === 'const x = "[secret]";';

describe('words that look random', () => {
  it.each([
    [BASE62, 24, 0.7],
    [BASE62, 40, 0.9],
    [`${BASE62}+/`, 40, 0.9],
    [`${BASE62}-_`, 40, 0.9],
    [`${SMALL}0123456789`, 40, 0.8],
  ])('are hidden without a name: of %s, %i long', (alphabet, length, least) => {
    expect(share(draw(alphabet, length), isHidden)).toBeGreaterThan(least);
  });

  it.each([20, 32, 40, 64, 96, 128])('are left where they are hashes: %i hexadecimal digits', (length) => {
    expect(share(draw('0123456789abcdef', length), isHidden)).toBe(0);
  });

  it.each([
    'sha512-',
    'sha256:',
    'h1:',
    'data:image/png;base64,',
    'toolu_',
    'id: "',
    'node_id":"',
    'ETag: ',
    'ETag: W/"',
    '"etag": "W/\\"3f-',
    "script-src 'nonce-",
    'integrity="',
    'publicToken = "',
  ])('are left where they are a sum, an image, an id or public by name: %s', (start) => {
    expect(share(draw(BASE62, 24), (word) => redactText(`${start}${word}`) !== `${start}${word}`)).toBe(0);
  });

  it('are left in a block of data', () => {
    const lines = draw(`${BASE62}+/`, 76, 20);
    expect(redactText(lines.join('\n'))).toBe(lines.join('\n'));
    expect(redactText(lines.join(''))).toBe(lines.join(''));
  });

  it.each([
    'ensureWorkerStartedWithin30Seconds',
    'base64urlToUint8Array and utf8ToUtf16leBytes',
    'TestUTF8ToISO8859P1ConversionV2',
    'MAX_TOKENS_PER_REQUEST_V2_2024_01',
    'XF86AudioRaiseVolume2Key7',
    './dist/sorter-C6EpAA71.js',
    'src/redact/rules/v2/2024-01-02/api_v3.test.ts',
    'https://example.com/a1/b2/c3/index.html?x=1&y=2',
    'deployment-7d9f8c6b5-x2x4z',
    'arn:aws:iam::123456789012:role/Admin2',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    'cus_NffrFeUfNV2Hib0J9Kq7',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
    '2024-01-02T03:04:05.678Z-2024-01-02T03:04:05.678Z',
    'pkg@1.2.3-beta.4+build.5678',
    'bG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQgMTIzNA==',
  ])('are not taken for %s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});
