import type { Canaries } from './canaries.ts';

/** What the client tells of a session in which secrets come from everywhere: fields of hooks, in order. */
export function tellSecrets({ plant }: Canaries): readonly Readonly<Record<string, unknown>>[] {
  return [
    ...privateTurns(plant),
    ...openTurn(plant),
    { hook_event_name: 'SessionStart', source: 'compact', prompt_id: 'p3' },
    {
      hook_event_name: 'SubagentStop',
      prompt_id: 'p3',
      agent_id: 'compactor',
      last_assistant_message: `<summary>The kestrel deploys with ${plant('a summary', 'github')}.</summary>`,
    },
  ];
}

type Plant = Canaries['plant'];

function privateTurns(plant: Plant): readonly Readonly<Record<string, unknown>>[] {
  const value = plant('a private value');
  return [
    ...turn('p1', `<private>${plant('an all-private first prompt')} is what it is about</private>`, [
      tool('Bash', { command: `grep -r ${plant('an input of a private turn')} .` }, `osprey ${plant('an output of a private turn')}`),
    ]),
    stop('p1', `The osprey is ${plant('an answer of a private turn')}.`),
    ...turn('p2', `Log the kestrel in with <PRIVATE>${value}</Private> and fix it`, [
      tool(
        'Bash',
        { command: `kestrel login --user app ${value}` },
        `kestrel session ${plant('an output of a turn with a private value')}`,
      ),
      tool('Edit', { file_path: '/site/kestrel.ts', old_string: 'a', new_string: `login("${value}")` }, 'ok'),
    ]),
    stop('p2', `Fixed the kestrel login: it takes ${value} from the settings now.`),
  ];
}

function openTurn(plant: Plant): readonly Readonly<Record<string, unknown>>[] {
  const deep = plant('a field of a tool input');
  return [
    ...turn('p3', `Deploy the kestrel with ${plant('a prompt', 'github')}, password: ${plant('a password in a prompt')}`, [
      tool(
        'Bash',
        { command: `curl -u app:${plant('a curl user')} -H "Authorization: Bearer ${plant('a header', 'aws')}" https://k.test` },
        'ok',
      ),
      tool('mcp__db__connect', { host: 'db', auth: { password: deep } }, `connected as app\nDB_PASSWORD=${plant('a tool output')}`),
      tool('Read', { file_path: '/site/key.pem' }, plant('a file', 'key')),
      tool('Read', { file_path: '/site/.env' }, `# kestrel\nAWS_SECRET_ACCESS_KEY=${plant('a dotenv file', 'aws')}\nPORT=80`),
      tool(
        'Bash',
        { command: 'cat long.log' },
        `${'kestrel line\n'.repeat(225)}token: ${plant('where a text is cut', 'slack')}${'\nmore'.repeat(2000)}`,
      ),
      tool(
        'Bash',
        { command: 'cat long.pem' },
        `${'kestrel line\n'.repeat(200)}${plant('a key that is cut', 'key')}${'\nmore'.repeat(2000)}`,
      ),
      tool('Write', { file_path: '/site/c.ts', content: `export const stripe = '${plant('written content', 'stripe')}';` }, 'ok'),
      tool('WebFetch', { url: `https://app:${plant('a URL')}@k.test/a?access_token=${plant('a query of a URL')}&page=2` }, 'kestrel docs'),
    ]),
    {
      hook_event_name: 'PostToolUseFailure',
      prompt_id: 'p3',
      tool_name: 'Bash',
      tool_use_id: 'toolu_env',
      tool_input: { command: 'kestrel deploy' },
      error: `Error: spawn kestrel ENOENT { env: { HOME: '/root', ANTHROPIC_API_KEY: '${plant('the environment in an error', 'anthropic')}' } }`,
    },
    stop('p3', `The kestrel is deployed. The root cause was the key: I set it to ${plant('an assistant text', 'anthropic')} in deploy.ts.`),
  ];
}

let used = 0;

function tool(name: string, input: object, response: string): object {
  used += 1;
  return { tool_name: name, tool_use_id: `toolu_${used}`, tool_input: input, tool_response: response };
}

function turn(id: string, prompt: string, calls: readonly object[]): readonly Readonly<Record<string, unknown>>[] {
  return [
    { hook_event_name: 'UserPromptSubmit', prompt_id: id, prompt },
    ...calls.map((call) => ({ hook_event_name: 'PostToolBatch', prompt_id: id, tool_calls: [call] })),
  ];
}

function stop(id: string, text: string): Readonly<Record<string, unknown>> {
  return { hook_event_name: 'Stop', prompt_id: id, last_assistant_message: text };
}
