import type { Agent, HookCall } from '../../ports/agent.ts';
import { admit } from './admit.ts';
import { capture, redactCall } from './capture.ts';
import { finishTurn } from '../work/finish-turn.ts';
import { joinAnswers } from './join-answers.ts';
import { keep } from './keep.ts';
import { openPorts, type Ports, type Surroundings } from '../ports.ts';
import { momentContext } from '../recall/moment-context.ts';
import { unspool } from './unspool.ts';

// Of a hook's second, this much may go into reading and distilling the turn that ended.
const WORK_MS = 400;

/**
 * Answers one hook in a process of its own: commits what it told, gives context, and works off a turn that ended, with what
 * hooks before it could not store.
 */
export async function answerHook(
  around: Surroundings,
  agent: Agent,
  fields: Readonly<Record<string, unknown>>,
  tokens: number,
): Promise<string> {
  const told = agent.readHook(fields, around.clock());
  if (told === undefined) return '';
  const { call: seen, answer: beside } = await admit(around, agent, told);
  if (seen === undefined) return agent.writeAnswer(beside, fields);
  const call = await redactCall(around, agent, seen);
  try {
    const ports = await openPorts(around);
    const project = await capture(ports, agent.name, call);
    // Each hook is a new process here, so only the ledger can tell a first prompt from a later one.
    const answer = call.moment === undefined ? {} : await momentContext(ports, agent, { call, project, isNew: false, tokens });
    // What is left of the work is done by the next hook; the answer must not be lost for it.
    if (call.settled)
      await workOff(around, ports, agent, call).catch((error: unknown) => around.log.warn('Work after a turn failed', error));
    return agent.writeAnswer(joinAnswers(beside, answer), fields);
  } catch (error) {
    return agent.writeAnswer(await keep(around, agent.name, call, error), fields);
  }
}

async function workOff(around: Surroundings, ports: Ports, agent: Agent, call: HookCall): Promise<void> {
  const until = performance.now() + WORK_MS;
  for await (const _ of work(around, ports, agent, call)) if (performance.now() > until) return;
}

async function* work({ spool }: Surroundings, ports: Ports, agent: Agent, call: HookCall): AsyncGenerator<unknown, void> {
  yield* unspool(ports, spool);
  yield* finishTurn(ports, agent, call);
}
