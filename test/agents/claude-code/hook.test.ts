import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { redactEvent } from '../../../src/redact/redact.ts';
import type { Event } from '../../../src/model/event.ts';
import type { HookCall } from '../../../src/ports/agent.ts';

const BASE = {
  session_id: 's1',
  transcript_path: '/home/u/.claude/projects/p/s1.jsonl',
  cwd: '/work',
  prompt_id: 'p1',
  agent_id: '',
  agent_type: '',
};

function read(fields: Readonly<Record<string, unknown>>): HookCall | undefined {
  return claudeCode.readHook({ ...BASE, ...fields }, 1_000);
}

describe('a prompt', () => {
  it('is an event under its own id, and a moment for context', () => {
    expect(read({ hook_event_name: 'UserPromptSubmit', prompt: ' Fix the upload. ' })).toEqual({
      session: 's1',
      cwd: '/work',
      transcript: BASE.transcript_path,
      events: [
        { id: expect.any(String), kind: 'prompt', agent: 'claude-code', session: 's1', prompt: 'p1', at: 1_000, text: 'Fix the upload.' },
      ],
      moment: 'prompt',
      settled: false,
    });
  });

  it.each([
    '<task-notification>\n<task-id>x</task-id>',
    '<agent-notification>x',
    '<local-command-stdout>x</local-command-stdout>',
    '<system-reminder>x</system-reminder>',
    '',
    '   ',
  ])('that is not the user’s makes no event, but the call counts: %s', (prompt) => {
    expect(read({ hook_event_name: 'UserPromptSubmit', prompt })).toMatchObject({ session: 's1', events: [], settled: false });
    expect(read({ hook_event_name: 'UserPromptSubmit', prompt })).not.toHaveProperty('moment');
  });

  it('without the client’s id is left to the transcript, but still a moment', () => {
    expect(read({ hook_event_name: 'UserPromptSubmit', prompt: 'Go.', prompt_id: '' })).toMatchObject({ events: [], moment: 'prompt' });
  });

  it('keeps what the user typed and drops what the editor and the client added', () => {
    const prompt = '<ide_selection>lines 1 to 2</ide_selection>\nlook: <pasted_content id="1f">\na\nb\n</pasted_content id="1f">';
    expect(read({ hook_event_name: 'UserPromptSubmit', prompt })?.events[0]?.text).toBe('look: \na\nb');
  });

  it('has an id that does not depend on what is private in it', () => {
    const id = (prompt: string): string | undefined => read({ hook_event_name: 'UserPromptSubmit', prompt })?.events[0]?.id;
    expect(id('my pin is <private>1234</private>')).toBe(id('my pin is <private>9876</private>'));
    expect(id('my pin is <private>1234</private>')).not.toBe(id('his pin is <private>1234</private>'));
  });

  it('that looks like JSON stays text', () => {
    expect(read({ hook_event_name: 'UserPromptSubmit', prompt: '{"a":1}' })?.events[0]?.text).toBe('{"a":1}');
  });

  it.each(['<private>', '<PRIVATE reason="x">', '&lt;private&gt;'])(
    'loses its end where the cut takes the start of a private span: %s',
    (tag) => {
      for (const before of [100, 15_990, 15_998, 17_000, 30_000]) {
        const prompt = `${'word '.repeat(before / 5)}${tag}${'secret '.repeat(10_000)}</private>`;
        const text = read({ hook_event_name: 'UserPromptSubmit', prompt })?.events[0]?.text ?? '';
        const start = text.indexOf(tag);
        expect(start < 0 ? text : text.slice(0, start)).not.toContain('secret');
      }
    },
  );

  it('is cut in the middle where it is very long, and the mark says so', () => {
    const text = read({ hook_event_name: 'UserPromptSubmit', prompt: `start ${'word '.repeat(100_000)} end` })?.events[0]?.text ?? '';
    expect(text.length).toBeLessThan(21_000);
    expect(text).toMatch(/^start .*characters cut.* end$/s);
  });
});

// As the client puts a field into a text.
function asText(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}

