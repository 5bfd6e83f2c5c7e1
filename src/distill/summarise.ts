import type { Memory, MemoryDraft } from '../model/memory.ts';
import { headline } from './compose/headline.ts';
import { capitalised } from './compose/title.ts';
import { progressOf } from './session/progress.ts';
import { learned, narrativeOf, summaryOf } from './session/report.ts';
import { attribute, voicesIn } from './sources/attribute.ts';
import { disown } from './sources/disown.ts';
import { createWitness, type Voice, type Witness } from './sources/witness.ts';
import { hasChanged, readWork, resultOf } from './session/work.ts';
import type { Work } from './session/work.ts';
import { clip, clipWords } from './text/clip.ts';
import { distinct } from './text/distinct.ts';
import { sentences } from './text/sentences.ts';
import { saysTheSame } from './text/words.ts';

const LAID = new Set(['decision', 'preference', 'constraint', 'tech_debt']);
const OF_THE_MOMENT = /^(?:Checked|Committed)\b| failed: /;
const MAX_TITLE = 100;
const MAX_GOAL = 240;
const MAX_FACTS = 8;
const MAX_FILES = 30;
const MAX_EVIDENCE = 20;

/** The memory of a whole session, from its memories in the order of its turns. `undefined`: no turn of it did any work. */
export function summarise(memories: readonly Memory[]): MemoryDraft | undefined {
  const works = memories.flatMap((memory) => readWork(memory) ?? []);
  if (works.length === 0) return undefined;
  const laid = memories.filter((memory) => LAID.has(memory.type) && readWork(memory) === undefined);
  const progress = progressOf(works, laid);
  const report = { works, laid, progress, goal: goalOf(works), learned: learned(works) };
  const witness = createWitness([...memories.flatMap(voicesOfUser), ...voicesIn(memories)]);
  const title = titleOf(ownFirst(works, witness));
  const draft: MemoryDraft = {
    slot: 'session',
    type: 'session_summary',
    title,
    subtitle: saysTheSame(report.goal, title) ? '' : clipWords(report.goal, 24),
    narrative: narrativeOf(report),
    facts: factsOf(works, laid),
    concepts: ['what-changed'],
    filesRead: union(works.map(({ memory }) => memory.filesRead)),
    filesModified: union(works.map(({ memory }) => memory.filesModified)),
    content: { summary: summaryOf(report), goal: report.goal, ...progress },
    authority: 'assistant',
    confidence: Math.min(0.8, Math.max(...works.map(({ memory }) => memory.confidence))),
    evidence: [...new Set(memories.flatMap(({ evidence }) => evidence.slice(0, 2)))].slice(0, MAX_EVIDENCE),
    at: Math.max(...memories.map(({ createdAt }) => createdAt)),
  };
  const told = attribute(draft, witness);
  return memories.some(({ authority }) => authority === 'import') ? disown(told) : told;
}

// What the user said stays theirs, also where a file says it as well.
function voicesOfUser(memory: Memory): readonly Voice[] {
  if (memory.authority !== 'user') return [];
  return [memory.title, memory.narrative].map((text) => ({ source: 'user', text }));
}

/** The turns that the words of others name come into a title only where there is no other: it is not told unasked. */
function ownFirst(works: readonly Work[], witness: Witness): readonly Work[] {
  const sources = witness.quotedIn(works.map(resultOf));
  const own = works.filter((_, index) => sources[index] === undefined);
  return own.length > 0 ? own : works;
}

/** What the session was for: the first request that says something. */
function goalOf(works: readonly Work[]): string {
  const asked = works.map(({ summary }) => summary.request).find((request) => request.length >= 15);
  return clip(asked ?? works[0]!.memory.title, MAX_GOAL);
}

/** The weightiest turn names a session that did something; a mere discussion is its first question and what came of it. */
function titleOf(works: readonly Work[]): string {
  return works.some(hasChanged) ? titleOfWork(works) : titleOfTalk(works);
}

function titleOfTalk(works: readonly Work[]): string {
  const concluded = works.toSorted((a, b) => b.weight - a.weight)[0]!;
  const result = resultOf(concluded);
  const asked = headline(sentences(goalOf(works))[0] ?? '').replace(/[?.]+$/, '');
  const both = `${asked} → ${result}`;
  return asked.length < 12 || both.length > MAX_TITLE || saysTheSame(asked, result) ? result : capitalised(both);
}

/** The results that weigh most; a second one of nearly the first's weight joins it where both fit. */
function titleOfWork(works: readonly Work[]): string {
  const [first, ...rest] = works.toSorted((a, b) => b.weight - a.weight);
  const title = resultOf(first!);
  const near = rest.filter(({ weight }) => weight >= first!.weight * 0.75).map(resultOf);
  const second = near.find((result) => !saysTheSame(result, title) && title.length + result.length + 2 <= MAX_TITLE);
  return second === undefined ? title : `${title}; ${second}`;
}

/** What was laid down first, then the best facts of each turn, weightiest turns first. */
function factsOf(works: readonly Work[], laid: readonly Memory[]): readonly string[] {
  const best = works.toSorted((a, b) => b.weight - a.weight).flatMap(({ memory }) => memory.facts.slice(0, 2));
  const facts = [...laid.flatMap((memory) => memory.facts.slice(0, 1)), ...best].filter((fact) => !OF_THE_MOMENT.test(fact));
  return distinct(facts, (text) => text, MAX_FACTS);
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].slice(0, MAX_FILES);
}
