import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/redact/redact.ts';
import { rules } from '../../src/redact/rules.ts';

// Beginnings, ends and middles of whatever a rule may look for.
const WORDS = ['password', 'token', 'api_key', 'SECRET', 'value', 'name', 'define(', 'machine ', 'login ', 'curl -u ', 'Bearer ', 'eyJ'];
const SIGNS = ['\\"', '\\\\\\"', '\n', '\\n', ': ', '=>', '</', '...', ...'=:"\'`\\ ,;&?@/<>{}()'];
const MARKS = [
  '[secret]',
  '[secret: jwt]',
  '[private]',
  '<private>',
  '</private>',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
];
const VALUES = ['a', 'Zz9', 'q7Zt9Xw2Lm4Rb8Vc1Ns6Hy3K', 'MIIEaB3dE6'.repeat(7), '0123456789abcdef', 'xxxx', '$6$', '😀', '\ud800'];
const pieces = fc.constantFrom(...rules.flatMap(({ hints }) => hints), ...WORDS, ...SIGNS, ...MARKS, ...VALUES);
const hostile = fc.array(pieces, { maxLength: 40 }).map((all) => all.join(''));

// Texts of which every rule that can be slow would be.
const REPEATED = [
  'password',
  'password=',
  'password="',
  'password=\\"',
  'password: "a',
  '<password>',
  '<password ',
  'name="password" ',
  'token\\\\',
  '://',
  '://a:',
  '://a:b@',
  'curl ',
  'curl -u a:',
  'mysql ',
  'authorization: digest ',
  'cookie: a=b; ',
  'eyJ',
  'eyJabcdefghij.eyJ',
  '-----BEGIN PRIVATE KEY-----\n',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  'MIIEaB3dE6/+',
  'private-lines: 9\n',
  '$6$a$',
  '\\',
  '\\\\n',
  '"',
  'A',
  'a1B',
  'a1B2c3D4e5F6g7H8i9J0k ',
  '.',
  '=',
  '-',
  '/',
  ' ',
  '[secret]',
  '[secret: a',
  'login("a","',
  '"--password","',
  'password=["a",',
  '"password":["$A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A!","',
  "password='%",
  ':5432:a:b:',
];

// Of this thread alone: others work on the machine too.
const seconds = (run: () => unknown): number => {
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000_000;
};

describe('redactText on hostile texts', () => {
  it('leaves nothing for a second pass', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = redactText(text);
        expect(redactText(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves no key whole, whatever stands around it', () => {
    const key = ['ghp', '_', 'q7Zt9Xw2Lm4Rb8Vc1Ns6Hy3KdT5Jf0Pg8WzU'].join('');
    const around = fc
      .array(fc.constantFrom(' ', '\n', '"', "'", '=', ':', '(', '[', '{', '>', ',', '`', '\\n', 'password=', 'x: '))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(redactText(`a ${before}${key} ${after}`)).not.toContain(key);
      }),
    );
  });

  it.each(REPEATED.map((piece) => [JSON.stringify(piece), piece] as const))(
    'takes time in proportion to the length of %s, repeated',
    (_, piece) => {
      const text = (length: number): string => piece.repeat(Math.ceil(length / piece.length));
      const [short, long] = [text(50_000), text(200_000)];
      redactText(short);
      const once = seconds(() => redactText(short));
      const fourTimes = seconds(() => redactText(long));
      // Four times as much; sixteen times would be a square. Where it takes no time, noise is all there is.
      expect(fourTimes).toBeLessThan(Math.max(10 * once, 0.25));
      expect(fourTimes).toBeLessThan(5);
    },
  );
});
