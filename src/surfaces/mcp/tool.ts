import type * as z from 'zod/mini';
import type { Ports } from '../../app/ports.ts';

/** What a tool works in. */
export interface ToolContext {
  readonly ports: Ports;
  /** The folder the agent works in. */
  readonly cwd: string;
  readonly contextTokens: number;
}

/** A tool the model may call. Answers with text. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly readOnly: boolean;
  readonly input: z.ZodMiniObject;
  call(args: Readonly<Record<string, unknown>>, context: ToolContext): Promise<string>;
}

/** Makes a tool whose `call` gets its arguments checked. */
export function defineTool<Shape extends z.ZodMiniObject>(tool: {
  readonly name: string;
  readonly description: string;
  readonly readOnly: boolean;
  readonly input: Shape;
  call(args: z.infer<Shape>, context: ToolContext): Promise<string>;
}): Tool {
  return { ...tool, call: (args, context) => tool.call(tool.input.parse(args) as z.infer<Shape>, context) };
}
