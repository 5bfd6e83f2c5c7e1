import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleShingles } from '../../src/model/shingles/shingles.ts';
import { redactEvent, redactText } from '../../src/redact/redact.ts';
import { sampleEvent } from '../samples.ts';

const SECRET = '<private>§¶</private>';
const PASSWORD = ['hunter', '2', 'X'].join('');
const KEY = ['q7Zt', '9Xw2', 'Lm4R', 'b8Vc', '1Ns6', 'Hy3K'].join('');
const HIDDEN = '[secret: assignment]';
const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', '\\', SECRET) });
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 3 }),
  ),
}));
const events = fc
  .record({ text, output: text, input: fc.dictionary(text, tree) })
  .map((parts) =>
    sampleEvent({ kind: 'tool_call', text: parts.text, call: { tool: 'Bash', failed: false, input: parts.input, output: parts.output } }),
  );

describe('redactText', () => {
  it('takes out private spans', () => {
    expect(redactText(`my key is ${SECRET}.`)).toBe('my key is [private].');
  });

  it('takes out secrets, after what is private', () => {
    expect(redactText(`DB_PASSWORD=${PASSWORD} <private>DB_PASSWORD=${PASSWORD}</private>`)).toBe(
      'DB_PASSWORD=[secret: assignment] [private]',
    );
    expect(redactText(`at ${KEY}.`)).toBe('at [secret].');
  });

  it('returns a text with nothing to hide as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z .,\n<>"'{}()=]*$/), (any) => {
        expect(redactText(any) === any).toBe(true);
      }),
    );
  });
});

