import { type Brief, type Budget, writeBrief, writeEmptyBrief } from '../../inject/brief.ts';
import { mayBeTold } from '../../inject/others-words.ts';
import type { Memory } from '../../model/memory.ts';
import type { Project } from '../../model/project.ts';
import { relevance, type WorkState } from '../../recall/relevance.ts';
import { SESSION_TURN } from '../work/summary-of.ts';
import type { Ports } from '../ports.ts';

// What a user asked to hold is never pushed out by decisions, of which there are many more.
const RULE_TYPES = ['preference', 'constraint'];
const STANDING_LIMIT = 12;
// So far back it looks for what has to do with the work at hand, and so many are told at most.
const LOOKED_THROUGH = 300;
const RECENT_LIMIT = 60;
// What was changed last, in files, is what is being worked on.
const FILES_AT_HAND = 10;
// A long conversation leaves many memories; more than these of one session would crowd out the work of all others.
const PER_SESSION = 6;
// Below this a memory is found when asked for, but is not worth a line unasked.
const WORTH_A_LINE = 0.5;
const SUMMARY_LIMIT = 20;
/** Claude Code delivers 10,000 UTF-16 units of a hook's context whole; a margin is kept for what it adds. */
const CHARACTERS = 9_500;

/** What a conversation holds already. */
export interface Given {
  /** Milliseconds since the epoch of the last time it was given something. */
  readonly at: number;
  readonly ids: ReadonlySet<string>;
}

/** Which session is told what. */
export interface BriefRequest {
  readonly project: Project;
  /** Whose memories are left out, being in the conversation still. Empty: nobody's. */
  readonly session: string;
  /** The folder it works in: what was done on the branch that is checked out there comes first. */
  readonly cwd?: string;
  /** Only what is newer, and not among what was given. */
  readonly since?: Given;
  readonly tokens: number;
}

/** The text for the start of a session. `undefined`: nothing new since the last time, or no room for anything. */
export async function brief(ports: Ports, request: BriefRequest): Promise<Brief | undefined> {
  const { project, since } = request;
  const isWanted = newFor(request);
  const find = async (limit: number, type?: string): Promise<Memory[]> => (await list(ports, project, limit, type)).filter(isWanted);
  const rules = (await Promise.all(RULE_TYPES.map((type) => find(STANDING_LIMIT * 2, type)))).flat().toSorted(byDate);
  const standing = byAuthority([...rules, ...(await find(STANDING_LIMIT * 2, 'decision'))]).slice(0, STANDING_LIMIT);
  const last = await findLast(ports, project, await find(SUMMARY_LIMIT, 'session_summary'));
  const others = (await find(LOOKED_THROUGH)).filter((memory) => memory.turn !== SESSION_TURN && !repeats(memory, standing));
  const recent = await byRelevance(ports, request, choose(others));
  const budget: Budget = { tokens: request.tokens, characters: CHARACTERS };
  const told = writeBrief({ project: project.name, ...(last === undefined ? {} : { last }), standing, recent }, budget);
  if (told !== undefined || since !== undefined) return told;
  return writeEmptyBrief(project.name, await hasMemories(ports, project), budget);
}

async function hasMemories({ store }: Ports, project: Project): Promise<boolean> {
  return (await store.list({ project: project.id, order: 'newest', offset: 0, limit: 1 })).length > 0;
}

function newFor({ session, since }: BriefRequest): (memory: Memory) => boolean {
  return (memory) =>
    mayBeTold(memory) &&
    (session === '' || memory.session !== session) &&
    (since === undefined || (memory.updatedAt >= since.at && !since.ids.has(memory.id)));
}

// One type at a time: that is what the store finds quickly, however rare it is.
function list({ store }: Ports, project: Project, limit: number, type?: string): Promise<readonly Memory[]> {
  const types = type === undefined ? {} : { types: [type] };
  return store.list({ project: project.id, status: 'active', order: 'newest', offset: 0, limit, ...types });
}

function byDate(a: Memory, b: Memory): number {
  return b.createdAt - a.createdAt || b.number - a.number;
}

// Weighed from the newest on, not from today: the same memories are told tomorrow.
async function byRelevance({ store, locate }: Ports, { project, cwd }: BriefRequest, memories: readonly Memory[]): Promise<Memory[]> {
  const { branch } = cwd === undefined ? {} : await locate(cwd);
  const sessions = branch === undefined ? [] : await store.sessions(project.id, LOOKED_THROUGH);
  const state: WorkState = {
    now: memories[0]?.createdAt ?? 0,
    files: new Set([...new Set(memories.flatMap(({ filesModified }) => filesModified))].slice(0, FILES_AT_HAND)),
    sessions: new Set(sessions.filter((session) => session.branch === branch).map(({ id }) => id)),
  };
  return memories.toSorted((a, b) => relevance(b, state) - relevance(a, state)).slice(0, RECENT_LIMIT);
}

// A summary keeps the date of its first making, so the sessions tell which of them ended last.
async function findLast({ store }: Ports, project: Project, summaries: readonly Memory[]): Promise<Memory | undefined> {
  const ofSession = new Map(summaries.filter(({ turn }) => turn === SESSION_TURN).map((memory) => [memory.session, memory]));
  const sessions = await store.sessions(project.id, SUMMARY_LIMIT);
  return sessions.map(({ id }) => ofSession.get(id)).find((memory) => memory !== undefined);
}

// The user's own words come before what the assistant decided; within each, rules before decisions, the newest first.
function byAuthority(memories: readonly Memory[]): Memory[] {
  return [...memories.filter((memory) => memory.authority === 'user'), ...memories.filter((memory) => memory.authority !== 'user')];
}

// A decision and the turn that carried it out may have one title; said once is enough.
function repeats({ id, title }: Memory, standing: readonly Memory[]): boolean {
  return standing.some((other) => other.id === id || other.title === title);
}

// Of each session the memories worth most, and of those with one title the latest; their order stays. One made by hand
// belongs to no session.
function choose(memories: readonly Memory[]): Memory[] {
  const bySession = Map.groupBy(memories, ({ session, id }) => session || id);
  const best = new Set([...bySession.values()].flatMap(chooseOfSession));
  return memories.filter((memory) => best.has(memory) && memory.confidence >= WORTH_A_LINE);
}

function chooseOfSession(own: readonly Memory[]): readonly Memory[] {
  const titled = own.filter((memory) => memory === own.find(({ title }) => title === memory.title));
  return titled.toSorted((a, b) => b.confidence - a.confidence).slice(0, PER_SESSION);
}
