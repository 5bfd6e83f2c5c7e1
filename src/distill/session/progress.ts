import type { Memory } from '../../model/memory.ts';
import { distinct } from '../text/distinct.ts';
import { sentences } from '../text/sentences.ts';
import { saysTheSame } from '../text/words.ts';
import { hasChanged, resultOf } from './work.ts';
import type { Work } from './work.ts';

/** What a session got done and what it left, in claude-memory's words, ready for its content; most important first. */
export interface Progress {
  readonly outcome: 'success' | 'partial' | 'blocked' | 'abandoned';
  readonly completed: readonly string[];
  readonly in_progress: readonly string[];
  readonly blockers: readonly string[];
  readonly next_actions: readonly string[];
  readonly key_changes: readonly string[];
}

const MAX = 8;
const MAX_STEP_TURNS = 4;

/** Weighs the turns of a session against each other: what a later turn finished is not open any more. */
export function progressOf(works: readonly Work[], laid: readonly Memory[]): Progress {
  const byWeight = works.toSorted((a, b) => b.weight - a.weight);
  const done = byWeight.filter(
    (work) => hasChanged(work) && work.outcome !== 'abandoned' && work.outcome !== 'blocked' && !isOpen(work, works),
  );
  const open = works.filter((work) => isOpen(work, works));
  const blocked = open.filter((work) => work.outcome === 'blocked');
  return {
    outcome: outcomeOf(works, open),
    completed: distinctTexts(done.map(resultOf)),
    in_progress: distinctTexts(
      open.filter(({ outcome }) => outcome === 'partial' || outcome === 'abandoned').map(({ memory }) => memory.title),
    ),
    blockers: distinctTexts([...blocked.map(({ memory }) => memory.title), ...lastErrors(works)]),
    next_actions: distinctTexts([...lastSteps(works), ...laid.filter(({ type }) => type === 'tech_debt').map(({ title }) => title)]),
    key_changes: keyChanges(works),
  };
}

/** Left unfinished, and no later turn finished work on the same files or under the same name. */
function isOpen(work: Work, works: readonly Work[]): boolean {
  if (work.outcome === 'success' || work.outcome === '') return false;
  const later = works.slice(works.indexOf(work) + 1).filter(({ outcome }) => outcome === 'success');
  if (!hasChanged(work) && work !== works.at(-1)) return false;
  return !later.some(
    ({ memory }) =>
      saysTheSame(memory.title, work.memory.title) || memory.filesModified.some((file) => work.memory.filesModified.includes(file)),
  );
}

function outcomeOf(works: readonly Work[], open: readonly Work[]): Progress['outcome'] {
  const last = works.at(-1)?.outcome;
  if (last === 'blocked' || last === 'abandoned') return last;
  return open.length > 0 ? 'partial' : 'success';
}

/** What the last turns left open, the last first; their questions were answered by what followed, and some steps taken. */
function lastSteps(works: readonly Work[]): readonly string[] {
  const recent = works.slice(-MAX_STEP_TURNS).toReversed();
  return recent.flatMap(({ summary }, index) => {
    const later = recent.slice(0, index).map(({ memory }) => memory.title);
    const steps = sentences(summary.nextSteps);
    return index === 0 ? steps : steps.filter((step) => !step.endsWith('?') && !later.some((title) => saysTheSame(title, step)));
  });
}

function lastErrors(works: readonly Work[]): readonly string[] {
  const last = works.at(-1);
  if (last === undefined || last.outcome === 'success') return [];
  return last.errors.filter(({ fix }) => fix === undefined).map(({ error }) => error);
}

function keyChanges(works: readonly Work[]): readonly string[] {
  const commits = works.flatMap((work) => work.commits).map(({ hash, subject }) => (hash === '' ? subject : `${hash} ${subject}`));
  const counts = new Map<string, number>();
  for (const { memory } of works) for (const file of memory.filesModified) counts.set(file, (counts.get(file) ?? 0) + 1);
  const files = [...counts].toSorted((a, b) => b[1] - a[1]).map(([file]) => file);
  return [...new Set([...commits.slice(-MAX), ...files])].slice(0, MAX);
}

function distinctTexts(texts: readonly string[]): readonly string[] {
  return distinct(
    texts.filter((text) => text !== ''),
    (text) => text,
    MAX,
  );
}
