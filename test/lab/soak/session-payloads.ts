import type { Payload } from '../fixtures/payloads.ts';

const TURNS = 4;

/** The hooks of a session with 20 tool calls: four times a prompt, five calls (one of them fails), and what the agent says last. */
export function sessionPayloads(session: string, cwd: string): readonly Payload[] {
  return Array.from({ length: TURNS }, (_, turn) => turnPayloads(session, `${session}-${turn}`, cwd)).flat();
}

function turnPayloads(session: string, part: string, cwd: string): readonly Payload[] {
  const common = { session_id: session, cwd, prompt_id: `prompt-${part}`, transcript_path: '' };
  const file = `${cwd}/src/part-${part}.ts`;
  const calls = [
    call(part, 'Read', { file_path: file }, `export const limit = 10; // of ${part}`),
    call(part, 'Grep', { pattern: 'limit', path: cwd }, `${file}:1: export const limit = 10;`),
    call(part, 'Edit', { file_path: file, old_string: 'limit = 10', new_string: 'limit = 20' }, 'The file has been updated.'),
    call(part, 'Bash', { command: `npm test -- ${part}` }, `Tests  1 failed: the limit of ${part} is 20, expected 10`),
    call(part, 'Write', { file_path: `${cwd}/docs/${part}.md`, content: `The limit of ${part} is 20 now.` }, 'The file has been created.'),
  ];
  return [
    {
      ...common,
      hook_event_name: 'UserPromptSubmit',
      prompt: `The limit of part ${part} is too low. Raise it and say in docs/${part}.md why.`,
    },
    ...calls.map((one) => ({ ...common, hook_event_name: 'PostToolBatch', tool_calls: JSON.stringify([one]) })),
    {
      ...common,
      hook_event_name: 'Stop',
      last_assistant_message: `The root cause was the default of part ${part}. Raised the limit to 20.`,
    },
  ];
}

function call(part: string, name: string, input: object, response: string): object {
  return { tool_use_id: `toolu_${part}_${name}`, tool_name: name, tool_input: input, tool_response: response };
}
