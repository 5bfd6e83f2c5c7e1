import type { Event, Session } from '../model/event.ts';
import type { Memory, MemoryDraft, MemoryStatus } from '../model/memory.ts';
import type { Place, Project } from '../model/project.ts';
import type { Query } from '../model/query.ts';
import type { Breakers } from './breakers.ts';
import type { Job, JobKind, JobQueue } from './jobs.ts';
import type { ModelCalls } from './model-calls.ts';
import type { RecordIndex } from './record.ts';
import type { TermQuery } from './term-query.ts';
import type { Vectors } from './vectors.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How far a transcript was read. `head` tells a rewritten file from a grown one. */
export interface Cursor {
  readonly path: string;
  readonly session: string;
  /** Bytes, always at the start of a line. */
  readonly offset: number;
  /** Hash of the first bytes; a different one means another file under the same path. */
  readonly head: string;
  /** What the reader of this agent has to remember between two reads, e.g. the current prompt id. JSON. */
  readonly state: string;
}

/** How long a session has to be quiet before it is distilled unasked. */
export const QUIET_MS = 60_000;

/**
 * Events to commit together with what they tell about their session and how far the transcript was read. An `imported` session that
 * is told of as the user's own is so from then on, and distilled anew.
 */
export interface Batch {
  readonly events: readonly Event[];
  readonly session?: Omit<Session, 'startedAt' | 'lastEventAt' | 'project'> & { readonly project: string };
  readonly cursor?: Cursor;
}

/** An event without its payload: enough to group a session into turns and to see what changed. */
export type EventStub = Pick<Event, 'id' | 'kind' | 'prompt' | 'at'> & { readonly subagent: boolean };

/** A turn's memories, to be stored in place of what an earlier distilling of the same turn made. */
export interface Distilled {
  readonly session: Session;
  readonly turn: string;
  /** Hash of what it was made from; the same one means nothing to do. */
  readonly fingerprint: string;
  readonly drafts: readonly MemoryDraft[];
  readonly distilledBy: string;
  /** The lease it was made under: nothing is stored once that was lost. */
  readonly lease?: Job;
  /** Whether its job is done with that. */
  readonly ends?: boolean;
  /** What turns of the session have to be distilled from still: nothing is stored where one was distilled anew, or forgotten, meanwhile. */
  readonly insteadOf?: readonly { readonly turn: string; readonly fingerprint: string }[];
  /** Work that is asked for in the same breath, where a memory was stored; due at once, or so many milliseconds later. */
  readonly next?: Pick<Job, 'kind' | 'key'> & { readonly inMs?: number };
}

/** What of a memory is needed to rank it: hundreds are ranked for each that anybody reads. */
export type Candidate = Pick<
  Memory,
  'id' | 'number' | 'type' | 'status' | 'authority' | 'session' | 'turn' | 'filesModified' | 'filesRead' | 'createdAt'
>;

/** A full-text match with its raw score, higher is better. */
export interface Match {
  readonly memory: Candidate;
  readonly score: number;
}

/** One text that was put before an agent. */
export interface Injection {
  readonly session: string;
  readonly project: string;
  readonly trigger: 'start' | 'resume' | 'clear' | 'compact' | 'prompt';
  readonly memories: readonly { readonly id: string; readonly score: number }[];
  readonly tokens: number;
  readonly at: number;
}

/** Counts for `status` and `doctor`. */
export interface StoreStats {
  readonly schema: number;
  readonly bytes: number;
  readonly path: string;
  readonly projects: number;
  readonly sessions: number;
  readonly events: number;
  readonly memories: number;
  /** Memories that wait until the user accepts them. */
  readonly unaccepted: number;
  readonly jobs: { readonly pending: number; readonly leased: number; readonly dead: number };
  /** Jobs that are pending, by kind. */
  readonly waiting: Readonly<Record<JobKind, number>>;
  /** How often a model was asked by a child, so far. */
  readonly modelRequests: number;
  readonly injections: { readonly count: number; readonly tokens: number };
}

/** Everything that lasts. Every method is one transaction; a rejected promise means nothing was written. */
export interface Store extends JobQueue, Breakers, ModelCalls, RecordIndex, Vectors, Vocabulary, AsyncDisposable {
  /** From now on a write waits for another process's at most this long, in milliseconds: for one who has to leave. */
  waitAtMost(milliseconds: number): void;

