import { type Brief, type Budget, writeBrief, writeEmptyBrief } from '../inject/brief.ts';
import type { Memory } from '../model/memory.ts';
import type { Project } from '../model/project.ts';
import { estimateTokens } from '../model/tokens.ts';
import type { Injection } from '../ports/store.ts';
import { SESSION_TURN } from './drain.ts';
import type { Ports } from './ports.ts';

const STANDING_TYPES = ['preference', 'constraint', 'decision'];
const STANDING_LIMIT = 12;
const RECENT_LIMIT = 60;
/** Claude Code delivers 10,000 UTF-16 units of a hook's context whole; a margin is kept for what it adds. */
const CHARACTERS = 9_500;

/** Which session is told what. */
export interface BriefRequest {
  readonly project: Project;
  /** Whose memories are left out, being in the conversation still. Empty: nobody's. */
  readonly session: string;
  /** Only what is newer, and not among `given`. */
  readonly since?: Injection;
  readonly tokens: number;
}

/** The text for the start of a session. `undefined`: nothing new since the last time. */
export async function brief(ports: Ports, request: BriefRequest): Promise<Brief | undefined> {
  const { project, since } = request;
  const isNew = newerThan(since, request.session);
  const standing = (await list(ports, project, { types: STANDING_TYPES, limit: STANDING_LIMIT * 2 })).filter(isNew);
  const others = (await list(ports, project, { limit: RECENT_LIMIT * 2 })).filter(isNew);
  const last = others.find((memory) => memory.turn === SESSION_TURN);
  const kept = byAuthority(standing).slice(0, STANDING_LIMIT);
  const recent = others.filter((memory) => memory.turn !== SESSION_TURN && !kept.includes(memory) && !isSame(memory, kept)).slice(0, RECENT_LIMIT);
  if (last === undefined && kept.length + recent.length === 0) return since === undefined ? emptyBrief(project) : undefined;
  const budget: Budget = { tokens: request.tokens, characters: CHARACTERS };
  return writeBrief({ project: project.name, ...(last === undefined ? {} : { last }), standing: kept, recent }, budget);
}

function newerThan(since: Injection | undefined, session: string): (memory: Memory) => boolean {
  const given = new Set(since?.memories.map((memory) => memory.id));
  return (memory) => memory.session !== session && (since === undefined || (memory.updatedAt > since.at && !given.has(memory.id)));
}

function list({ store }: Ports, project: Project, filter: { types?: readonly string[]; limit: number }): Promise<readonly Memory[]> {
  return store.list({ project: project.id, status: 'active', order: 'newest', offset: 0, ...filter });
}

// The user's own words come before what the assistant decided; within each, the newest first.
function byAuthority(memories: readonly Memory[]): Memory[] {
  return [...memories.filter((memory) => memory.authority === 'user'), ...memories.filter((memory) => memory.authority !== 'user')];
}

function isSame(memory: Memory, kept: readonly Memory[]): boolean {
  return kept.some((other) => other.id === memory.id);
}

function emptyBrief(project: Project): Brief {
  const text = writeEmptyBrief(project.name);
  return { text, tokens: estimateTokens(text), given: [] };
}
