import { createHash } from 'node:crypto';

/** Something that happens in a session, as Claude Code's transcript tells it. */
export type Step =
  | { readonly prompt: string }
  | { readonly says: string }
  | { readonly tool: string; readonly input: Readonly<Record<string, unknown>>; readonly output: string; readonly failed?: boolean };

/** Where a session is, and what happens in it. */
export interface Script {
  readonly id: string;
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly steps: readonly Step[];
}

/** A UUID that is always the same for a name. */
export function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The transcript that Claude Code would have written. */
export function writeSession({ id, cwd, at, steps }: Script): string {
  let prompt = '';
  let second = 0;
  const line = (what: object): string => {
    const uuid = uuidOf(`${id} ${(second += 1)}`);
    return `${JSON.stringify({ ...what, uuid, sessionId: id, cwd, gitBranch: 'main', timestamp: new Date(at + second * 1000).toISOString() })}\n`;
  };
  const says = (content: readonly object[]): string => line({ type: 'assistant', message: { role: 'assistant', model: 'm', content } });
  return steps
    .map((step, index) => {
      if ('prompt' in step) {
        prompt = uuidOf(`${id} prompt ${index}`);
        return line({ type: 'user', promptId: prompt, message: { role: 'user', content: step.prompt } });
      }
      if ('says' in step) return says([{ type: 'text', text: step.says }]);
      const call = `toolu_${uuidOf(`${id} call ${index}`)}`;
      const result = { type: 'tool_result', tool_use_id: call, content: step.output, is_error: step.failed === true };
      return (
        says([{ type: 'tool_use', id: call, name: step.tool, input: step.input }]) +
        line({ type: 'user', promptId: prompt, message: { role: 'user', content: [result] } })
      );
    })
    .join('');
}
