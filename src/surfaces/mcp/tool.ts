import * as z from 'zod/mini';
import type { Ports } from '../../app/ports.ts';
import { HoldfastError } from '../../model/error.ts';

/** What a tool works in. */
export interface ToolContext {
  readonly ports: Ports;
  /** The folder the agent works in. */
  readonly cwd: string;
  readonly contextTokens: number;
  /** The session that the client told of last. */
  readonly session?: string;
}

type Arguments = Readonly<Record<string, unknown>>;

/** A tool the model may call. Answers with text. Throws `usage` for arguments it cannot use. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly readOnly: boolean;
  readonly input: z.ZodMiniObject;
  call(args: Arguments, context: ToolContext): Promise<string>;
}

/** Makes a tool whose `call` gets its arguments checked. */
export function defineTool<Shape extends z.ZodMiniObject>(tool: {
  readonly name: string;
  readonly description: string;
  readonly readOnly: boolean;
  readonly input: Shape;
  call(args: z.infer<Shape>, context: ToolContext): Promise<string>;
}): Tool {
  return { ...tool, call: async (args, context) => tool.call(check(tool.input, args), context) };
}

function check<Shape extends z.ZodMiniObject>(input: Shape, args: Arguments): z.infer<Shape> {
  // Models write null for what they leave out.
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
  const parsed = input.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  const purpose = z.globalRegistry.get(input.shape[name]!)?.description ?? '';
  throw new HoldfastError('usage', `The argument ${name} ${name in given ? complain(issue) : 'is missing'}. ${purpose}`);
}

function complain(issue: z.core.$ZodIssue | undefined): string {
  return issue?.code === 'invalid_type' ? `has to be a ${issue.expected}` : 'cannot be used';
}
