import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hook, promptPayload, SESSION } from './hook/payload.ts';
import { type Server, startServer } from './mcp/server.ts';
import { holdfast } from './run.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { storedEvents } from './stored.ts';

const CANARY = 'xyzzyplugh';
const TOLD = { systemMessage: expect.stringContaining('no setting of yours names it (.holdfastignore)') as string };
const LATER = 'a1f0c9de-0000-4000-8000-000000000002';

describe('an excluded project', () => {
  it.each<[string, (box: Sandbox) => void, object]>([
    ['its .holdfastignore', ({ project }) => writeFileSync(join(project, '.holdfastignore'), '*\n'), TOLD],
    ['the settings', (box) => configure(box, { excludeProjects: [dirname(box.project)] }), {}],
  ])('by %s leaves no byte anywhere, in no process', async (_, exclude, answer) => {
    const box = createSandbox();
    await remember(box, 'heron');
    exclude(box);
    const transcript = record(box, SESSION, user(CANARY), assistant(CANARY));
    const server = startServer(box);
    expect(await tell(server, promptPayload(box, { prompt: CANARY }))).toEqual(answer);
    expect(await tell(server, batch(box, 'Bash', { command: CANARY }))).toEqual({});
    expect(await tell(server, stop(box))).toEqual({});
    const refused = await server.ask('tools/call', { name: 'remember', arguments: { text: CANARY } });
    expect(JSON.stringify(refused.result)).toMatch(/not remembered.*holdfast remember/);
    await end(server);
    expect(JSON.parse((await hook(box, promptPayload(box, { prompt: CANARY, session_id: LATER }))).stdout)).toEqual(answer);
    expect(await holdfast(box, ['import', transcript])).toMatchObject({ code: 0 });
    await warmUp(box);
    expect(filesWith(box, CANARY)).toEqual([]);
    // What was stored before is still found.
    expect((await holdfast(box, ['search', 'heron'])).stdout).toContain('heron');
    expect((await holdfast(box, ['status'])).stdout).toMatch(/left out here: all of this project/);
  });

  it('leaves not even a folder where there was no memory', async () => {
    const box = createSandbox();
    writeFileSync(join(box.project, '.holdfastignore'), '/\n');
    const server = startServer(box);
    await tell(server, promptPayload(box));
    await end(server);
    expect(readdirSync(box.root).toSorted()).toEqual(['home', 'temporary', 'work']);
  });
});

it('an excluded file, tool or subagent is left out of a session that is kept', async () => {
  const box = createSandbox();
  configure(box, { excludeTools: ['mcp__slack__*'], excludePaths: ['*.pem'], excludeSubagents: ['Explore'] });
  writeFileSync(join(box.project, '.holdfastignore'), '# ours\n.env*\n!.env.example\n');
  const calls: readonly (readonly [string, object])[] = [
    ['Read', { file_path: join(box.project, '.env.local') }],
    ['Edit', { file_path: join(box.project, 'src/.env'), old_string: CANARY, new_string: CANARY }],
    ['Bash', { command: `cat .env.local # ${CANARY}` }],
    ['Write', { file_path: '/elsewhere/key.pem', content: CANARY }],
    ['mcp__slack__post', { text: CANARY }],
    ['Task', { subagent_type: 'Explore', prompt: CANARY }],
  ];
  const shown = ['Read', { file_path: join(box.project, '.env.example') }] as const;
  const transcript = record(box, SESSION, user('What is set?'));
  const server = startServer(box);
  await tell(server, promptPayload(box));
  for (const [tool, input] of calls) await tell(server, batch(box, tool, input));
  await tell(server, batch(box, ...shown, 'shown'));
  await tell(server, { ...batch(box, 'Bash', { command: 'ls' }), agent_id: 'a1', agent_type: 'Explore' });
  await tell(
    server,
    promptPayload(box, { hook_event_name: 'SubagentStop', agent_id: 'a1', agent_type: 'Explore', last_assistant_message: CANARY }),
  );
  calls.forEach(([tool, input], at) => record(box, SESSION, use(`t${at}`, tool, input), result(`t${at}`, CANARY)));
  record(box, SESSION, use('torn', 'Write', { file_path: join(box.project, '.env'), content: CANARY }));
  record(
    box,
    `${SESSION}/subagents/agent-a1`,
    { ...user(CANARY), agentId: 'a1' },
    { ...assistant(CANARY), agentId: 'a1', attributionAgent: 'Explore' },
  );
  await tell(server, stop(box));
  await end(server);
  await warmUp(box);
  await holdfast(box, ['import', transcript]);
  const events = await storedEvents(box.memory, SESSION);
  expect(events.flatMap(({ call }) => call?.output ?? [])).toEqual(['shown']);
  expect(filesWith(box, CANARY)).toEqual([]);
  expect((await holdfast(box, ['status'])).stdout).toMatch(/left out here: files: \.env\* !\.env\.example \(\.holdfastignore\)/);
});

