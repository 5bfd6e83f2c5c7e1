import type { ToolCall } from '../../model/event.ts';
import { LIMITS } from '../../model/limits.ts';
import { keptInput } from './kept-input.ts';
import { cutOut, keptText } from './kept-text.ts';
import { removeSpans } from './spans.ts';

/** A tool call as it is kept: input and output bounded. */
export function toolCall(tool: string, input: unknown, output: string, failed: boolean): ToolCall {
  return { tool: tool.slice(0, 200), input: keptInput(input), ...keptOutput(output), failed };
}

/** A tool's answer as it is kept, without what the client slipped in for the model; and what that leaves out. */
export function keptOutput(output: string): Pick<ToolCall, 'output' | 'leftOut'> {
  const told = removeSpans(output, 'system-reminder').trimEnd();
  const leftOut = cutOut(told, LIMITS.toolOutput);
  return { output: keptText(told, LIMITS.toolOutput), ...(leftOut === undefined ? {} : { leftOut }) };
}

/** Whether a tool is one of ours. What it answers are memories: to capture those would make memories of memories. */
export function isOwnTool(tool: string): boolean {
  return tool.startsWith('mcp__plugin_holdfast_') || tool.startsWith('mcp__holdfast__');
}

/** Whether an answer reads like the failure of a call that never ran. A guess; the transcript knows for certain. */
export function readsFailed(output: string): boolean {
  return FAILED.some((start) => output.startsWith(start));
}

/** What the user wrote when rejecting a call, from its result. */
export function rejectionWords(output: string): string | undefined {
  if (!output.startsWith(REJECTED)) return undefined;
  const at = output.indexOf(REASON);
  const words = at < 0 ? '' : output.slice(at + REASON.length).trim();
  return words === '' ? undefined : words;
}

const REJECTED = "The user doesn't want to proceed with this tool use.";
const REASON = 'the user said:\n';
const FAILED = ['<tool_use_error>', 'Permission to use ', REJECTED];
