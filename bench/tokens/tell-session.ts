import { eventId } from '../../src/agents/event-id.ts';
import type { Event, ToolCall } from '../../src/model/event.ts';
import { createRandom } from '../random.ts';

/** The session that is told. */
export const SESSION = { id: 'session-1', agent: 'claude-code' } as const;

/** How much of it there is. */
export interface Told {
  readonly calls: number;
  readonly turns: number;
  /** Characters of the input and the output of a call together. */
  readonly payload: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What happened in one turn. */
export interface ToldTurn {
  readonly events: readonly Event[];
}

const STEP_MS = 4000;
const WORDS =
  'lease worker queue retry store index turn session memory token budget parse render fence merge branch commit schema migrate cursor ' +
  'transcript redact secret pattern match limit batch prompt answer reader writer cache clock abort signal stream buffer header socket';
const VOCABULARY = WORDS.split(' ');
const SEED = 20_261_127;

/** The turns of a session: reads, commands, edits and failures, the same ones each time, no two calls alike. */
export function* tellSession({ calls, turns, payload, at: start }: Told): Generator<ToldTurn, void> {
  const random = createRandom(SEED);
  const perTurn = calls / turns;
  let at = start;
  for (let turn = 0; turn < turns; turn += 1) {
    const prompt = `prompt-${turn}`;
    const event = (native: string, what: Pick<Event, 'kind' | 'text' | 'call'> | Pick<Event, 'kind' | 'call'>): Event => {
      at += STEP_MS;
      return {
        id: eventId(SESSION.agent, SESSION.id, `${prompt}-${native}`),
        agent: SESSION.agent,
        session: SESSION.id,
        prompt,
        at,
        ...what,
      };
    };
    const events = [
      event('prompt', {
        kind: 'prompt',
        text: `Fix the ${pick(random)} of the ${pick(random)} in part ${turn}: it loses a ${pick(random)}.`,
      }),
    ];
    for (let call = 0; call < perTurn; call += 1)
      events.push(event(`call-${call}`, { kind: 'tool_call', call: tellCall(random, call, payload) }));
    events.push(event('answer', { kind: 'assistant_message', text: tellAnswer(random, turn) }));
    yield { events };
  }
}

function tellCall(random: () => number, place: number, payload: number): ToolCall {
  const file = `/home/dev/project/src/${pick(random)}/${pick(random)}-${place}.ts`;
  const dice = random();
  if (dice < 0.45) return { tool: 'Read', input: { file_path: file }, output: tellCode(random, payload - file.length), failed: false };
  if (dice < 0.65) {
    const half = Math.floor((payload - 200) / 2);
    const input = { file_path: file, old_string: tellCode(random, half), new_string: tellCode(random, half) };
    return { tool: 'Edit', input, output: `The file ${file} has been updated successfully.`, failed: false };
  }
  const failed = dice > 0.88;
  const command = `npm test -- ${pick(random)}`;
  const last = failed ? `\nError: expected ${pick(random)} to be ${pick(random)}\n1 failed, 11 passed` : '\n12 passed';
  return { tool: 'Bash', input: { command }, output: tellCode(random, payload - command.length - last.length) + last, failed };
}

function tellCode(random: () => number, length: number): string {
  let code = '';
  while (code.length < length)
    code += `const ${pick(random)}${Math.floor(random() * 1000)} = ${pick(random)}(${pick(random)}, ${pick(random)});\n`;
  return code.slice(0, Math.max(length, 0));
}

function tellAnswer(random: () => number, turn: number): string {
  const cause = `The ${pick(random)} was dropped because the ${pick(random)} ran before the ${pick(random)}.`;
  // Of real turns, few leave something that is worth a memory of its own.
  const left = turn % 4 === 0 ? ` The ${pick(random)} still has no limit; that is left for later.` : '';
  return `Fixed the ${pick(random)} in part ${turn}. ${cause} All tests pass now.${left}`;
}

function pick(random: () => number): string {
  return VOCABULARY[Math.floor(random() * VOCABULARY.length)]!;
}
