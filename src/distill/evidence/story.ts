import type { Event, Turn } from '../../model/event.ts';
import { readAnswers } from './answers.ts';
import type { Answer } from './answers.ts';
import { readClaims, replies } from './claims.ts';
import type { Claim } from './claims.ts';
import { readRuns } from './commands.ts';
import type { Run } from './commands.ts';
import { attemptedCommit, readCommits } from './commits.ts';
import type { Commit } from './commits.ts';
import { readFailures } from './failures.ts';
import type { Failure } from './failures.ts';
import { readFiles } from './files.ts';
import type { Files } from './files.ts';
import { planTitle } from './prompt.ts';
import { readRequest } from './request.ts';
import type { Request } from './request.ts';
import type { Said } from './said.ts';
import type { DistillContext, Words } from '../../ports/distiller.ts';

/** A turn, read once: everything the memories of it are made of. */
export interface Story {
  readonly turn: Turn;
  /** Paths below it are written relative to it. */
  readonly root: string;
  /** The closing message of the turn before. */
  readonly before: Words | undefined;
  readonly request: Request;
  /** The last thing that happened is not a word of the assistant: the turn was cut off. */
  readonly unfinished: boolean;
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
}

/** Reads a turn. */
export function readStory(turn: Turn, { root, before }: DistillContext): Story {
  const { events } = turn;
  const claims = readClaims(replies(events));
  const runs = readRuns(events);
  return {
    turn,
    root,
    before,
    request: readRequest(events),
    unfinished: isUnfinished(events),
    claims,
    runs,
    commits: readCommits(runs, root),
    attempted: attemptedCommit(runs, root),
    plan: lastPlan(events),
    files: readFiles(events, root),
    failures: readFailures(turn, runs, claims, root),
    answers: readAnswers(events, root),
    calls: events.filter(({ kind }) => kind === 'tool_call').length,
  };
}

/** Whether a turn left something behind in the repository. */
export function hasChanged({ files, commits }: Pick<Story, 'files' | 'commits'>): boolean {
  return files.modified.length > 0 || commits.length > 0;
}

function isUnfinished(events: readonly Event[]): boolean {
  const last = events.findLast(({ kind, subagent }) => subagent === undefined && (kind === 'tool_call' || kind === 'assistant_message'));
  return last?.kind === 'tool_call';
}

function lastPlan(events: readonly Event[]): Said | undefined {
  const event = events.findLast(({ call }) => call !== undefined && /exit_?plan_?mode/i.test(call.tool));
  const plan = event?.call?.input['plan'];
  const title = typeof plan === 'string' ? planTitle(plan) : '';
  return event === undefined || title === '' ? undefined : { text: title, event: event.id };
}
