import type { Event, Turn } from '../../model/event.ts';
import { readAnswers } from './answers.ts';
import type { Answer } from './answers.ts';
import { readClaims, replies } from './claims.ts';
import type { Claim } from './claims.ts';
import { readRuns } from './commands.ts';
import type { Run } from './commands.ts';
import { attemptedSubject, readCommits } from './commits.ts';
import type { Commit } from './commits.ts';
import { readFailures } from './failures.ts';
import type { Failure } from './failures.ts';
import { readFiles } from './files.ts';
import type { Files } from './files.ts';
import { ownSentences, requestSentences } from './own-words.ts';
import { planTitle, readPrompt } from './prompt.ts';
import type { Prompt } from './prompt.ts';

/** A sentence the user wrote, with the prompt it is from. */
export interface Wish {
  readonly text: string;
  readonly event: string;
}

/** A turn, read once: everything the memories of it are made of. */
export interface Story {
  readonly turn: Turn;
  /** The prompt that opened it; its `kind` is `noise` where the user asked for nothing. */
  readonly prompt: Prompt;
  readonly promptEvent?: Event;
  /** What the opening prompt asks, sentence by sentence, pasted blocks left out. */
  readonly asked: readonly string[];
  /** The sentences the user certainly wrote, of all prompts of the turn. */
  readonly wishes: readonly Wish[];
  readonly interrupted: boolean;
  /** The last thing that happened is not a word of the assistant: the turn was cut off. */
  readonly unfinished: boolean;
  readonly claims: readonly Claim[];
  readonly runs: readonly Run[];
  readonly commits: readonly Commit[];
  /** The subject of a commit that was written but refused, else empty. */
  readonly attempted: string;
  readonly files: Files;
  readonly failures: readonly Failure[];
  readonly answers: readonly Answer[];
  /** The title of the last plan that was put before the user, else empty. */
  readonly plan: string;
  /** How many tools were called. */
  readonly calls: number;
}

/** Reads a turn. `root`: paths below it are written relative to it. */
export function readStory(turn: Turn, root: string): Story {
  const { events } = turn;
  const prompts = events.filter((event) => event.kind === 'prompt' && event.subagent === undefined).map((event) => ({ event, prompt: readPrompt(event.text ?? '') }));
  const asked = prompts.filter(({ prompt }) => prompt.kind === 'request' || prompt.kind === 'plan');
  const messages = replies(events);
  const claims = readClaims(messages);
  const runs = readRuns(events);
  return {
    turn,
    prompt: asked[0]?.prompt ?? { kind: prompts[0]?.prompt.kind ?? 'noise', text: '', plan: '' },
    ...(asked[0] === undefined ? {} : { promptEvent: asked[0].event }),
    asked: asked[0] === undefined ? [] : requestSentences(asked[0].prompt.text),
    wishes: asked.flatMap(({ event, prompt }) => (prompt.kind === 'plan' ? [] : ownSentences(prompt.text).map((text) => ({ text, event: event.id })))),
    interrupted: prompts.some(({ prompt }) => prompt.kind === 'interruption') || events.some((event) => event.call?.failed === true && event.call.output.includes('[Request interrupted by user')),
    unfinished: isUnfinished(events),
    claims,
    runs,
    commits: readCommits(runs, root),
    attempted: attemptedSubject(runs, root),
    files: readFiles(events, root),
    failures: readFailures(events, runs, claims, root),
    answers: readAnswers(events, root),
    plan: lastPlan(events),
    calls: events.filter((event) => event.kind === 'tool_call').length,
  };
}

function isUnfinished(events: readonly Event[]): boolean {
  const last = events.findLast((event) => event.subagent === undefined && (event.kind === 'tool_call' || event.kind === 'assistant_message'));
  return last?.kind === 'tool_call';
}

function lastPlan(events: readonly Event[]): string {
  const plan = events.findLast((event) => event.call !== undefined && /exit_?plan_?mode/i.test(event.call.tool))?.call?.input['plan'];
  return typeof plan === 'string' ? planTitle(plan) : '';
}
