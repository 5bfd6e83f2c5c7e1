import { nativeId } from '../../src/agents/claude-code/native-id.ts';
import { eventId } from '../../src/agents/event-id.ts';
import type { ToolUse } from './reply.ts';

/** The id under which a tool call has to be stored: made from the session's and the call's own. */
export function idOfToolCall(session: string, use: ToolUse): string {
  return eventId('claude-code', session, nativeId.tool(use.id));
}
