import type { Event } from '../../model/event.ts';
import { type HookFields, hookEvent, listOfFields } from './hook-fields.ts';
import { asText } from './loose-json.ts';
import { nativeId } from './native-id.ts';
import { isOwnTool, readsFailed, toolCall } from './tool-call.ts';
import { toolOutput } from './tool-output.ts';

/** The calls of a PostToolBatch. Nothing in it marks a failure: a call that failed was told before by its own hook, or reads so. */
export function readToolBatch(hook: HookFields): Event[] {
  return listOfFields(hook.json('tool_calls')).flatMap((call) => {
    const output = toolOutput(call['tool_response']);
    return callEvent(hook, {
      tool: asText(call['tool_name']),
      id: asText(call['tool_use_id']),
      input: call['tool_input'],
      output,
      failed: readsFailed(output),
    });
  });
}

/** The call of a PostToolUse. */
export function readToolUse(hook: HookFields): Event[] {
  return callEvent(hook, { ...named(hook), output: toolOutput(response(hook)), failed: false });
}

/** The call of a PostToolUseFailure. */
export function readToolFailure(hook: HookFields): Event[] {
  return callEvent(hook, { ...named(hook), output: hook.text('error'), failed: true });
}

interface Told {
  readonly tool: string;
  readonly id: string;
  readonly input: unknown;
}

function named(hook: HookFields): Told {
  return { tool: hook.text('tool_name'), id: hook.text('tool_use_id'), input: hook.json('tool_input') };
}

// A text that is no JSON is the answer itself.
function response(hook: HookFields): unknown {
  const parsed = hook.json('tool_response');
  return typeof parsed === 'object' && parsed !== null ? parsed : hook.text('tool_response');
}

function callEvent(hook: HookFields, { tool, id, input, output, failed }: Told & { output: string; failed: boolean }): Event[] {
  if (tool === '' || id === '' || isOwnTool(tool)) return [];
  return [hookEvent(hook, 'tool_call', nativeId.tool(id), { call: toolCall(tool, input, output, failed) })];
}
