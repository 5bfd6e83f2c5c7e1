const PREFIX = 'mcp__plugin_holdfast_holdfast__';

/** The slash commands: `/holdfast:<name>`, as Markdown by name. */
export const COMMANDS: ReadonlyMap<string, string> = new Map([
  [
    'search',
    command({
      description: 'Search the memory of earlier sessions',
      hint: '<what to look for>',
      tools: ['search', 'timeline', 'get_observations'],
      text: `Search the memory for: $ARGUMENTS

Call \`search\` with these words as the query; if they are empty, call it without one to list the latest. Show the user what was found as a
short list (number, date, title). If one of them plainly answers the question, read it with \`get_observations\` and answer from it, naming its
number. If nothing was found, say so.`,
    }),
  ],
  [
    'status',
    command({
      description: 'Show what the memory holds for this project',
      tools: ['session_start_context', 'search'],
      text: `Call \`session_start_context\`, and \`search\` without a query and with \`limit\` 5. Tell the user in a few lines: what a new session of this
project would start with, the five latest memories (number, date, title), or that there are none yet. Add that \`holdfast status\` and
\`holdfast doctor\` in a terminal show counts, size and health.`,
    }),
  ],
  [
    'remember',
    command({
      description: 'Store something for later sessions',
      hint: '<what to remember>',
      tools: ['remember'],
      text: `The user wants this remembered: $ARGUMENTS

Call \`remember\` once with \`text\` set to these words, unchanged, \`from_user\` set to true, and the \`type\` that fits: \`preference\` for how the user wants
things done, \`constraint\` for what must hold, \`decision\` for what was settled and why, \`runbook\` for how something is done, else \`discovery\`.
If there are no words, ask what to remember. Confirm in one line with the number you were given.`,
    }),
  ],
  [
    'forget',
    command({
      description: 'Wipe memories for good',
      hint: '<numbers, or what they are about>',
      // Not the one that wipes: the client asks before it.
      tools: ['search', 'get_observations'],
      text: `The user wants this forgotten: $ARGUMENTS

If these are numbers or ids, show the title of each (\`get_observations\`) and call \`forget\` with them. If they are words, call \`search\`, show what was found
with numbers, and ask which to wipe; call \`forget\` only with what the user names. It cannot be undone. Confirm in one line.`,
    }),
  ],
  ['off', turning('off', 'Stop remembering this session', 'What came before stays in the memory; /holdfast:forget wipes what the user names.')],
  ['on', turning('on', 'Remember this session again', 'What was said in between is not remembered.')],
]);

// The plugin's hook sees the command itself and turns the switch; no tool could, which knows of no session.
function turning(to: 'on' | 'off', description: string, remark: string): string {
  return command({
    description,
    tools: [],
    text: `The user turns the memory of this session ${to}. Holdfast does so by itself before you read this; call no tool.

If a line that begins with "Holdfast:" came with this prompt and says that it is ${to}, confirm that in one line and add: ${remark}
If it says something else, repeat it. If there is none, say that the switch was not reached, and that \`holdfast ${to}\` in a terminal turns it.`,
  });
}

interface Command {
  readonly description: string;
  readonly hint?: string;
  readonly tools: readonly string[];
  readonly text: string;
}

function command({ description, hint, tools, text }: Command): string {
  const argumentHint = hint === undefined ? '' : `argument-hint: ${JSON.stringify(hint)}\n`;
  const allowed = tools.length === 0 ? '' : `allowed-tools: ${tools.map((tool) => PREFIX + tool).join(', ')}\n`;
  return `---\ndescription: ${description}\n${argumentHint}${allowed}---\n\n${text}\n`;
}