describe('tool calls', () => {
  const CALL = { tool_name: 'Bash', tool_use_id: 't1', tool_input: { command: 'ls' }, tool_response: 'a\nb' };

  it('come one by one from a batch, as texts or as values', () => {
    const calls = [
      CALL,
      { ...CALL, tool_use_id: 't2', tool_name: 'Edit', tool_response: '<tool_use_error>String to replace not found</tool_use_error>' },
    ];
    const fromText = read({ hook_event_name: 'PostToolBatch', tool_calls: JSON.stringify(calls) })?.events;
    expect(fromText?.map(({ call }) => call)).toEqual([
      { tool: 'Bash', input: { command: 'ls' }, output: 'a\nb', failed: false },
      { tool: 'Edit', input: { command: 'ls' }, output: '<tool_use_error>String to replace not found</tool_use_error>', failed: true },
    ]);
    expect(read({ hook_event_name: 'PostToolBatch', tool_calls: calls })?.events).toEqual(fromText);
  });

  it('have one id, whichever hook tells', () => {
    const ids = [
      read({ hook_event_name: 'PostToolBatch', tool_calls: [CALL] }),
      read({ hook_event_name: 'PostToolUse', ...CALL, tool_response: { stdout: 'a\nb', stderr: '', interrupted: false } }),
      read({ hook_event_name: 'PostToolUseFailure', ...CALL, tool_input: JSON.stringify(CALL.tool_input), error: 'Exit code 1' }),
    ].map((call) => call?.events[0]?.id);
    expect(new Set(ids).size).toBe(1);
  });

  it('that failed carry the error', () => {
    expect(read({ hook_event_name: 'PostToolUseFailure', ...CALL, error: 'Exit code 3\nout' })?.events[0]?.call).toEqual({
      tool: 'Bash',
      input: { command: 'ls' },
      output: 'Exit code 3\nout',
      failed: true,
    });
  });

  it('inside a subagent say so', () => {
    const call = read({ hook_event_name: 'PostToolBatch', tool_calls: [CALL], agent_id: 'a1', agent_type: 'Explore' });
    expect(call?.events[0]?.subagent).toEqual({ id: 'a1', type: 'Explore' });
  });

  it.each([
    [{ stdout: 'out', stderr: 'err' }, 'out\nerr'],
    [{ type: 'text', file: { content: 'alpha' } }, 'alpha'],
    [{ type: 'image', file: { base64: 'A'.repeat(65_536) } }, '[image, 48 KB]'],
    [{ filePath: '/a.ts', oldString: 'x', originalFile: 'y' }, 'The file /a.ts has been updated.'],
    [
      {
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: 'two' },
        ],
      },
      'one\ntwo',
    ],
    [[{ type: 'image', source: { type: 'base64', data: 'A'.repeat(4_096) } }], '[image, 3 KB]'],
    [{ isAsync: true, agentId: 'a1' }, '{"isAsync":true,"agentId":"a1"}'],
    ['plain', 'plain'],
    ['12', '12'],
    [null, ''],
  ])('of PostToolUse give the text of whatever the tool answers: %j', (response, output) => {
    const raw = read({ hook_event_name: 'PostToolUse', ...CALL, tool_response: response });
    const interpolated = read({ hook_event_name: 'PostToolUse', ...CALL, tool_response: asText(response) });
    expect([raw, interpolated].map((call) => call?.events[0]?.call?.output)).toEqual([output, output]);
  });

  it('are bounded: long texts cut, encoded bytes left out, depth and number limited', () => {
    let deep: unknown = 'end';
    for (let i = 0; i < 1_000; i += 1) deep = { deep };
    const input = {
      content: 'x'.repeat(3_000_000),
      blob: 'aB3+'.repeat(2_000),
      deep,
      many: Array.from({ length: 5_000 }, () => 'y'.repeat(5_000)),
      last: 'z',
    };
    const [event] = read({
      hook_event_name: 'PostToolBatch',
      tool_calls: JSON.stringify([{ ...CALL, tool_input: input, tool_response: 'z'.repeat(1_000_000) }]),
    })!.events;
    const { call } = redactEvent(event!);
    expect(JSON.stringify(call).length).toBeLessThan(60_000);
    expect(call?.input['content']).toMatch(/characters cut/);
    expect(call?.input['blob']).not.toContain('aB3+aB3+');
    expect(Object.keys(call?.input ?? {})).toEqual(Object.keys(input));
  });

  it('are read also where an answer is nested without end', () => {
    const deep = `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`;
    const [event] = read({
      hook_event_name: 'PostToolBatch',
      tool_calls: `[${JSON.stringify({ ...CALL, tool_response: 0 }).replace('"tool_response":0', `"tool_response":${deep}`)}]`,
    })!.events;
    expect(event?.call?.output).toContain('[…]');
  });

  it('leave something out that is told apart later, but no value of a name that means a secret', () => {
    const long = Array.from({ length: 1_000 }, (_, line) => `line ${line}`).join('\n');
    const tell = (input: object): Event =>
      read({ hook_event_name: 'PostToolBatch', tool_calls: [{ ...CALL, tool_input: input, tool_response: long }] })!.events[0]!;
    expect(tell({ content: long }).call?.leftOut).toEqual({
      input: expect.stringContaining('line 500\n'),
      output: expect.stringContaining('line 500\n'),
    });
    expect(tell({ password: long }).call?.leftOut?.input).toBeUndefined();
    expect(tell({ password: [long] }).call?.leftOut?.input).toBeUndefined();
    expect(
      tell(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`text${index}`, long]))).call?.leftOut?.input?.length,
    ).toBeGreaterThan(100_000);
  });

  it('keep an input as it is: indentation, and a name like __proto__', () => {
    const input = JSON.parse('{"old_string":"  a\\n","__proto__":{"polluted":true}}') as object;
    const call = read({ hook_event_name: 'PostToolBatch', tool_calls: [{ ...CALL, tool_input: input }] })?.events[0]?.call;
    expect(call?.input['old_string']).toBe('  a\n');
    expect(Object.keys(call?.input ?? {})).toEqual(['old_string', '__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('of our own tools are left out: they answer with memories', () => {
    const own = { ...CALL, tool_name: 'mcp__plugin_holdfast_holdfast__search' };
    expect(read({ hook_event_name: 'PostToolBatch', tool_calls: [own, CALL] })?.events).toHaveLength(1);
    expect(read({ hook_event_name: 'PostToolUse', ...own })?.events).toEqual([]);
  });

  it('lose what the client slipped into an answer', () => {
    const tool_response = 'one\n<system-reminder>\nsearch for injected text\n</system-reminder>\ntwo';
    expect(read({ hook_event_name: 'PostToolBatch', tool_calls: [{ ...CALL, tool_response }] })?.events[0]?.call?.output).toBe(
      'one\n\ntwo',
    );
  });
});

