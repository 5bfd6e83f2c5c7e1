import type { Memory, Summary } from '../../model/memory.ts';
import { clip } from '../text/clip.ts';
import { specificity } from '../text/phrases.ts';
import { sentences } from '../text/sentences.ts';

/** The memory of a turn's work with what its content says, read with care: content is anyone's. */
export interface Work {
  readonly memory: Memory;
  readonly summary: Summary;
  readonly outcome: string;
  readonly commits: readonly { readonly subject: string; readonly hash: string }[];
  readonly errors: readonly { readonly error: string; readonly fix?: string }[];
  /** How much it counts in its session. */
  readonly weight: number;
}

const MAX_RESULT = 100;
const WEIGHTS: Readonly<Record<string, number>> = {
  feature: 3,
  bugfix: 3,
  security_note: 3,
  refactor: 2.5,
  change: 2,
  decision: 1.5,
  discovery: 1,
};

/** Reads the memory of a turn's work; `undefined` for any other memory. */
export function readWork(memory: Memory): Work | undefined {
  const { summary, outcome, commits, errors } = memory.content;
  if (!isRecord(summary) || memory.type === 'session_summary') return undefined;
  const made = list(commits)
    .filter((commit) => isRecord(commit))
    .map((commit) => ({ subject: text(commit['subject']), hash: text(commit['hash']) }));
  return {
    memory,
    summary: {
      request: text(summary['request']),
      investigated: text(summary['investigated']),
      learned: text(summary['learned']),
      completed: text(summary['completed']),
      nextSteps: text(summary['nextSteps']),
    },
    outcome: text(outcome),
    commits: made.filter(({ subject }) => subject !== ''),
    errors: list(errors)
      .filter((each) => isRecord(each))
      .map((each) => ({ error: text(each['error']), ...(each['fix'] === undefined ? {} : { fix: text(each['fix']) }) })),
    weight: weightOf(memory, made.length),
  };
}

/** Whether a turn left something behind in the repository. */
export function hasChanged({ memory, commits }: Work): boolean {
  return memory.filesModified.length > 0 || commits.length > 0;
}

/** Whether a title is the words of the request, and so says nothing of what came of it; a plan's title does. */
function isBareRequest(title: string, request: string): boolean {
  const own = request.split(' (to: ', 1)[0]!;
  return !own.startsWith('Implement the plan "') && own.toLowerCase().includes(title.toLowerCase());
}

/** What came of a turn: its title, or where that is the bare request, the first sentence of what was done or found. */
export function resultOf({ memory, summary }: Work): string {
  if (!isBareRequest(memory.title, summary.request)) return memory.title;
  const told = sentences(summary.completed || summary.learned)[0] ?? '';
  return told === '' ? memory.title : clip(told, MAX_RESULT).replace(/[.:]$/, '');
}

function weightOf(memory: Memory, commits: number): number {
  return (
    (WEIGHTS[memory.type] ?? 1) +
    Math.min(2, commits) +
    Math.min(4, memory.filesModified.length) * 0.4 +
    Math.min(3, memory.facts.length) * 0.1 +
    Math.min(5, specificity(memory.title)) * 0.2 +
    (isBareRequest(memory.title, textOf(memory.content['summary'], 'request')) ? 0 : 1.5)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(record: unknown, key: string): string {
  return isRecord(record) ? text(record[key]) : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 50) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
