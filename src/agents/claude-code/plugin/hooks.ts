const SERVER = 'plugin:holdfast:holdfast';
const TOOL = 'capture';

// What every hook sends. The event's name is added as a constant.
const ALWAYS = ['session_id', 'transcript_path', 'cwd', 'prompt_id', 'agent_id', 'agent_type'];

// Seconds. Before the server is connected a hook waits this long, which only the first prompt should be worth.
const PATIENT = 5;
const BRIEF = 2;

interface Listener {
  readonly event: string;
  /** Fields of this event beside those that are always sent. */
  readonly fields: readonly string[];
  readonly timeout: number;
  /** Which of its occurrences: at the start and the end of a session there is no server to call. */
  readonly matcher?: string;
}

// PostCompact is not among them: the client would tell user and model of the hook. SubagentStop brings the summary too.
const LISTENERS: readonly Listener[] = [
  { event: 'UserPromptSubmit', fields: ['prompt'], timeout: PATIENT },
  { event: 'PostToolBatch', fields: ['tool_calls'], timeout: BRIEF },
  { event: 'PostToolUseFailure', fields: ['tool_name', 'tool_use_id', 'tool_input', 'error'], timeout: BRIEF },
  { event: 'Stop', fields: ['last_assistant_message'], timeout: BRIEF },
  { event: 'StopFailure', fields: [], timeout: BRIEF },
  { event: 'SubagentStart', fields: [], timeout: BRIEF },
  { event: 'SubagentStop', fields: ['last_assistant_message'], timeout: BRIEF },
  { event: 'SessionStart', fields: ['source'], timeout: PATIENT, matcher: 'compact|clear' },
  { event: 'SessionEnd', fields: ['reason'], timeout: BRIEF, matcher: 'clear' },
];

/** `hooks/hooks.json`: what the client tells the running server of, over the pipe it already has. */
export function hooks(): object {
  return { hooks: Object.fromEntries(LISTENERS.map((listener) => [listener.event, [matched(listener)]])) };
}

function matched({ event, fields, timeout, matcher }: Listener): object {
  const input = Object.fromEntries([...ALWAYS, ...fields].map((field) => [field, `\${${field}}`]));
  const hook = { type: 'mcp_tool', server: SERVER, tool: TOOL, input: { hook_event_name: event, ...input }, timeout };
  return { ...(matcher === undefined ? {} : { matcher }), hooks: [hook] };
}
