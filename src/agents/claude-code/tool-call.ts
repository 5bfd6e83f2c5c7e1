import type { ToolCall } from '../../model/event.ts';
import { LIMITS } from '../../model/limits.ts';
import { keptInput } from './kept-input.ts';
import { cutOut, keptText } from './kept-text.ts';
import { removeSpans } from './spans.ts';

/** A tool call as it is kept: input and output bounded; and what that leaves out. */
export function toolCall(tool: string, told: unknown, output: string, failed: boolean): ToolCall {
  const { input, leftOut } = keptInput(told);
  const call = { tool: tool.slice(0, 200), input, output: '', failed, ...(leftOut === undefined ? {} : { leftOut: { input: leftOut } }) };
  return withOutput(call, output);
}

/** A call with its answer as it is kept: without what the client slipped in for the model. */
export function withOutput(call: ToolCall, output: string): ToolCall {
  const told = removeSpans(output, 'system-reminder').trimEnd();
  const leftOut = cutOut(told, LIMITS.toolOutput);
  const answered = { ...call, output: keptText(told, LIMITS.toolOutput) };
  return leftOut === undefined ? answered : { ...answered, leftOut: { ...call.leftOut, output: leftOut } };
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
