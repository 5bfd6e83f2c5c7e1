import type { Memory, MemoryDraft, Summary } from '../model/memory.ts';
import { progressOf } from './session/progress.ts';
import type { Progress } from './session/progress.ts';
import { hasChanged, readWork } from './session/work.ts';
import type { Work } from './session/work.ts';
import { distinct } from './text/distinct.ts';
import { clip, clipWords } from './text/clip.ts';
import { saysTheSame } from './text/words.ts';

const OF_THE_MOMENT = /^Checked: | failed: /;
const MAX_TITLE = 100;
const MAX_NARRATIVE = 900;
const MAX_FACTS = 8;
const MAX_FILES = 30;
const MAX_EVIDENCE = 20;

/** The memory of a whole session, from its memories in the order of its turns. `undefined`: no turn of it did any work. */
export function summarise(memories: readonly Memory[]): MemoryDraft | undefined {
  const works = memories.flatMap((memory) => readWork(memory) ?? []);
  if (works.length === 0) return undefined;
  const laid = memories.filter(
    (memory) => ['decision', 'preference', 'constraint', 'tech_debt'].includes(memory.type) && readWork(memory) === undefined,
  );
  const progress = progressOf(
    works,
    laid.filter(({ type }) => type === 'tech_debt').map(({ title }) => title),
  );
  const goal = clip(works.find(({ summary }) => summary.request.length >= 15)?.summary.request ?? works[0]!.memory.title, 240);
  const title = titleOf(works);
  const summary = summaryOf(works, progress, goal);
  return {
    slot: 'session',
    type: 'session_summary',
    title,
    subtitle: saysTheSame(goal, title) ? '' : clipWords(goal, 24),
    narrative: narrativeOf(works, laid, progress, goal),
    facts: factsOf(works, laid),
    concepts: ['what-changed'],
    filesRead: union(works.map(({ memory }) => memory.filesRead)),
    filesModified: union(works.map(({ memory }) => memory.filesModified)),
    content: {
      summary,
      goal,
      outcome: progress.outcome,
      completed: progress.completed,
      in_progress: progress.inProgress,
      blockers: progress.blockers,
      next_actions: progress.nextActions,
      key_changes: progress.keyChanges,
    },
    authority: 'assistant',
    confidence: Math.min(0.8, ...works.map(({ memory }) => memory.confidence)),
    evidence: [...new Set([...works, ...laid.map((memory) => ({ memory }))].flatMap(({ memory }) => memory.evidence.slice(0, 2)))].slice(
      0,
      MAX_EVIDENCE,
    ),
    at: Math.max(...memories.map(({ createdAt }) => createdAt)),
  };
}

/** The weightiest turn names the session; a second one of nearly its weight joins it where both fit. */
function titleOf(works: readonly Work[]): string {
  const [first, second] = works.toSorted((a, b) => b.weight - a.weight);
  const title = first!.memory.title;
  if (second === undefined || second.weight < first!.weight * 0.75 || saysTheSame(second.memory.title, title)) return title;
  const both = `${title}; ${second.memory.title}`;
  return both.length <= MAX_TITLE ? both : title;
}

function summaryOf(works: readonly Work[], progress: Progress, goal: string): Summary {
  const explored = works.filter((work) => !hasChanged(work)).map(({ memory }) => memory.title);
  return {
    request: goal,
    investigated: clip(distinct(explored, (text) => text, 4).join('; '), 300),
    learned: clip(learned(works).join(' '), 400),
    completed: clip(progress.completed.slice(0, 5).join('; '), 400),
    nextSteps: clip(progress.nextActions.slice(0, 3).join(' '), 300),
  };
}

/** The first thing each turn found out, the weightiest turns first, then in order. */
function learned(works: readonly Work[]): readonly string[] {
  const told = works
    .filter(({ summary }) => summary.learned !== '')
    .toSorted((a, b) => b.memory.facts.length - a.memory.facts.length)
    .slice(0, 4);
  return distinct(
    told.map(({ summary }) => firstSentence(summary.learned)),
    (text) => text,
    4,
  );
}

function firstSentence(text: string): string {
  const end = /[.!?。！？](?=\s|$)/.exec(text);
  return end === null ? `${text}.` : text.slice(0, end.index + 1);
}

function narrativeOf(works: readonly Work[], laid: readonly Memory[], progress: Progress, goal: string): string {
  const decided = laid.filter(({ type }) => type !== 'tech_debt').map(({ title }) => title);
  const parts = [
    `Goal: ${ended(clip(goal, 180))}`,
    progress.completed.length === 0 ? '' : `Done: ${clip(progress.completed.slice(0, 4).join('; '), 260)}.`,
    learned(works).length === 0 ? '' : `Learned: ${clip(learned(works).slice(0, 2).join(' '), 240)}`,
    decided.length === 0 ? '' : `Decided: ${clip(decided.slice(0, 3).join('; '), 160)}.`,
    progress.inProgress.length === 0 ? '' : `In progress: ${clip(progress.inProgress.join('; '), 140)}.`,
    progress.blockers.length === 0 ? '' : `Blocked by: ${clip(progress.blockers.join('; '), 140)}.`,
    progress.nextActions.length === 0 ? '' : `Open: ${clip(progress.nextActions.join(' '), 200)}`,
  ];
  return clip(
    parts
      .filter((part) => part !== '')
      .join(' ')
      .replace(/\.\.(?=\s|$)/g, '.'),
    MAX_NARRATIVE,
  );
}

function ended(text: string): string {
  return /[.!?。！？]$/.test(text) ? text : `${text}.`;
}

/** What was laid down first, then the best fact of each turn, weightiest turns first. */
function factsOf(works: readonly Work[], laid: readonly Memory[]): readonly string[] {
  const best = works.toSorted((a, b) => b.weight - a.weight).flatMap(({ memory }) => memory.facts.slice(0, 2));
  const facts = [...laid.flatMap((memory) => memory.facts.slice(0, 1)), ...best].filter((fact) => !OF_THE_MOMENT.test(fact));
  return distinct(facts, (text) => text, MAX_FACTS);
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].slice(0, MAX_FILES);
}
