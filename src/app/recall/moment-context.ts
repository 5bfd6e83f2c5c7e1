import type { Agent, HookAnswer } from '../../ports/agent.ts';
import type { Ports } from '../ports.ts';
import { joinAnswers } from '../capture/join-answers.ts';
import { promptContext } from './prompt-context.ts';
import { type Moment, startContext } from './start-context.ts';

/** What is put before the model at a moment at which the agent takes context: how the session starts, what a prompt is about. */
export async function momentContext(ports: Ports, agent: Pick<Agent, 'notes'>, moment: Moment): Promise<HookAnswer> {
  const start = await startContext(ports, moment);
  if (moment.call.moment !== 'prompt') return start;
  return joinAnswers(start, await promptContext(ports, agent, moment));
}