describe('redactEvent', () => {
  it('looks at the names of tools and the types of subagents', () => {
    const call = { tool: `mcp__${SECRET}`, input: {}, output: '', failed: false };
    expect(redactEvent(sampleEvent({ kind: 'tool_call', call, subagent: { id: 'a', type: `with ${KEY}` } }))).toMatchObject({
      call: { tool: 'mcp__[private]' },
      subagent: { id: 'a', type: 'with [secret]' },
    });
  });

  it('looks into the text, and into keys and values of the input and the output of a call', () => {
    const input = { [`k ${SECRET}`]: [`v ${SECRET}`, { deep: SECRET, n: 1, none: null }] };
    expect(redactEvent(sampleEvent({ text: SECRET, call: { tool: 'Bash', input, output: SECRET, failed: true } }))).toEqual(
      sampleEvent({
        text: '[private]',
        call: {
          tool: 'Bash',
          input: { 'k [private]': ['v [private]', { deep: '[private]', n: 1, none: null }] },
          output: '[private]',
          failed: true,
        },
      }),
    );
  });

  it('knows what a field is called, in objects and in lists of variables', () => {
    const input = {
      password: 'harmless',
      command: 'ls',
      env: [
        { name: 'API_TOKEN', value: KEY },
        { name: 'PATH', value: '/bin' },
      ],
      deep: { client_secret: `${KEY}==`, tokens: 12, passwords: ['a'], key: 'Enter' },
    };
    const call = { tool: 'mcp__db__connect', input, output: '', failed: false };
    expect(redactEvent(sampleEvent({ call })).call!.input).toEqual({
      password: '[secret: assignment]',
      command: 'ls',
      env: [
        { name: 'API_TOKEN', value: '[secret]' },
        { name: 'PATH', value: '/bin' },
      ],
      deep: { client_secret: '[secret]', tokens: 12, passwords: ['a'], key: 'Enter' },
    });
  });

  it('hides numbers, and what looks like a variable or a placeholder, where a field is called a password', () => {
    const input = {
      password: 48151623,
      pin: { password: 4711 },
      env: [{ name: 'DB_PASSWORD', value: 48151623 }],
      a: { password: ['$ecret', '4711'].join('') },
      b: { password: ['(ecret', '4711'].join('') },
      c: { password: ['wait...', '4It!'].join('') },
      d: { password: [PASSWORD, ['$ecret', '4711'].join(''), 48151623] },
    };
    const call = { tool: 'mcp__db__connect', input, output: '', failed: false };
    expect(redactEvent(sampleEvent({ call })).call!.input).toEqual({
      password: HIDDEN,
      pin: { password: HIDDEN },
      env: [{ name: 'DB_PASSWORD', value: HIDDEN }],
      a: { password: HIDDEN },
      b: { password: HIDDEN },
      c: { password: HIDDEN },
      d: { password: [HIDDEN, HIDDEN, HIDDEN] },
    });
  });

  it('hides the value after a flag in a list', () => {
    const input = { args: ['-y', '--password', PASSWORD, '--pass-code', 4711, '--api-key', `${KEY}==`, '--password', '--user', 'bob'] };
    const call = { tool: 'mcp__run', input, output: '', failed: false };
    expect(redactEvent(sampleEvent({ call })).call!.input).toEqual({
      args: ['-y', '--password', HIDDEN, '--pass-code', 4711, '--api-key', '[secret]', '--password', '--user', 'bob'],
    });
  });

  it.each([
    { command: 'grep -rn password src', description: 'Look for passwords' },
    { file_path: '/app/src/auth/token.ts', old_string: 'const token = next();', new_string: 'const token = peek();' },
    { pattern: 'secret|password', path: 'src', output_mode: 'content' },
    { key: 'Enter', selector: '#password' },
    { todos: [{ content: 'Rotate the API key', status: 'pending', activeForm: 'Rotating the API key' }] },
    { password: 0, password_length: 1200, passwordMinLength: 1024, token: 48151623, pass: 1200, INVALID_PASSWORD: 1004 },
    { password: '$password', a: { password: '${DB_PASSWORD}' }, b: { password: '[REDACTED]' }, c: { password: ['****', '$PASSWORD', 12] } },
    { args: ['--password-length', 1200, '--password', '$PASSWORD', '--max-tokens', 4096, 'hunter22'] },
    { token_count: 12, max_tokens: 4096, tokenizer: 'cl100k', session_id: '0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f' },
  ])('leaves what agents call their tools with: %j', (input) => {
    const event = sampleEvent({ call: { tool: 'X', input, output: '', failed: false } });
    expect(redactEvent(event)).toEqual(event);
  });

  it('leaves an event without anything to hide equal to itself', () => {
    const event = sampleEvent({
      call: { tool: 'Read', input: { file_path: 'a.ts', ['__proto__']: { x: 1 } }, output: 'ok', failed: false },
    });
    expect(redactEvent(event)).toEqual(event);
    expect(redactEvent({ ...sampleEvent(), kind: 'session_end' })).toEqual({ ...sampleEvent(), kind: 'session_end' });
  });

  it('does not keep what is nested deeper than any input of a tool', () => {
    let input: Record<string, unknown> = { secret: SECRET };
    for (let i = 0; i < 100_000; i += 1) input = { a: [input] };
    const redacted = JSON.stringify(redactEvent(sampleEvent({ call: { tool: 'X', input, output: '', failed: false } })));
    expect(redacted).toContain('[too deep]');
    expect(redacted).not.toContain('§');
  });

  it('lets no character of a span through, anywhere', () => {
    fc.assert(
      fc.property(events, (event) => {
        expect(!/[§¶]/.test(JSON.stringify(redactEvent(event)))).toBe(true);
      }),
    );
  });

  it('leaves nothing for a second pass', () => {
    fc.assert(
      fc.property(events, (event) => {
        const once = redactEvent(event);
        expect(redactEvent(once)).toEqual(once);
      }),
    );
  });
});

describe('what a call leaves out', () => {
  const written = 'what an agent writes into a long file is left out as well, beyond a bound';
  const page = 'the words of a long page that nobody keeps anywhere at all in this form ';

  it('is recognised afterwards, and not stored', () => {
    const call = { tool: 'Read', input: {}, output: 'x', failed: false, leftOut: { input: written, output: page } };
    const redacted = redactEvent(sampleEvent({ kind: 'tool_call', call })).call!;
    expect(redacted).toEqual({
      tool: 'Read',
      input: {},
      output: 'x',
      failed: false,
      shingles: { input: sampleShingles(written), output: sampleShingles(page) },
    });
    expect(redactEvent(sampleEvent({ kind: 'tool_call', call: redacted })).call).toEqual(redacted);
  });

  it('is redacted before: of a secret not even a hash stays', () => {
    const leftOut = `${page} api_key=${KEY} ${page}`;
    const call = { tool: 'Read', input: {}, output: 'x', failed: false, leftOut: { output: leftOut } };
    expect(redactText(leftOut)).not.toContain(KEY);
    expect(redactEvent(sampleEvent({ kind: 'tool_call', call })).call!.shingles).toEqual({ output: sampleShingles(redactText(leftOut)) });
  });
});
