import { writeReminder } from '../../inject/reminder.ts';
import type { Memory } from '../../model/memory.ts';
import type { Project } from '../../model/project.ts';
import type { Agent, HookAnswer, HookCall } from '../../ports/agent.ts';
import type { Candidate } from '../../ports/store.ts';
import type { Ports } from '../ports.ts';
import { findSpeaking } from './find-speaking.ts';
import { idsOf, stillHeld } from './held.ts';
import { findSaid, isSaid } from './said-elsewhere.ts';

const TOKENS = 400;
// In UTF-16 units: what was pasted stands further down, and says less about what is asked.
const READ = 600;
// Later prompts are about what the conversation holds: of what was said beside those, less than a half was to the point.
const FIRST_PROMPTS = 3;

/**
 * What earlier sessions know about one of the first prompts of a session, where that is certain enough to be said unasked: nothing
 * at most prompts, nothing that the conversation holds already, or that the agent's own notes say. Never rejects: a prompt does not wait for us.
 */
export async function promptContext(
  ports: Ports,
  agent: Pick<Agent, 'notes'>,
  { call, project }: { readonly call: HookCall; readonly project: Project },
): Promise<HookAnswer> {
  try {
    if ((await ports.store.promptCount(call.session, FIRST_PROMPTS + 1)) > FIRST_PROMPTS) return {};
    const prompt =
      call.events
        .find(({ kind }) => kind === 'prompt')
        ?.text?.slice(0, READ)
        .toWellFormed() ?? '';
    const reminder = writeReminder(await findNews(ports, { agent, call, project, prompt }), TOKENS);
    if (reminder === undefined) return {};
    await ports.store.recordInjection({
      session: call.session,
      project: project.id,
      trigger: 'prompt',
      memories: reminder.given.map(({ id }) => ({ id, score: 0 })),
      tokens: reminder.tokens,
      at: ports.clock(),
    });
    return {
      context: reminder.text,
      notice: announce(
        reminder.given.map(({ number }) => number),
        reminder.tokens,
      ),
    };
  } catch (error) {
    ports.log.warn('A prompt got no memories', error);
    return {};
  }
}

// With their numbers: what does not belong there can be looked at, and forgotten.
function announce(numbers: readonly number[], tokens: number): string {
  return `Holdfast: ${numbers.map((number) => `#${number}`).join(', ')} beside this prompt (${tokens} tokens).`;
}

interface Prompt {
  readonly agent: Pick<Agent, 'notes'>;
  readonly call: HookCall;
  readonly project: Project;
  readonly prompt: string;
}

async function findNews(ports: Ports, { agent, call, project, prompt }: Prompt): Promise<readonly Memory[]> {
  const isWanted = ({ session, authority }: Candidate): boolean => session !== call.session && authority !== 'import';
  const speaking = await findSpeaking(ports, prompt, { project: project.id, isWanted });
  if (speaking.length === 0) return [];
  const held = idsOf(stillHeld(await ports.store.injections(call.session)));
  // What is best was said already: then the fourth best is no news.
  const news = speaking.filter(({ id }) => !held.has(id));
  if (news.length === 0) return [];
  const said = await findSaid(ports, agent, call);
  return news.filter((memory) => !isSaid(memory, said));
}
