import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { respond } from '../../../src/surfaces/hook/respond.ts';
import { sharedData } from '../../shared-data.ts';
import { holdfast } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { storedEvents } from '../stored.ts';
import { promptPayload, SESSION } from './payload.ts';

const SUITE = sharedData('torture/jsontestsuite');
const SAMPLE = 20;

const EVENTS = [
  'UserPromptSubmit',
  'PostToolBatch',
  'PostToolUse',
  'PostToolUseFailure',
  'Stop',
  'StopFailure',
  'SubagentStart',
  'SubagentStop',
  'PostCompact',
  'SessionStart',
  'SessionEnd',
  'Teatime',
];
const FIELDS = {
  session_id: SESSION,
  transcript_path: '/nowhere/x.jsonl',
  prompt_id: 'prompt-1',
  agent_id: 'agent-1',
  agent_type: 'Explore',
  cwd: '/nowhere',
  prompt: 'go on',
  tool_calls: '[{"tool_name":"Bash","tool_input":{"command":"ls"},"tool_use_id":"toolu_1","tool_response":"a"}]',
  tool_name: 'Bash',
  tool_use_id: 'toolu_2',
  tool_input: '{"command":"ls"}',
  tool_response: 'a',
  error: 'Exit code 1',
  last_assistant_message: 'Done.',
  compact_summary: '<summary>What was done.</summary>',
  source: 'compact',
  reason: 'clear',
};
// As one field of many, and in the place of all of them.
const WRONG: readonly unknown[] = [7, { toString: 1 }];
const ALL_WRONG: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1e308,
  '',
  '\u0000',
  '\ud800',
  [],
  [null],
  [[[]]],
  {},
  { length: 3 },
  { toString: 1 },
  '[1,{}]',
  '{"a":',
  'x'.repeat(300),
];

const NO_PAYLOADS = [
  ' \n\t ',
  '{} {}',
  '[{"session_id": "s"}]',
  'null',
  '-1e999',
  '\uFEFF{}',
  '['.repeat(100_000),
  '{"__proto__": {"session_id": "s"}, "constructor": null}',
];

describe('what a hook is sent', () => {
  it('may be no payload', async () => {
    const box = createSandbox();
    for (const text of NO_PAYLOADS) expect(await ask(box, text)).toBe('');
  });

  it.each(EVENTS)('may be of a wrong type in every field of %s', async (event) => {
    const box = createSandbox();
    for (const field of Object.keys(FIELDS)) {
      for (const value of WRONG) {
        expect(isAnswer(await ask(box, JSON.stringify({ hook_event_name: event, ...FIELDS, [field]: value })))).toBe(true);
      }
    }
    for (const value of ALL_WRONG) {
      const fields = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, value]));
      expect(isAnswer(await ask(box, JSON.stringify({ hook_event_name: event, ...fields, session_id: SESSION })))).toBe(true);
    }
    await ask(box, JSON.stringify(promptPayload(box)));
    expect(await storedEvents(box.memory, SESSION)).toContainEqual(expect.objectContaining({ text: promptPayload(box)['prompt'] }));
  });

  it.skipIf(SUITE === undefined)('may be any file of the JSON test suite, alone or as a field', async () => {
    const box = createSandbox();
    for (const bytes of readSuite()) {
      expect(await ask(box, bytes)).toBe('');
      const parts = ['{"hook_event_name":"UserPromptSubmit","session_id":"s","prompt_id":"p","cwd":"/","prompt":', bytes, '}'];
      expect(isAnswer(await ask(box, Buffer.concat(parts.map((part) => Buffer.from(part)))))).toBe(true);
    }
  });

  it.skipIf(SUITE === undefined)('may be a file of the JSON test suite, with real processes', async () => {
    const box = createSandbox();
    const files = readSuite();
    const every = Math.floor(files.length / SAMPLE);
    for (const bytes of files.filter((_, index) => index % every === 0)) {
      expect(await holdfast(box, ['hook', 'claude-code'], { stdin: bytes })).toMatchObject({ code: 0, stdout: '', stderr: '' });
    }
  });
});

// Without a process each: what the process adds is its deadline and its exit status.
function ask(box: Sandbox, stdin: string | Buffer): Promise<string> {
  const input = Readable.from([Buffer.from(stdin)]);
  return respond({ agentName: 'claude-code', event: undefined, input, env: { HOLDFAST_HOME: box.memory } });
}

// Nothing, or a JSON object.
function isAnswer(text: string): boolean {
  return text === '' || typeof JSON.parse(text) === 'object';
}

function readSuite(): Buffer[] {
  const files = readdirSync(SUITE!, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files.map((file) => readFileSync(join(SUITE!, file)));
}