describe('a session turned off by its user', () => {
  it('is seen no more, also after a kill, until it is turned on again', async () => {
    const box = createSandbox();
    const server = startServer(box);
    record(box, SESSION, user('Before.'));
    await tell(server, promptPayload(box, { prompt: 'Before.' }));
    expect(JSON.stringify(await tell(server, promptPayload(box, { prompt: '/holdfast:off', prompt_id: 'off' })))).toMatch(
      /is off for this/,
    );
    await secretTurn(box, server);
    expect(JSON.stringify((await server.ask('tools/call', { name: 'remember', arguments: { text: CANARY } })).result)).toMatch(/is off/);
    server.signal('SIGKILL');
    await server.ended;
    const again = startServer(box);
    await secretTurn(box, again);
    expect(await tell(again, promptPayload(box, { prompt: '/holdfast:on', prompt_id: 'on' }))).toMatchObject({
      systemMessage: /is on for this session/,
    });
    record(box, SESSION, user('After.', 'after'));
    await tell(again, promptPayload(box, { prompt: 'After.', prompt_id: 'after' }));
    await tell(again, stop(box, 'after'));
    await end(again);
    await warmUp(box);
    const texts = (await storedEvents(box.memory, SESSION)).map(({ text }) => text);
    expect(texts).toEqual(['Before.', '/holdfast:on', 'After.', 'Done.']);
    expect(filesWith(box, CANARY)).toEqual([]);
  });

  it('is turned by the command line as well', async () => {
    const box = createSandbox();
    const server = startServer(box);
    await tell(server, promptPayload(box));
    expect((await holdfast(box, ['off'])).stdout).toContain(`Off for session ${SESSION}`);
    await secretTurn(box, server);
    expect((await holdfast(box, ['on', '--session', SESSION])).stdout).toContain('On again');
    expect(await holdfast(box, ['on'])).toMatchObject({ code: 1, stderr: expect.stringContaining('--session') });
    await end(server);
    await warmUp(box);
    expect(filesWith(box, CANARY)).toEqual([]);
  });
});

describe('a pause', () => {
  it('in mid-session is obeyed at once, and what happened in it is never caught up', async () => {
    const box = createSandbox();
    const server = startServer(box);
    await tell(server, promptPayload(box));
    expect((await holdfast(box, ['pause', '--for', '2h'])).stdout).toMatch(/paused until .*: nothing is remembered/);
    expect(await tell(server, promptPayload(box, { prompt: CANARY, prompt_id: 'x' }))).toMatchObject({ systemMessage: /paused until/ });
    await secretTurn(box, server);
    // One that no process of ours saw.
    const unseen = record(box, LATER, { ...user(CANARY), sessionId: LATER });
    expect((await holdfast(box, ['status'])).stdout).toContain('paused until');
    expect((await holdfast(box, ['doctor'])).stdout).toMatch(/warn +paused/);
    expect((await holdfast(box, ['resume'])).stdout).toContain('goes on');
    await new Promise((settle) => setTimeout(settle, 5));
    record(box, LATER, { ...user('Seen.', 'seen'), sessionId: LATER }, { ...assistant('Noted.'), sessionId: LATER });
    await tell(server, promptPayload(box, { prompt: 'After.', prompt_id: 'after' }));
    await tell(server, stop(box, 'after'));
    await end(server);
    await meetAnother(box);
    expect((await storedEvents(box.memory, SESSION)).map(({ text }) => text)).toEqual([promptPayload(box)['prompt'], 'After.', 'Done.']);
    expect((await storedEvents(box.memory, LATER)).map(({ text }) => text)).toEqual(['Seen.', 'Noted.']);
    expect(filesWith(box, CANARY)).toEqual([]);
    await holdfast(box, ['import', '--mine', unseen]);
    expect((await storedEvents(box.memory, LATER)).map(({ text }) => text)).toEqual([CANARY, 'Seen.', 'Noted.']);
  });

  it('wants a duration, and is not ended where there is none', async () => {
    const box = createSandbox();
    expect(await holdfast(box, ['pause', '--for', 'ever'])).toMatchObject({
      code: 2,
      stderr: 'holdfast: ever is no duration. Write it as 30m, 2h or 1d, a year at most.\n',
    });
    expect(await holdfast(box, ['resume'])).toMatchObject({ code: 0, stdout: 'Holdfast is not paused.\n' });
    expect(readdirSync(box.root)).not.toContain('memory');
  });
});

it('HOLDFAST_DISABLE=1: what happens is seen neither now nor by a later process that is not turned off', async () => {
  const box = createSandbox();
  await remember(box, 'heron');
  const env = { HOLDFAST_DISABLE: '1' };
  const server = startServer(box, { env });
  await tell(server, promptPayload(box, { prompt: CANARY }));
  await secretTurn(box, server);
  await end(server);
  record(box, LATER, { ...user(CANARY), sessionId: LATER });
  expect(await hook(box, promptPayload(box, { session_id: LATER, prompt: CANARY }), { env })).toMatchObject({ stdout: '' });
  await meetAnother(box);
  expect(filesWith(box, CANARY)).toEqual([]);
});

