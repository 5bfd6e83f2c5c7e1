import type { Project } from '../../model/project.ts';
import type { HookAnswer, HookCall } from '../../ports/agent.ts';
import type { Injection } from '../../ports/store.ts';
import type { Brief } from '../../inject/brief.ts';
import { brief, type Given } from './brief.ts';
import type { Ports } from '../ports.ts';
import { describeModelTrouble } from '../work/describe-model-trouble.ts';
import { idsOf, stillHeld } from './held.ts';

/** A hook call at a moment at which the agent takes context. */
export interface Moment {
  readonly call: HookCall;
  readonly project: Project;
  /** This process meets the session for the first time. */
  readonly isNew: boolean;
  readonly tokens: number;
}

/**
 * The context of a session that starts, is resumed, was cleared or compacted; nothing at any other prompt. What a
 * conversation was given is in the ledger, so a resumed one, which still holds it, only gets what is new since then.
 */
export async function startContext(ports: Ports, moment: Moment): Promise<HookAnswer> {
  const { call, project } = moment;
  const injections = await ports.store.injections(call.session);
  const trigger = findTrigger(injections, moment);
  if (trigger === undefined) return {};
  const at = ports.clock();
  const text = await brief(ports, {
    project,
    session: trigger === 'compact' ? '' : call.session,
    cwd: call.cwd,
    tokens: moment.tokens,
    ...(trigger === 'resume' ? { since: findGiven(injections) } : {}),
  });
  if (text === undefined) return {};
  await ports.store.recordInjection({
    session: call.session,
    project: project.id,
    trigger,
    memories: text.given.map((memory) => ({ id: memory.id, score: 0 })),
    tokens: text.tokens,
    at,
  });
  const trouble = await describeModelTrouble(ports, project.id);
  const notice = announce(project, text);
  return { context: text.text, notice: trouble === undefined ? notice : `${notice} ${trouble}` };
}

function findTrigger(injections: readonly Injection[], { call, isNew }: Moment): Injection['trigger'] | undefined {
  if (call.moment !== 'prompt') return call.moment;
  if (injections.length === 0) return 'start';
  return isNew ? 'resume' : undefined;
}

function findGiven(injections: readonly Injection[]): Given {
  const held = stillHeld(injections);
  return { at: held.at(-1)!.at, ids: idsOf(held) };
}

function announce({ name }: Project, { given: { length }, tokens, hasMemories }: Brief): string {
  if (length > 0) return `Holdfast: ${length} ${length === 1 ? 'memory' : 'memories'} of ${name} (${tokens} tokens).`;
  if (hasMemories) return `Holdfast: nothing recorded of ${name} is told unasked; search finds it.`;
  return `Holdfast: nothing is known of ${name} yet; this session is remembered.`;
}