  /** Finds or makes the project of a place, and remembers the aliases that are new. */
  project(place: Pick<Place, 'aliases' | 'name'>, at: number): Promise<Project>;
  /** The project of a place, if it is known already. */
  knownProject(place: Pick<Place, 'aliases'>): Promise<Project | undefined>;
  projects(): Promise<readonly (Project & { readonly aliases: readonly string[]; readonly memories: number })[]>;
  /** What projects are called, by id: quick to tell, however many memories there are. */
  projectNames(): Promise<ReadonlyMap<string, string>>;

  /**
   * Commits events; those already known keep their row and gain what was missing. Sessions that changed are to be
   * distilled once they have been quiet for `QUIET_MS`.
   */
  append(batch: Batch): Promise<{ readonly added: number }>;
  session(id: string): Promise<Session | undefined>;
  sessions(project: string, limit: number): Promise<readonly Session[]>;
  /** In the order they happened. */
  stubs(session: string): Promise<readonly EventStub[]>;
  /** How many prompts of the user are known of a session, those of subagents left out; counted up to `most`. */
  promptCount(session: string, most: number): Promise<number>;
  /** The prompts of the user in a session, and whether something private was taken out of them. */
  prompts(session: string): Promise<readonly { readonly prompt: string; readonly isPrivate: boolean }[]>;
  events(ids: readonly string[]): Promise<readonly Event[]>;
  cursor(path: string): Promise<Cursor | undefined>;

  /** Fingerprints of the distilled turns of a session, by prompt id. */
  distilled(session: string): Promise<ReadonlyMap<string, string>>;
  /** Undefined: the lease was lost meanwhile, or the turn distilled anew, and nothing was stored. */
  saveDistilled(result: Distilled): Promise<readonly Memory[] | undefined>;
  /**
   * Makes memories that wait (`archived`) active, in the user's name: no distilling changes them any more. Returns those that did.
   */
  accept(ids: readonly string[], at: number): Promise<readonly Memory[]>;
  /** Stores a memory that no turn made, e.g. one the user dictated. */
  remember(memory: Omit<MemoryDraft, 'slot'> & Pick<Memory, 'project' | 'session' | 'agent' | 'distilledBy'>): Promise<Memory>;

  /** By number, id or the start of an id (8 characters or more), in the order asked for; unknown ones are left out. */
  memories(keys: readonly string[]): Promise<readonly Memory[]>;
  /** How many memories there have been: quick to tell, and as many as there are, but for those that are gone. */
  memoryCount(): Promise<number>;
  /** By date, filters of the query applied, its text ignored. */
  list(query: Omit<Query, 'text'> & { readonly session?: string; readonly status?: MemoryStatus }): Promise<readonly Memory[]>;
  /** Of so many memories that were stored last, those that quote somebody, or are of an archive. */
  quoting(among: number): Promise<readonly Memory[]>;
  /** Memories made of turns, filters of the query applied; a turn is a session id and a prompt id. */
  memoriesOf(turns: readonly (readonly [string, string])[], query: Omit<Query, 'text' | 'order'>): Promise<readonly Candidate[]>;
  match(terms: TermQuery, query: Omit<Query, 'text' | 'order'>): Promise<readonly Match[]>;
  /** The memories just before and just after one, of the same project, oldest first, itself included. */
  around(memory: Memory, before: number, after: number): Promise<readonly Memory[]>;
  /**
   * Wipes memories and the payload of the events they rest on; what stays is a tombstone that no import revives. What else
   * was made of those events goes too, the session's summary among it, to be made anew without them.
   */
  forget(ids: readonly string[], at: number): Promise<number>;

  recordInjection(injection: Injection): Promise<void>;
  /** Injections of a session, oldest first. */
  injections(session: string): Promise<readonly Injection[]>;

  /** Whether a chore is to be done now: true for one caller in every `everyMs`, whatever process asks. */
  claimChore(name: string, at: number, everyMs: number): Promise<boolean>;
  /** Paths of the transcripts whose cursors have not moved since `before` (ms since the epoch). */
  oldCursors(before: number): Promise<readonly string[]>;
  /**
   * Removes what nobody needs any more: jobs that have been dead since `before`, a backup that old, the cursors of transcripts
   * that are `gone`. Memories, events and tombstones stay. Returns how many rows went.
   */
  collect(before: number, gone: readonly string[]): Promise<number>;
  /**
   * A step that makes searching faster, a few milliseconds of work. Returns false: there is nothing to do, until more was
   * written.
   */
  mergeIndexes(): Promise<boolean>;
  /** Writes a row, and waits until the disk has it. */
  touch(at: number): Promise<void>;
  stats(): Promise<StoreStats>;
  /** An empty list: sound. Else what the database found wrong. */
  check(): Promise<readonly string[]>;
}
