import { LIMITS } from '../../model/limits.ts';
import { asksLeave } from '../../model/source.ts';
import { eventId } from '../event-id.ts';
import { AGENT_NAME } from './agent-name.ts';
import type { Block } from './content-blocks.ts';
import { keptText } from './kept-text.ts';
import { nativeId } from './native-id.ts';
import { lineEvent, type Reading, takeBack } from './reading.ts';
import { rejectionWords, withOutput } from './tool-call.ts';
import type { Line } from './transcript-line.ts';

/** Completes the call that a result belongs to. A result whose call is not known is left out. */
export function readToolResult(reading: Reading, line: Line, result: Block & { kind: 'tool_result' }): void {
  const id = eventId(AGENT_NAME, line.session || reading.state.session, nativeId.tool(result.id));
  const open = takeBack(reading, 'open', (event) => event.id === id);
  if (open?.call === undefined) return;
  const call = { ...withOutput(open.call, result.output), failed: result.failed };
  reading.events.push({ ...open, at: line.at ?? reading.state.at, origin: line.uuid, call });
  const words = result.failed && isRejection(line, call.tool) ? rejectionWords(result.output) : undefined;
  if (words === undefined) return;
  reading.events.push(lineEvent(reading, line, 'prompt', nativeId.rejection(result.id), { text: keptText(words, LIMITS.prompt) }));
}

// What the user wrote when rejecting a call comes as the call's result. A page, an agent or a server could pretend to it; where
// the client does not say that the user rejected the call, only tools that bring in no words of others are believed.
function isRejection({ fields }: Line, tool: string): boolean {
  return fields['toolDenialKind'] === 'user-rejected' || asksLeave(tool);
}
