import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactPrivate } from '../../src/redact/private-spans.ts';
import { createHider, readPrivate } from '../../src/redact/private-values.ts';

describe('what a prompt keeps private', () => {
  it.each([
    ['log in with <private>hunter2</private> please', ['hunter2']],
    ['use <private key="mine">hunter2</private> now', ['hunter2']],
    ['call it <PRIVATE>"Project Xanadu"</PRIVATE> in the docs', ['"Project Xanadu"', 'Project', 'Xanadu']],
    ['take <private>password: hunter2,</private> ok', ['password: hunter2,', 'hunter2']],
    ['take &lt;private&gt;hunter2&lt;/private&gt; ok', ['hunter2']],
    ['both <private>hunter2</private> and <private>hunter3</private>', ['hunter2', 'hunter3']],
    ['the rest is <private>hunter2', ['hunter2']],
  ])('are its values: %s', (prompt, values) => {
    const read = readPrivate(prompt);
    expect(read?.sealed).toBe(false);
    expect(read?.values.toSorted()).toEqual(values.toSorted());
  });

  it.each([
    ['<private>my secret is hunter2</private>', ['hunter2']],
    [' <private>hunter2</private>. ', ['hunter2']],
    ['fix it <private>but we are being bought by Initech, k3y-9</private> soon', ['k3y-9']],
    ['the pin is <private>123</private>', []],
    ['what I cut is <private></private> gone', []],
    ['buy <private>我们下个月要被甲骨文收购了</private> now', []],
  ])('is all of its turn where it is long, short or everything: %s', (prompt, values) => {
    const read = readPrivate(prompt);
    expect(read?.sealed).toBe(true);
    expect(read?.values.filter((value) => value !== 'k3y-9')).toEqual(values.filter((value) => value !== 'k3y-9'));
  });

  it.each(['fix the login', '', '#include <private/object.h>', 'make it private', 'why does it say [private]?'])(
    'is nothing without a span: %j',
    (prompt) => {
      expect(readPrivate(prompt)).toBeUndefined();
    },
  );

  it.each([
    ['password: swordfish', 'swordfish'],
    ['DB_PASSWORD=hunter2xyz', 'hunter2xyz'],
    ['admin:hunter2xyz', 'hunter2xyz'],
    ['user alice swordfish', 'swordfish'],
    ['https://bob:hunter2xyz@db.host', 'hunter2xyz'],
    ['甲骨文公司', '甲骨文公司'],
  ])('has a value for what stands beside a label: %s', (span, value) => {
    const { values, sealed } = readPrivate(`use <private>${span}</private> here`)!;
    expect(sealed).toBe(false);
    expect(createHider(values)(`it is ${value}, the password of a user`)).toBe('it is [private], the password of a user');
  });

  it('has a value for every word of a short span that could be told from others', () => {
    const label = /^(?:HTTPS?|PASS\w*|TOKEN|SECRET|KEY|API|USER(?:NAME)?|LOGIN|NAME|CODE|PIN|WITH|FROM|THAT|THIS|PRIVATE)$/;
    const word = fc.stringMatching(/^[A-Z0-9$%#]{4,12}$/).filter((each) => !label.test(each.replaceAll(/^\W+|\W+$/g, '')));
    fc.assert(
      fc.property(word, word, (first, second) => {
        const { values, sealed } = readPrivate(`use <private>${first} ${second}</private> here`)!;
        expect(sealed).toBe(false);
        expect(createHider(values)(`x ${second} y ${first} z`)).not.toMatch(/[A-Z0-9$%#]/);
      }),
    );
  });
});

it.each(['PRIV', 'vate'])('a value that is a part of the mark is hidden, and the mark stays: %s', (value) => {
  const { values } = readPrivate(`use <private>${value}</private> here`)!;
  expect(createHider(values)(`x ${value} y [private] z`)).toBe('x [private] y [private] z');
});

describe('hiding values', () => {
  it('finds them as they are, in URLs and in JSON', () => {
    const values = ['p/w "x" é'];
    expect(createHider(values)('a p/w "x" é b')).toBe('a [private] b');
    expect(createHider(values)(`a?b=${encodeURIComponent(values[0]!)}&c`)).toBe('a?b=[private]&c');
    expect(createHider(values)(JSON.stringify({ a: values[0] }))).toBe('{"a":"[private]"}');
  });

  it('finds them in any case and as HTML writes them, short words only as words', () => {
    expect(createHider(['Hunter2xyz', 'a&b<c>d'])('HUNTER2XYZ a&amp;b&lt;c&gt;d')).toBe('[private] [private]');
    expect(createHider(['test'])('contest.ts tests test Test')).toBe('contest.ts tests [private] [private]');
  });

  it('takes the longer of two that overlap', () => {
    const { values } = readPrivate('use <private>hunter2 hunter2more</private> here')!;
    expect(createHider(values)('hunter2more hunter2')).toBe('[private] [private]');
  });

  it('never touches its own mark, and needs no second pass', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (span, text) => {
        const values = readPrivate(`use <private>${span}</private> here`)?.values ?? [];
        const once = createHider(values)(redactPrivate(text));
        expect(createHider(values)('[private]')).toBe('[private]');
        expect(createHider(values)(once).replaceAll('[private]', '')).toBe(once.replaceAll('[private]', ''));
      }),
    );
  });
});
