import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactPrivate } from '../../src/redact/private-spans.ts';

// Any text of tags, halves of tags, escapes and words.
const hostile = fc
  .array(
    fc.constantFrom(
      '<private>',
      '</private>',
      '<private',
      '<PRIVATE x="y">',
      '< / private >',
      '<private/>',
      '<pri',
      'vate>',
      '<',
      '>',
      '/',
      '</',
      ' ',
      'a',
      '&lt;',
      '&gt;',
      '&amp;lt;private&gt;',
      '\\u003c',
      '\\u003e',
      '\\/',
      'private',
      '[private]',
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

describe('redactPrivate', () => {
  it.each([
    ['a <private>secret</private> b', 'a [private] b'],
    ['<private>one</private> and <private>two</private>', '[private] and [private]'],
    ['a <PRIVATE>secret</Private> b', 'a [private] b'],
    ['a < private >secret< / private > b', 'a [private] b'],
    ['a <private\n>secret</private\n> b', 'a [private] b'],
    ['a <private reason="mine" x=\'&\'>secret</private> b', 'a [private] b'],
    ['a <private>secret <private>more</private> secret</private> b', 'a [private] b'],
    ['a &lt;private&gt;secret&lt;/private&gt; b', 'a [private] b'],
    ['a &amp;lt;private&amp;gt;secret&amp;lt;/private&amp;gt; b', 'a [private] b'],
    ['a &#60;private&#x3E;secret&lt;/private> b', 'a [private] b'],
    [String.raw`{"a":"\u003cprivate\u003esecret\u003c/private\u003e"}`, '{"a":"[private]"}'],
    [String.raw`{"a":"<private>secret<\/private>"}`, '{"a":"[private]"}'],
    ['a <private/> b', 'a [private] b'],
  ])('takes what is private out of %s', (text, expected) => {
    expect(redactPrivate(text)).toBe(expected);
  });

  it.each(['a <private>secret', 'a <private>x</private', 'a <private>x<private>y</private> z', 'a <private secret'])(
    'takes everything to the end where the span is not closed: %s',
    (text) => {
      expect(redactPrivate(text)).toBe('a [private]');
    },
  );

  it('takes out a closing tag alone, and nothing else', () => {
    expect(redactPrivate('a </private>b <private>secret</private></private> c')).toBe('a b [private] c');
  });

  it('hides what a closing tag would have put together', () => {
    expect(redactPrivate('a <pri</private>vate>secret</private> b')).toBe('a [private]');
  });

  it.each([
    '',
    'private',
    'a < b > c',
    '#include <private/object.h>',
    '<private-key>k</private-key>',
    '<privateKey>',
    '[private]',
    'List<T>',
  ])('returns %j as it is', (text) => {
    expect(redactPrivate(text)).toBe(text);
  });

  it('lets no character of a span through, wherever it stands', () => {
    const outside = fc.stringMatching(/^[a-z <>/&]*$/);
    const inside = fc.string({ unit: fc.constantFrom('§', '¶', '<', '>', '&lt;', ' ', 'private'), maxLength: 20 });
    fc.assert(
      fc.property(outside, inside, outside, (before, secret, after) => {
        expect(redactPrivate(`${before}<private>§${secret}</private>${after}`)).not.toMatch(/[§¶]/);
      }),
    );
  });

  it('keeps what is outside of spans', () => {
    const outside = fc.stringMatching(/^[a-z .,]*$/);
    fc.assert(
      fc.property(outside, outside, (before, after) => {
        expect(redactPrivate(`${before}<private>§</private>${after}`) === `${before}[private]${after}`).toBe(true);
      }),
    );
  });

  it('leaves nothing for a second pass', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = redactPrivate(text);
        expect(redactPrivate(once)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes linear time for a million tags and halves of tags', () => {
    const start = performance.now();
    expect(redactPrivate('<private>'.repeat(1_000_000))).toBe('[private]');
    expect(redactPrivate(`${'<private>'.repeat(500_000)}secret${'</private>'.repeat(500_000)}.`)).toBe('[private].');
    expect(redactPrivate('</private>'.repeat(1_000_000))).toBe('');
    for (const piece of ['<private ', '<', '<private/ ', '</', '&amp;', '<pri</private>vate>']) redactPrivate(piece.repeat(100_000));
    for (const head of ['<', '<private', '</private', '<private/']) redactPrivate(head + ' '.repeat(1_000_000));
    redactPrivate(`&${'amp;'.repeat(1_000_000)}`);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
