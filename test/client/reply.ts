import { randomUUID } from 'node:crypto';

/** A tool call of the fake model. `id` is what the client names the call by in hooks and transcript. */
export interface ToolUse {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the fake model answers to one request. */
export interface Reply {
  readonly text?: string;
  readonly tools?: readonly ToolUse[];
  /** Answers with this HTTP status and an error body instead. */
  readonly status?: number;
  /** Never answers. */
  readonly hangs?: boolean;
  /** The size of the request that is reported back, in tokens: what makes the client compact by itself. */
  readonly inputTokens?: number;
}

/** A last word: the turn ends here. */
export function say(text: string): Reply {
  return { text };
}

/** An answer that calls tools, all in one message. */
export function call(...tools: readonly ToolUse[]): Reply {
  return { tools };
}

/** A call of a tool, with an id of its own. */
export function tool(name: string, input: Readonly<Record<string, unknown>>): ToolUse {
  return { id: `toolu_${randomUUID().replaceAll('-', '')}`, name, input };
}

/** A call of the Bash tool. */
export function bash(command: string): ToolUse {
  return tool('Bash', { command, description: 'test command' });
}