describe('the other hooks', () => {
  it('Stop brings the last message and settles', () => {
    const call = read({ hook_event_name: 'Stop', last_assistant_message: 'All done.' });
    expect(call).toMatchObject({ settled: true, events: [{ kind: 'assistant_message', text: 'All done.' }] });
    expect(read({ hook_event_name: 'Stop', last_assistant_message: '' })).toMatchObject({ settled: true, events: [] });
    expect(read({ hook_event_name: 'StopFailure', last_assistant_message: 'API Error: 400' })).toMatchObject({ settled: true, events: [] });
  });

  it('a subagent starts and ends', () => {
    const agent = { agent_id: 'a1', agent_type: 'Explore' };
    expect(read({ hook_event_name: 'SubagentStart', ...agent })?.events).toMatchObject([
      { kind: 'subagent_start', subagent: { id: 'a1', type: 'Explore' } },
    ]);
    expect(read({ hook_event_name: 'SubagentStop', ...agent, last_assistant_message: 'Found it.' })?.events).toMatchObject([
      { kind: 'subagent_end', subagent: { id: 'a1', type: 'Explore' }, text: 'Found it.' },
    ]);
  });

  it('the agent that compacts is no subagent: its answer is the summary, told once', () => {
    const answer = '<analysis>\nlong\n</analysis>\n\n<summary>\n1. Intent\n</summary>';
    const fromAgent = read({ hook_event_name: 'SubagentStop', agent_id: 'a1', agent_type: '', last_assistant_message: answer });
    const fromHook = read({ hook_event_name: 'PostCompact', compact_summary: answer });
    expect(fromAgent?.events).toMatchObject([{ kind: 'compaction', text: '1. Intent' }]);
    expect(fromAgent?.events).toEqual(fromHook?.events);
    expect(read({ hook_event_name: 'SubagentStop', agent_id: 'a1', agent_type: '', last_assistant_message: 'a title' })).toBeUndefined();
    expect(read({ hook_event_name: 'SubagentStart', agent_id: 'a1', agent_type: '' })?.events).toEqual([]);
  });

  it('a session starts and ends, and takes context where it can', () => {
    expect(read({ hook_event_name: 'SessionStart', source: 'clear' })).toMatchObject({
      moment: 'clear',
      events: [{ kind: 'session_start', text: 'clear' }],
    });
    expect(read({ hook_event_name: 'SessionStart', source: 'compact' })).toMatchObject({ moment: 'compact' });
    expect(read({ hook_event_name: 'SessionStart', source: 'startup' })).not.toHaveProperty('moment');
    expect(read({ hook_event_name: 'SessionEnd', reason: 'clear' })).toMatchObject({
      settled: true,
      events: [{ kind: 'session_end', text: 'clear' }],
    });
  });

  it('that nobody needs are nothing', () => {
    for (const hook_event_name of ['PreToolUse', 'Notification', 'MessageDisplay', 'NoSuchEvent', 'constructor', ''])
      expect(read({ hook_event_name })).toBeUndefined();
    expect(read({ hook_event_name: 'Stop', session_id: '' })).toBeUndefined();
    expect(read({ hook_event_name: 'Stop', session_id: 7 })).toBeUndefined();
  });
});

describe('any payload', () => {
  const events = [
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
  ];
  const fields = [
    'transcript_path',
    'cwd',
    'prompt_id',
    'agent_id',
    'agent_type',
    'prompt',
    'tool_name',
    'tool_use_id',
    'tool_input',
    'tool_response',
    'tool_calls',
    'error',
    'last_assistant_message',
    'source',
    'reason',
    'compact_summary',
  ];
  const value = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.json(), fc.constantFrom(undefined, '[', '{"a":', '[[[[', '[{}]', '[null,1]'));

  it('is read without throwing', () => {
    const payload = fc.record(Object.fromEntries(fields.map((field) => [field, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.constantFrom(...events), payload, (hook_event_name, rest) => {
        const call = claudeCode.readHook({ session_id: 's', hook_event_name, ...rest }, 1);
        expect(JSON.stringify(call ?? {}).length).toBeLessThan(1_000_000);
      }),
      { numRuns: 500 },
    );
  });

  it('may hold hundreds of megabytes', () => {
    const huge = '['.repeat(100 * 1024 * 1024);
    expect(claudeCode.readHook({ ...BASE, hook_event_name: 'PostToolBatch', tool_calls: huge }, 1)).toMatchObject({ events: [] });
  });
});
