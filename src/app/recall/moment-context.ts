import type { Agent, HookAnswer } from '../../ports/agent.ts';
import type { Ports } from '../ports.ts';
import { promptContext } from './prompt-context.ts';
import { type Moment, startContext } from './start-context.ts';

/** What is put before the model at a moment at which the agent takes context: how the session starts, what a prompt is about. */
export async function momentContext(ports: Ports, agent: Pick<Agent, 'notes'>, moment: Moment): Promise<HookAnswer> {
  const start = await startContext(ports, moment);
  if (moment.call.moment !== 'prompt') return start;
  const beside = await promptContext(ports, agent, moment);
  const context = join([start.context, beside.context], '\n\n');
  const notice = join([start.notice, beside.notice], ' ');
  return { ...(context === '' ? {} : { context }), ...(notice === '' ? {} : { notice }) };
}

function join(texts: readonly (string | undefined)[], between: string): string {
  return texts.filter((text) => text !== undefined && text !== '').join(between);
}
