import { expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { serveSessions } from '../../../src/app/capture/live-session.ts';
import { reconcile } from '../../../src/app/capture/reconcile.ts';
import { drain } from '../../../src/app/work/drain.ts';
import { createIdle } from '../../../src/app/work/idle.ts';
import { assistant, result, transcriptOf, use, user } from '../../agents/claude-code/lines.ts';
import { type Bench, filesWith, openBench, runAll } from '../bench.ts';

const CANARY = 'xyzzyplugh';
const LATER = 'And now the login.';
const AS_COMMAND = `<command-message>holdfast:forget</command-message>\n<command-name>/holdfast:forget</command-name>\n<command-args>the key ${CANARY}</command-args>`;
const AS_TYPED = `/holdfast:forget the key ${CANARY}`;
const KEPT = { leaks: [], texts: ['/holdfast:forget [private]', '[private]', '[private]', LATER, 'The login works.'].toSorted() };

it.each([
  ['as it was typed', AS_TYPED],
  ['as the client writes it', AS_COMMAND],
])('of a prompt that asks to forget nothing is kept but that something was done, %s', async (_, prompt) => {
  const bench = await openBench();
  const transcript = write(bench, prompt);
  const session = serveSessions(bench.around, claudeCode, createIdle(bench.around.log), 2000);
  const tell = async (hook_event_name: string, fields: object): Promise<unknown> =>
    session.hook({ hook_event_name, session_id: 's1', cwd: '/work', prompt_id: 'p', transcript_path: transcript, ...fields });
  await tell('UserPromptSubmit', { prompt });
  await tell('PostToolUse', { tool_name: 'Bash', tool_use_id: 't1', tool_input: { command: `grep ${CANARY} .` }, tool_response: CANARY });
  await tell('Stop', { last_assistant_message: `Wiped what held ${CANARY}.` });
  await session.finish(1000);
  await runAll(reconcile(bench.ports, claudeCode, transcript));
  expect(await keptOf(bench)).toEqual(KEPT);
});

it('is not kept from a transcript either, also where it is read by a process that was not there', async () => {
  const bench = await openBench();
  const transcript = write(bench, AS_TYPED);
  await runAll(reconcile(bench.ports, claudeCode, transcript));
  expect(await keptOf(bench)).toEqual(KEPT);
});

it('is not kept by the process that is told of it, before there is a transcript', async () => {
  const bench = await openBench();
  const session = serveSessions(bench.around, claudeCode, createIdle(bench.around.log), 2000);
  const hook = { session_id: 's1', cwd: '/work', prompt_id: 'p' };
  await session.hook({ ...hook, hook_event_name: 'UserPromptSubmit', prompt: AS_TYPED });
  const call = { tool_name: 'Bash', tool_use_id: 't1', tool_input: { command: `grep ${CANARY} .` }, tool_response: CANARY };
  await session.hook({ ...hook, ...call, hook_event_name: 'PostToolUse' });
  await session.hook({ ...hook, hook_event_name: 'Stop', last_assistant_message: `Wiped what held ${CANARY}.` });
  await session.finish(1000);
  expect(await keptOf(bench)).toEqual({ leaks: [], texts: ['/holdfast:forget [private]', '[private]', '[private]'] });
});

it('is not kept by a process that meets the session in the middle of its turn', async () => {
  const bench = await openBench();
  const hook = { session_id: 's1', cwd: '/work', prompt_id: 'p' };
  const before = serveSessions(bench.around, claudeCode, createIdle(bench.around.log), 2000);
  await before.hook({ ...hook, hook_event_name: 'UserPromptSubmit', prompt: AS_TYPED });
  const again = await bench.restart();
  const after = serveSessions(again.around, claudeCode, createIdle(again.around.log), 2000);
  await after.hook({ ...hook, hook_event_name: 'Stop', last_assistant_message: `Wiped what held ${CANARY}.` });
  await after.finish(1000);
  expect(filesWith(again.home, CANARY)).toEqual([]);
});

// Two turns: what is said in the second is heard again.
function write(bench: Bench, prompt: string): string {
  const first = { promptId: 'p' };
  const second = { promptId: 'q' };
  const lines = transcriptOf(
    user(prompt, first),
    assistant([use('t1', 'Bash', { command: `grep ${CANARY} .` })], first),
    user([result('t1', CANARY)], first),
    assistant([{ type: 'text', text: `Wiped what held ${CANARY}.` }], first),
    user(LATER, second),
    assistant([{ type: 'text', text: 'The login works.' }], second),
  );
  return bench.writeAnew(`${lines.join('\n')}\n`, 's1.jsonl');
}

async function keptOf(bench: Bench): Promise<{ leaks: readonly string[]; texts: readonly unknown[] }> {
  await runAll(drain(bench.ports, { eager: true }));
  const { store } = bench.ports;
  const events = await store.events((await store.stubs('s1')).map(({ id }) => id));
  // A hook and a transcript tell the times of different clocks here.
  return { leaks: filesWith(bench.home, CANARY), texts: events.map(({ text, call }) => text ?? call?.output).toSorted() };
}
