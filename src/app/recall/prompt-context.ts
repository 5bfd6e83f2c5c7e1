import { writeReminder } from '../../inject/reminder.ts';
import type { Memory } from '../../model/memory.ts';
import type { Project } from '../../model/project.ts';
import type { Agent, HookAnswer, HookCall } from '../../ports/agent.ts';
import { chooseTellingWords, couldSpeak, speaksTo, type TellingWord, weighWord } from '../../recall/gate.ts';
import { parseQuery } from '../../recall/parse.ts';
import type { Ports } from '../ports.ts';
import { idsOf, stillHeld } from './held.ts';
import { findSaid, isSaid } from './said-elsewhere.ts';
import { search } from './search.ts';

const TOKENS = 400;
const MOST = 3;
// Some of the best are of this session.
const FOUND = 12;
// In UTF-16 units: what was pasted stands further down, and says less about what is asked.
const READ = 600;

/**
 * What earlier sessions know about a prompt, where that is certain enough to be said unasked: nothing at most prompts, nothing
 * that the conversation holds already, or that the agent's own notes say. Never rejects: a prompt does not wait for us.
 */
export async function promptContext(
  ports: Ports,
  agent: Pick<Agent, 'notes'>,
  { call, project }: { readonly call: HookCall; readonly project: Project },
): Promise<HookAnswer> {
  try {
    const prompt =
      call.events
        .find(({ kind }) => kind === 'prompt')
        ?.text?.slice(0, READ)
        .toWellFormed() ?? '';
    const words = await weighWords(ports, prompt);
    if (!couldSpeak(words)) return {};
    const reminder = writeReminder(await findSpeaking(ports, { agent, call, project, prompt, words }), TOKENS);
    if (reminder === undefined) return {};
    await ports.store.recordInjection({
      session: call.session,
      project: project.id,
      trigger: 'prompt',
      memories: reminder.given.map(({ id }) => ({ id, score: 0 })),
      tokens: reminder.tokens,
      at: ports.clock(),
    });
    return { context: reminder.text };
  } catch (error) {
    ports.log.warn('A prompt got no memories', error);
    return {};
  }
}

async function weighWords({ store }: Ports, prompt: string): Promise<readonly AskedWord[]> {
  const words = chooseTellingWords(parseQuery(prompt).words);
  const phrases = words.map((word) => parseQuery(word).terms.any[0] ?? []);
  const { total, counts } = await store.countMatches(phrases);
  return words.map((word, index) => ({ ...weighWord(word, counts[index]!, total), phrase: phrases[index]! }));
}

/** A word as the index has it. */
interface AskedWord extends TellingWord {
  readonly phrase: readonly string[];
}

interface Prompt {
  readonly agent: Pick<Agent, 'notes'>;
  readonly call: HookCall;
  readonly project: Project;
  readonly prompt: string;
  readonly words: readonly AskedWord[];
}

async function findSpeaking(ports: Ports, { agent, call, project, prompt, words }: Prompt): Promise<readonly Memory[]> {
  if (!(await hasSpeaking(ports, project, words))) return [];
  // No embedder: it may have to be loaded, or asked over the network.
  const { embedder: _embedder, ...rest } = ports;
  const hits = await search(rest, { text: prompt, project: project.id, limit: FOUND, offset: 0, order: 'relevance' });
  const best = hits
    .map(({ memory }) => memory)
    .filter(({ session, status }) => status === 'active' && session !== call.session)
    .slice(0, MOST);
  const held = idsOf(stillHeld(await ports.store.injections(call.session)));
  // What is best was said already: then the second best is no news.
  const speaking = best.filter((memory) => !held.has(memory.id) && speaksTo(memory, words));
  if (speaking.length === 0) return [];
  const said = await findSaid(ports, agent, call);
  return speaking.filter((memory) => !isSaid(memory, said));
}

// A quick look, which is all that most prompts cost: the memories that have most of these words, ranked by nothing else.
async function hasSpeaking({ store }: Ports, { id }: Project, words: readonly AskedWord[]): Promise<boolean> {
  const any = words.map(({ phrase }) => phrase).filter((phrase) => phrase.length > 0);
  const matches = await store.match({ any, required: [] }, { project: id, limit: FOUND, offset: 0 });
  const memories = await store.memories(matches.map(({ memory }) => memory.id));
  return memories.some((memory) => speaksTo(memory, words));
}
