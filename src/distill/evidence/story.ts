import type { Event, Turn } from '../../model/event.ts';
import { plain } from '../text/plain.ts';
import { readAnswers } from './answers.ts';
import type { Answer } from './answers.ts';
import { readClaims, replies } from './claims.ts';
import type { Claim } from './claims.ts';
import { readRuns } from './commands.ts';
import type { Run } from './commands.ts';
import { attemptedCommit, readCommits } from './commits.ts';
import type { Commit } from './commits.ts';
import { readEnding } from './ending.ts';
import type { Ending } from './ending.ts';
import { readFailures } from './failures.ts';
import type { Failure } from './failures.ts';
import { readFiles } from './files.ts';
import type { Files } from './files.ts';
import { isPlan, planOf } from './prompt.ts';
import { readRequest } from './request.ts';
import type { Request } from './request.ts';
import type { Said } from './said.ts';
import { createWitness, voicesOf } from '../sources/witness.ts';
import type { Witness } from '../sources/witness.ts';
import type { DistillContext, Words } from '../../ports/distiller.ts';

const MAX_TASKS = 100;

/** A turn, read once: everything the memories of it are made of. */
export interface Story {
  readonly turn: Turn;
  /** Paths below it are written relative to it. */
  readonly root: string;
  /** The closing message of the turn before. */
  readonly before: Words | undefined;
  readonly request: Request;
  readonly ending: Ending;
  /** The last thing that happened is not a word of the assistant: the turn was cut off. */
  readonly unfinished: boolean;
  /** What the agent was at when it was cut off, where it kept a list of tasks. */
  readonly task: Said | undefined;
  readonly claims: readonly Claim[];
  readonly runs: readonly Run[];
  readonly commits: readonly Commit[];
  /** The subject of the last commit, where it was written but not made. */
  readonly attempted: Said | undefined;
  /** The title of the last plan that was put before the user. */
  readonly plan: Said | undefined;
  readonly files: Files;
  readonly failures: readonly Failure[];
  readonly answers: readonly Answer[];
  /** How many tools were called. */
  readonly calls: number;
  /** Tells whose words a text is. */
  readonly witness: Witness;
}

/** Reads a turn. */
export function readStory(turn: Turn, { root, before, earlier = [], known = [] }: DistillContext): Story {
  const { events } = turn;
  const claims = readClaims(replies(events));
  const runs = readRuns(events);
  const ending = readEnding(events);
  return {
    turn,
    root,
    before,
    request: readRequest(events),
    ending,
    unfinished: ending !== 'finished',
    task: ending === 'finished' ? undefined : currentTask(events),
    claims,
    runs,
    commits: readCommits(runs, root),
    attempted: attemptedCommit(runs, root),
    plan: lastPlan(events),
    files: readFiles(events, root),
    failures: readFailures(turn, runs, claims, root),
    answers: readAnswers(events, root),
    calls: events.filter(({ kind }) => kind === 'tool_call').length,
    witness: createWitness([...known, ...voicesOf([...earlier, ...events])]),
  };
}

/** Whether a turn left something behind in the repository. */
export function hasChanged({ files, commits }: Pick<Story, 'files' | 'commits'>): boolean {
  return files.modified.length > 0 || commits.length > 0;
}

/** What the agent was at, by its own list of tasks. */
function currentTask(events: readonly Event[]): Said | undefined {
  const event = events.findLast(({ call, subagent }) => subagent === undefined && Array.isArray(call?.input['todos']));
  const tasks = (event?.call?.input['todos'] ?? []) as readonly unknown[];
  const task = tasks
    .slice(0, MAX_TASKS)
    .find((each) => isRecord(each) && each['status'] === 'in_progress' && typeof each['content'] === 'string');
  return event === undefined || !isRecord(task) ? undefined : { text: plain(String(task['content']).slice(0, 300)), event: event.id };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function lastPlan(events: readonly Event[]): Said | undefined {
  const event = events.findLast(({ call }) => call !== undefined && isPlan(call));
  const title = event === undefined ? '' : planOf(event.call!);
  return event === undefined || title === '' ? undefined : { text: title, event: event.id };
}
