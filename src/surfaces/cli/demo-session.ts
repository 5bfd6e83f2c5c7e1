import { isAlive, startChild } from '../../wire.ts';

const DEADLINE_MS = 20_000;

/** What came of a session that was started, given one prompt, and ended. Times in milliseconds. */
export interface FirstPrompt {
  readonly context: string;
  readonly notice: string;
  readonly startMs: number;
  readonly answerMs: number;
  readonly endMs: number;
  /** The session process is still alive. */
  readonly left: boolean;
}

/** Starts the session process as an agent does, sends a first prompt over its pipe, and lets go of it. */
export async function startFirstPrompt(home: string, cwd: string): Promise<FirstPrompt> {
  const began = performance.now();
  await using child = await startChild({
    command: process.execPath,
    args: [process.argv[1]!, 'mcp'],
    env: { HOLDFAST_HOME: home, HOME: home, PATH: process.env['PATH'] ?? '' },
    deadlineMs: DEADLINE_MS,
  });
  const ask = async (id: number, method: string, params: object): Promise<Record<string, unknown>> => {
    child.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return (JSON.parse((await child.next()) ?? '{}') as { result?: Record<string, unknown> }).result ?? {};
  };
  await ask(1, 'initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'demo', version: '0' } });
  const ready = performance.now();
  const prompt = {
    hook_event_name: 'UserPromptSubmit',
    session_id: 'demo-next-session',
    cwd,
    prompt_id: 'demo-prompt',
    prompt: 'What is left to do?',
  };
  const answer = await ask(2, 'tools/call', { name: 'capture', arguments: prompt });
  const answered = performance.now();
  const { ms } = await child.end();
  return { ...readAnswer(answer), startMs: ready - began, answerMs: answered - ready, endMs: ms, left: isAlive(child.pid) };
}

function readAnswer(result: Record<string, unknown>): { context: string; notice: string } {
  const [content] = (result['content'] ?? []) as { text: string }[];
  const answer = JSON.parse(content?.text ?? '{}') as { hookSpecificOutput?: { additionalContext?: string }; systemMessage?: string };
  return { context: answer.hookSpecificOutput?.additionalContext ?? '', notice: answer.systemMessage ?? '' };
}
