import { describe, expect, it } from 'vitest';
import { cutOut, keptText } from '../../../src/agents/claude-code/kept-text.ts';
import { redactText } from '../../../src/redact/redact.ts';

const BESIDE = 200;
const BOUND = { head: 3_000, tail: 1_000 };
const KEY = 'zQ7'.repeat(12);

describe('a text that is too long', () => {
  it('is cut between two lines', () => {
    const text = Array.from({ length: 1_000 }, (_, line) => `line ${line}`).join('\n');
    const lines = keptText(text, BOUND).split('\n');
    expect(lines.filter((line) => !/^(?:line \d+|\[… \d+ characters cut …\])$/.test(line))).toEqual([]);
    expect([lines[0], lines.at(-1)]).toEqual(['line 0', 'line 999']);
    expect(lines.every((line) => line === '' || text.includes(line) || line.includes('characters cut'))).toBe(true);
  });

  it('keeps no half of a word at the cut, wherever a key lies there', () => {
    for (let shift = 0; shift <= KEY.length; shift += 1) {
      const head = `${'word '.repeat(1_000).slice(0, BOUND.head - shift - 1)} ${KEY} `;
      const tail = ` ${KEY} ${'word '.repeat(1_000).slice(0, BOUND.tail - shift - 1)}`;
      const kept = keptText(head + 'middle '.repeat(1_000) + tail, BOUND);
      expect(kept.replaceAll(KEY, '')).not.toMatch(/[zQ]/);
    }
  });

  it.each([
    ['JSON', ','],
    ['a form', '&'],
    ['a connection', ';'],
    ['quotations', '"'],
  ])('keeps no half of a key where there are no blanks: in %s', (_, sign) => {
    for (let shift = 0; shift <= KEY.length; shift += 1) {
      const fields = `a:1${sign}`.repeat(2_000);
      const head = `${fields.slice(0, BOUND.head - shift - 1)}${sign}${KEY}${sign}`;
      const tail = `${sign}${KEY}${sign}${fields.slice(0, BOUND.tail - shift - 1)}`;
      const kept = keptText(head + fields + tail, BOUND);
      expect(kept.replaceAll(KEY, '')).not.toMatch(/[zQ]/);
      expect(kept.length).toBeGreaterThan(BOUND.head + BOUND.tail - 100);
    }
  });

  it('keeps a value with its name at the cut of a text without blanks', () => {
    for (let shift = 0; shift <= KEY.length + 13; shift += 1) {
      const fields = '"a":1,'.repeat(2_000);
      const text = `${fields.slice(0, BOUND.head - shift - 6)},"password":"${KEY}",${fields}`;
      expect(redactText(keptText(text, BOUND))).not.toMatch(/[zQ]/);
    }
  });

  it('of one endless word loses more than a key at the cut, and stays within its bound', () => {
    const kept = keptText('x'.repeat(10_000), BOUND);
    expect(kept).toBe('[… 8000 characters cut …]'.replace(/^/, `${'x'.repeat(2_000)}\n`).concat('\n'));
  });

  it.each(['<private>', '&lt;private&gt;', '< PRIVATE'])('says that something private was cut away: %s', (tag) => {
    const kept = keptText(`${'a '.repeat(2_000)}${tag} ${KEY} ${'b '.repeat(1_000)}${KEY}</private> c`, BOUND);
    expect(redactText(kept)).toMatch(/^(?:a )+a?\n\[… \d+ characters cut …\]\n\[private\]$/);
  });
});

describe('what is left out of a text', () => {
  const lines = (count: number): string => Array.from({ length: count }, (_, line) => `line ${line}`).join('\n');

  it('is what stood at the place of the cut, and whole lines beside it', () => {
    for (const text of [lines(1_000), `${'word '.repeat(2_000)}end`, `${'é'.repeat(50)}\n`.repeat(190)]) {
      const [start = '', end = ''] = keptText(text, BOUND).split(/\n\[… \d+ characters cut …\]\n/);
      const leftOut = cutOut(text, BOUND)!;
      expect(leftOut).toContain(text.slice(start.length, text.length - end.length));
      expect(text).toContain(leftOut);
      const beside = [leftOut.length - (text.length - start.length - end.length)];
      expect(beside.every((length) => length >= 0 && length <= 2 * BESIDE)).toBe(true);
      expect(
        leftOut
          .trimEnd()
          .split('\n')
          .every((line) => `\n${text}\n`.includes(text.includes('\n') ? `\n${line}\n` : line)),
      ).toBe(true);
    }
  });

  it('has no value without the name before it', () => {
    for (let shift = 0; shift < 2 * BESIDE; shift += 1) {
      const text = `${'x'.repeat(BOUND.head - shift)}\npassword: ${KEY} and words\n${lines(1_000)}`;
      const leftOut = cutOut(text, BOUND)!;
      expect(leftOut.includes(KEY) && !leftOut.includes(`password: ${KEY}`)).toBe(false);
    }
  });

  it('is nothing of a short text, and no private words', () => {
    expect(cutOut('short', BOUND)).toBeUndefined();
    expect(cutOut(`<private>${lines(1_000)}`, BOUND)).toBe('[private]');
    expect(cutOut(`Start <private>${lines(1_000)}</private> ${lines(2)}`, BOUND)).toBe(`Start [private] ${lines(2)}`);
    expect(cutOut(`${lines(1_000)}\nList<PrivateKey> keys`, BOUND)).toMatch(/^line|line/);
    expect(keptText(`${lines(500)}\nList<PrivateKey> keys\n${lines(500)}`, BOUND)).toMatch(/line 499$/);
  });

  it('is bounded, without encoded bytes', () => {
    expect(cutOut(lines(500_000), BOUND)!.length).toBeLessThan(170_000);
    expect(cutOut(`${lines(1_000)} ${'aB3+'.repeat(2_000)} ${lines(1_000)}`, BOUND)).toMatch(/\[encoded bytes\]/);
  });
});

it('an escaped private tag before encoded bytes stays a tag', () => {
  const text = `x \\u003cprivate\\u003e${'aB3+'.repeat(300)} my words \\u003c/private\\u003e after`;
  expect(redactText(keptText(text, BOUND))).toBe('x [private] after');
});
