import { attribute } from '../../distill/sources/attribute.ts';
import { isSaidIn } from '../../distill/sources/said-in.ts';
import { createWitness, voicesOf } from '../../distill/sources/witness.ts';
import type { Event } from '../../model/event.ts';
import { type Memory, MEMORY_TYPES } from '../../model/memory.ts';
import type { Project } from '../../model/project.ts';
import { isOfUser } from '../../model/rule.ts';
import { redactText } from '../../redact/redact.ts';
import type { Ports } from '../ports.ts';
import { quotedBefore } from '../work/quoted-before.ts';
import { findProject } from './find-project.ts';
import { type Note, remember } from './remember.ts';

/** What an agent wants to be remembered. It says whose words those are; that is looked up. */
export interface AgentNote extends Omit<Note, 'authority'> {
  readonly fromUser: boolean;
}

const SESSIONS = 3;
// Archives of others lie between them.
const LOOKED_THROUGH = 50;
// Of each of them, the last so many events.
const EVENTS = 200;

/**
 * Stores what an agent wants to be remembered. It is the user's word only where a recent prompt in this project says it; a preference or
 * constraint that is not waits until the user accepts it, and so does any rule that the agent read somewhere, and whatever it wants
 * another project to know. A type that is none of ours is a discovery. Throws what `remember` throws.
 */
export async function rememberForAgent(
  ports: Pick<Ports, 'store' | 'clock' | 'locate' | 'privacy'>,
  cwd: string,
  { fromUser, title, type, ...note }: AgentNote,
  wanted?: string,
): Promise<Memory> {
  const project = await findProject(ports, cwd);
  const events = project === undefined ? [] : await readRecent(ports, project);
  const prompts = events.flatMap(({ kind, subagent, text = '' }) => (kind === 'prompt' && subagent === undefined ? [text] : []));
  // As it was recorded.
  const isSaid = fromUser && isSaidIn(redactText(note.text), prompts);
  // A title of the agent's is not the user's word either.
  const named = title === undefined || (isSaid && !isSaidIn(title, prompts)) ? {} : { title };
  const told = { ...note, ...named, type: nameType(type), authority: isSaid ? ('user' as const) : ('assistant' as const) };
  const isElsewhere = (await findProject(ports, cwd, wanted))?.id !== project?.id;
  const known = isSaid ? [] : await quotedBefore(ports);
  return remember(ports, cwd, told, wanted, (draft) => {
    if (isSaid) return draft;
    const examined = attribute(draft, createWitness([...known, ...voicesOf(events)]));
    return isOfUser(draft.type) || isElsewhere ? { ...examined, status: 'archived' } : examined;
  });
}

// Told unasked, as the title is: one of ours, and no other that reads like one.
function nameType(type = ''): string {
  const wanted = type.trim().toLowerCase();
  return MEMORY_TYPES.find((known) => known === wanted && known !== 'session_summary') ?? 'discovery';
}

async function readRecent(ports: Pick<Ports, 'store'>, project: Project): Promise<readonly Event[]> {
  const sessions = await ports.store.sessions(project.id, LOOKED_THROUGH);
  const own = sessions
    .filter(({ imported }) => imported !== true)
    .slice(0, SESSIONS)
    .toReversed();
  const events = await Promise.all(
    own.map(async ({ id }) => ports.store.events((await ports.store.stubs(id)).slice(-EVENTS).map((stub) => stub.id))),
  );
  return events.flat();
}
