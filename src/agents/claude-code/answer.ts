import { fenceLine } from '../../inject/fence.ts';
import type { HookAnswer } from '../../ports/agent.ts';
import type { Fields } from './loose-json.ts';

// More than this, in UTF-16 code units, and the client writes the text to a file and shows the model its beginning.
const LONGEST_CONTEXT = 10_000;
// In other events context would continue a turn that has ended, or is not taken.
const TAKES_CONTEXT = new Set(['UserPromptSubmit', 'SessionStart', 'PostToolBatch', 'PostToolUse', 'PostToolUseFailure', 'SubagentStart']);

/**
 * The JSON that a hook is answered with: `{}` where there is nothing to say. Context too long is cut at the end of a line; the
 * notice, which may name a folder or hold an error and goes to a terminal, is one inert line.
 */
export function writeAnswer({ context, notice }: HookAnswer, fields: Fields): string {
  const event = fields['hook_event_name'];
  const takes = typeof event === 'string' && TAKES_CONTEXT.has(event) && context !== undefined && context !== '';
  return JSON.stringify({
    ...(takes ? { hookSpecificOutput: { hookEventName: event, additionalContext: fit(context) } } : {}),
    ...(notice === undefined || notice === '' ? {} : { systemMessage: fenceLine(notice) }),
  });
}

function fit(context: string): string {
  if (context.length <= LONGEST_CONTEXT) return context;
  const line = context.lastIndexOf('\n', LONGEST_CONTEXT);
  if (line > 0) return context.slice(0, line);
  const splits = (context.charCodeAt(LONGEST_CONTEXT) & 0xfc00) === 0xdc00;
  return context.slice(0, splits ? LONGEST_CONTEXT - 1 : LONGEST_CONTEXT);
}
