import type { Memory, Summary } from '../../model/memory.ts';
import { clip } from '../text/clip.ts';
import { distinct } from '../text/distinct.ts';
import { sentences } from '../text/sentences.ts';
import type { Progress } from './progress.ts';
import { hasChanged } from './work.ts';
import type { Work } from './work.ts';

/** A session, ready to be told. */
export interface Report {
  readonly works: readonly Work[];
  /** Memories of what was laid down: decisions, preferences, constraints, work put off. */
  readonly laid: readonly Memory[];
  readonly progress: Progress;
  readonly goal: string;
  readonly learned: readonly string[];
}

const MAX_NARRATIVE = 900;
const MAX_LEARNED = 4;

/** The first thing each turn found out, the turns with most facts first. */
export function learned(works: readonly Work[]): readonly string[] {
  const finders = works.filter(({ summary }) => summary.learned !== '').toSorted((a, b) => b.memory.facts.length - a.memory.facts.length);
  const first = finders.flatMap(({ summary }) => sentences(summary.learned).slice(0, 1));
  return distinct(first, (text) => text, MAX_LEARNED);
}

/** The summary of a session: claude-mem's fields, each prose or empty. */
export function summaryOf({ works, progress, goal, learned: found }: Report): Summary {
  const explored = works.filter((work) => !hasChanged(work)).map(({ memory }) => memory.title);
  return {
    request: goal,
    investigated: clip(distinct(explored, (text) => text, 4).join('; '), 300),
    learned: clip(found.join(' '), 400),
    completed: clip(progress.completed.slice(0, 5).join('; '), 400),
    nextSteps: clip(progress.next_actions.slice(0, 3).join(' '), 300),
  };
}

/** What a session was for, did, found, decided and left, at most 900 characters. */
export function narrativeOf({ laid, progress, goal, learned: found }: Report): string {
  const decided = laid.filter(({ type }) => type !== 'tech_debt').map(({ title }) => title);
  const parts = [
    told('Goal', [goal], 180),
    told('Done', progress.completed.slice(0, 4), 260),
    told('Learned', found.slice(0, 2), 240, ' '),
    told('Decided', decided.slice(0, 3), 160),
    told('In progress', progress.in_progress, 140),
    told('Blocked by', progress.blockers, 140),
    told('Open', progress.next_actions, 200, ' '),
  ];
  return clip(parts.filter((part) => part !== '').join(' '), MAX_NARRATIVE);
}

function told(label: string, texts: readonly string[], max: number, glue = '; '): string {
  if (texts.length === 0) return '';
  const text = clip(texts.join(glue), max);
  return `${label}: ${/[.!?。！？]$/.test(text) ? text : `${text}.`}`;
}
