import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { HOLDFAST, holdfast, IN_REMOVED_FOLDER, type Ran, run } from '../run.ts';
import { storedEvents } from '../stored.ts';
import { hook, PROMPT, promptPayload, SESSION } from './payload.ts';

// A second, and what a loaded machine takes to start a process.
const DEADLINE_MS = 1000 + 2500;
const SILENCE = { code: 0, stdout: '', stderr: '', inTime: true };
const ANSWER = { ...SILENCE, stdout: expect.stringMatching(/^\{.*\}\n$/) };

describe('holdfast hook, given what is no payload', () => {
  it.each([
    ['nothing', ''],
    ['half an object', '{"session_id": "s", "prom'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x7b])],
  ])('says nothing to %s and exits 0', async (_, stdin) => {
    const box = createSandbox();
    expect(outcome(await holdfast(box, ['hook', 'claude-code'], { stdin }))).toEqual(SILENCE);
  });

  it('says nothing where stdin is closed', async () => {
    const box = createSandbox();
    expect(outcome(await holdfast(box, ['hook', 'claude-code'], { within: ['/bin/sh', '-c', 'exec "$@" <&-', 'sh'] }))).toEqual(SILENCE);
  });

  it('leaves at its deadline where stdin never ends, be it silent or not', async () => {
    const box = createSandbox();
    const endless = [{ stdin: 'open' }, { stdin: megabytes(Number.POSITIVE_INFINITY) }] as const;
    for (const ran of await Promise.all(endless.map((options) => holdfast(box, ['hook', 'claude-code'], options)))) {
      expect(outcome(ran)).toEqual(SILENCE);
      expect(ran.ms).toBeGreaterThan(900);
    }
  });

  it('reads more than it takes to the end, so that the agent can write them, and says nothing', async () => {
    const box = createSandbox();
    let taken = 0;
    const ran = await holdfast(box, ['hook', 'claude-code'], { stdin: megabytes(17, () => (taken += 1)) });
    expect(outcome(ran)).toEqual(SILENCE);
    expect(taken).toBe(17);
  });
});

describe('holdfast hook, called wrongly', () => {
  it.each([
    ['without an agent', []],
    ['for an agent that is not known', ['nobody']],
    ['for an agent with a hostile name', ['../../\u001b[31m']],
    ['for an event that is not known', ['claude-code', 'Teatime']],
    ['with flags that are not known', ['claude-code', '--verbose', '--level=9']],
  ])('says nothing and exits 0 %s', async (_, args) => {
    const box = createSandbox();
    const stdin = JSON.stringify({ session_id: 's', cwd: box.project });
    expect(outcome(await holdfast(box, ['hook', ...args], { stdin }))).toEqual(SILENCE);
  });

  it('takes an event named on the command line only', async () => {
    const box = createSandbox();
    const { hook_event_name: event, ...payload } = promptPayload(box);
    expect(outcome(await holdfast(box, ['hook', 'claude-code', String(event)], { stdin: JSON.stringify(payload) }))).toEqual(ANSWER);
    expect(await storedEvents(box.memory, SESSION)).toMatchObject([{ kind: 'prompt' }]);
  });

  it('exits 0 where nobody reads its answer', async () => {
    const box = createSandbox();
    const script = '("$@"; echo "$?" >&2) | exec 0<&-';
    const ran = await run(box, ['/bin/sh', '-c', script, 'sh', process.execPath, HOLDFAST, 'hook', 'claude-code'], {
      stdin: JSON.stringify(promptPayload(box)),
    });
    expect(ran.stderr.trim()).toBe('0');
  });

  it('works in a folder that was removed', async () => {
    const box = createSandbox();
    expect(outcome(await hook(box, promptPayload(box), { within: IN_REMOVED_FOLDER }))).toEqual(ANSWER);
    expect(await storedEvents(box.memory, SESSION)).toHaveLength(1);
  });
});

describe('holdfast hook, given what is right', () => {
  it('answers with JSON on one line and nothing else', async () => {
    const box = createSandbox();
    const ran = await hook(box, promptPayload(box));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ hookSpecificOutput: { hookEventName: 'UserPromptSubmit' } });
    expect(await storedEvents(box.memory, SESSION)).toMatchObject([{ kind: 'prompt', text: PROMPT }]);
  });

  it('takes a payload of 6 MB', async () => {
    const box = createSandbox();
    const content = 'line\n'.repeat(600_000);
    const call = {
      tool_name: 'Write',
      tool_use_id: 'toolu_1',
      tool_input: { file_path: '/x', content },
      tool_response: { type: 'create', content },
    };
    expect(outcome(await hook(box, promptPayload(box, { hook_event_name: 'PostToolUse', ...call })))).toEqual(ANSWER);
    expect(await storedEvents(box.memory, SESSION)).toMatchObject([{ kind: 'tool_call', call: { tool: 'Write' } }]);
  });

  it('stores and says nothing where it is turned off', async () => {
    const box = createSandbox();
    expect(outcome(await hook(box, promptPayload(box), { env: { HOLDFAST_DISABLE: '1' } }))).toEqual(SILENCE);
    expect(await storedEvents(box.memory, SESSION)).toEqual([]);
  });
});

function outcome({ code, stdout, stderr, ms }: Ran): object {
  return { code, stdout, stderr, inTime: ms < DEADLINE_MS };
}

function* megabytes(count: number, taken?: () => void): Iterable<Buffer> {
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  for (let n = 0; n < count; n += 1) {
    taken?.();
    yield chunk;
  }
}
