import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import { readHook } from '../../../src/agents/claude-code/hook.ts';
import { promptPayload, SESSION } from '../../surfaces/hook/payload.ts';
import { type Server, startServer } from '../../surfaces/mcp/server.ts';
import type { Sandbox } from '../../surfaces/sandbox.ts';
import { OWN_BUILD } from '../build.ts';

/** A session of a client that tells by hooks what happened, and writes it into its transcript. */
export interface ToldSession {
  readonly box: Sandbox;
  readonly server: Server;
  /** The ids of all events it told, in order. */
  readonly told: string[];
  /** What the user was told about a memory that does not work. */
  readonly notices: string[];
}

// What the plugin grants a hook.
const LONGEST_MS = 2000;
const LONGEST_PROMPT_MS = 5000;
const OUTPUT = 'all tests of the parser have passed again\n'.repeat(400);

/** Starts a session process in the sandbox, with a command that starts others. */
export async function startToldSession(box: Sandbox, within: readonly string[]): Promise<ToldSession> {
  // A mount namespace is entered at its root.
  const server = startServer(box, { command: [...within, ...OWN_BUILD.server], env: { CLAUDE_PROJECT_DIR: box.project } });
  await server.ask('initialize', { protocolVersion: '2025-11-25' });
  await server.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  return { box, server, told: [], notices: [] };
}

/** Takes a turn: a prompt, so many calls of a tool that say 16 KB each, and the end. Every hook is answered in time. */
export async function takeToldTurn({ box, server, told, notices }: ToldSession, turn: number, calls = 1): Promise<void> {
  const common = promptPayload(box, { prompt_id: `prompt-${turn}`, prompt: `Please mend part ${turn}.` });
  const { prompt: _, ...rest } = common;
  const batch = Array.from({ length: calls }, (_each, index) => ({
    tool_use_id: `toolu_${turn}_${index}`,
    tool_name: 'Bash',
    tool_input: { command: `npm test -- ${turn}.${index}` },
    tool_response: OUTPUT,
  }));
  writeDown(common, turn, batch);
  for (const fields of [
    common,
    { ...rest, hook_event_name: 'PostToolBatch', tool_calls: JSON.stringify(batch) },
    { ...rest, hook_event_name: 'Stop', last_assistant_message: `Part ${turn} is mended.` },
  ]) {
    const began = performance.now();
    const { result } = await server.ask('tools/call', { name: 'capture', arguments: fields });
    expect(performance.now() - began).toBeLessThan(fields['hook_event_name'] === 'UserPromptSubmit' ? LONGEST_PROMPT_MS : LONGEST_MS);
    const [answer] = result!['content'] as [{ readonly text: string }];
    const { systemMessage = '' } = JSON.parse(answer.text) as { systemMessage?: string };
    if (systemMessage.includes('not available')) notices.push(systemMessage);
    told.push(...(readHook(fields, 0)?.events ?? []).map(({ id }) => id));
  }
}

function writeDown(prompt: Readonly<Record<string, unknown>>, turn: number, batch: readonly Readonly<Record<string, unknown>>[]): void {
  const { transcript_path: path, cwd, prompt_id: promptId } = prompt;
  const about = { isSidechain: false, sessionId: SESSION, cwd, timestamp: '2026-05-20T10:00:00.000Z' };
  const line = (type: 'user' | 'assistant', uuid: string, content: unknown, more = {}): object => ({
    ...about,
    ...more,
    type,
    uuid: `${turn}-${uuid}`,
    message: { role: type, content },
  });
  const lines = [
    line('user', 'prompt', prompt['prompt'], { promptId }),
    ...batch.flatMap(({ tool_use_id: id, tool_name: name, tool_input: input, tool_response: content }) => [
      line('assistant', `use-${String(id)}`, [{ type: 'tool_use', id, name, input }]),
      line('user', `result-${String(id)}`, [{ type: 'tool_result', tool_use_id: id, content }]),
    ]),
    line('assistant', 'end', [{ type: 'text', text: `Part ${turn} is mended.` }]),
  ];
  mkdirSync(dirname(String(path)), { recursive: true });
  appendFileSync(String(path), lines.map((each) => `${JSON.stringify(each)}\n`).join(''));
}