it('doctor warns of a pattern that means nothing', async () => {
  const box = createSandbox();
  configure(box, { excludePaths: ['bad\\'] });
  writeFileSync(join(box.project, '.holdfastignore'), '!\n');
  const { stdout } = await holdfast(box, ['doctor']);
  expect(stdout).toMatch(/warn +left out +The pattern "bad\\\\" in excludePaths means nothing/);
  expect(stdout).toMatch(/warn +left out +The pattern "!" in .*\.holdfastignore means nothing/);
});

function configure({ memory }: Sandbox, settings: object): void {
  mkdirSync(memory, { recursive: true, mode: 0o700 });
  writeFileSync(join(memory, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
}

async function remember(box: Sandbox, word: string): Promise<void> {
  expect(await holdfast(box, ['remember', `The ${word} stands in the pond.`])).toMatchObject({ code: 0 });
}

async function tell(server: Server, payload: object): Promise<object> {
  const { result: answer } = await server.ask('tools/call', { name: 'capture', arguments: payload });
  const [{ text }] = (answer as { content: [{ text: string }] }).content;
  return JSON.parse(text) as object;
}

async function secretTurn(box: Sandbox, server: Server): Promise<void> {
  record(box, SESSION, user(CANARY, 'secret'), assistant(CANARY));
  await tell(server, promptPayload(box, { prompt: CANARY, prompt_id: 'secret' }));
  await tell(server, batch(box, 'Bash', { command: `echo ${CANARY}` }));
  await tell(
    server,
    promptPayload(box, {
      hook_event_name: 'SubagentStop',
      agent_id: 'c',
      agent_type: '',
      last_assistant_message: `<summary>${CANARY}</summary>`,
    }),
  );
  await tell(server, stop(box, 'secret', CANARY));
}

function batch(box: Sandbox, tool: string, input: object, output: string = CANARY): Record<string, unknown> {
  const call = { tool_name: tool, tool_input: input, tool_use_id: crypto.randomUUID(), tool_response: output };
  return promptPayload(box, { hook_event_name: 'PostToolBatch', tool_calls: JSON.stringify([call]) });
}

function stop(box: Sandbox, prompt_id = 'prompt-1', message = 'Done.'): Record<string, unknown> {
  return promptPayload(box, { hook_event_name: 'Stop', prompt_id, last_assistant_message: message });
}

async function end(server: Server): Promise<void> {
  server.end();
  expect(await server.ended).toMatchObject({ code: 0 });
}

// A session process that looks what others left, and has the time to.
async function warmUp(box: Sandbox): Promise<void> {
  const server = startServer(box);
  await server.ask('initialize', { protocolVersion: '2025-11-25' });
  await server.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  await new Promise((settle) => setTimeout(settle, 400));
  await end(server);
}

// A session process with a session of its own, which reads what lies beside its transcript.
async function meetAnother(box: Sandbox): Promise<void> {
  const another = 'a1f0c9de-0000-4000-8000-000000000003';
  const transcript = record(box, another, { ...user('Hello.'), sessionId: another });
  const server = startServer(box);
  await tell(server, promptPayload(box, { session_id: another, prompt: 'Hello.', transcript_path: transcript }));
  await new Promise((settle) => setTimeout(settle, 400));
  await end(server);
  expect((await storedEvents(box.memory, another)).map(({ text }) => text)).toContain('Hello.');
}

// Appends to the record that the client keeps of a session.
function record(box: Sandbox, session: string, ...lines: readonly object[]): string {
  const path = join(box.home, '.claude/projects/site', `${session}.jsonl`);
  mkdirSync(dirname(path), { recursive: true });
  for (const line of lines) {
    const always = { sessionId: SESSION, cwd: box.project, uuid: crypto.randomUUID(), timestamp: new Date().toISOString() };
    appendFileSync(path, `${JSON.stringify({ ...always, ...line })}\n`);
  }
  return path;
}

function user(content: unknown, promptId = 'prompt-1'): object {
  return { type: 'user', promptId, message: { role: 'user', content } };
}

function assistant(content: unknown): object {
  return {
    type: 'assistant',
    message: { role: 'assistant', model: 'claude', content: typeof content === 'string' ? [{ type: 'text', text: content }] : content },
  };
}

function use(id: string, name: string, input: object): object {
  return assistant([{ type: 'tool_use', id, name, input }]);
}

function result(id: string, content: string): object {
  return user([{ type: 'tool_result', tool_use_id: id, content }]);
}

function filesWith({ memory }: Sandbox, text: string): string[] {
  const entries = readdirSync(memory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(text));
}
