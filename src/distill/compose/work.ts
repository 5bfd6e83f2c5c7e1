import type { MemoryDraft } from '../../model/memory.ts';
import type { Story } from '../evidence/story.ts';
import type { Candidate } from './candidate.ts';
import { conceptsOf } from './concepts.ts';
import { confidenceOf } from './confidence.ts';
import { factsOf } from './facts.ts';
import { answeredTo } from './from-before.ts';
import { readGist } from './gist.ts';
import type { Gist } from './gist.ts';
import { kindOf } from './kind.ts';
import { narrativeOf, summaryOf } from './narrative.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { subtitleOf } from './subtitle.ts';
import { capitalised, MAX_TITLE, titleCandidates, titleOf } from './title.ts';
import { isTrivial } from './trivial.ts';
import { commandRuns } from './verification.ts';

const MAX_EVIDENCE = 20;
const MAX_ERRORS = 5;
// In points of a title.
const NEAR = 4;

/** The one main memory of a turn, or `undefined` where nothing happened that anyone would look up. */
export function composeWork(story: Story): MemoryDraft | undefined {
  if (isTrivial(story)) return undefined;
  const gist = readGist(story);
  const candidates = ownFirst(story, titleCandidates(story, gist));
  const outcome = outcomeOf(story);
  const mark = markOf(outcome, story);
  const title = titleOf(candidates, MAX_TITLE - mark.length);
  if (title === undefined) return undefined;
  const type = kindOf(story, title.text);
  const summary = summaryOf(story, gist, outcome, title.event === story.request.event ? '' : capitalised(candidates[0]!.text));
  const second = subtitleOf(story, gist, title, candidates);
  const facts = factsOf(story, gist, title.text, second?.text ?? '');
  const texts = facts.map(({ text }) => text);
  return {
    slot: 'work',
    type,
    title: mark + title.text,
    subtitle: second?.text ?? '',
    narrative: narrativeOf(story, summary, outcome),
    facts: texts,
    concepts: conceptsOf(story, type, texts),
    filesRead: story.files.read,
    filesModified: story.files.modified,
    content: {
      summary,
      outcome,
      commands: commandRuns(story.runs),
      errors: story.failures.slice(-MAX_ERRORS).map(({ error, fix }) => (fix === undefined ? { error } : { error, fix })),
      commits: story.commits.map(({ subject, hash }) => ({ subject, hash })),
    },
    authority: 'assistant',
    confidence: confidenceOf(story, gist, isNews(story, gist, title)),
    ...grounds(story, [title.event, ...(second === undefined ? [] : [second.event]), ...facts.flatMap(({ evidence }) => evidence)]),
  };
}

/** The words of others name a turn only where none of the user's or the assistant's come near: what they name is not told unasked. */
function ownFirst({ witness }: Story, candidates: readonly Candidate[]): readonly Candidate[] {
  const sources = witness.quotedIn(candidates.map(({ text }) => text));
  const own = candidates.filter((_, index) => sources[index] === undefined);
  return own.length > 0 && own[0]!.score >= candidates[0]!.score - NEAR ? own : candidates;
}

/** A title must not promise what the turn did not keep. */
function markOf(outcome: Outcome, { ending }: Story): string {
  if (outcome === 'abandoned') return ending === 'refused' ? 'Refused: ' : 'Interrupted: ';
  return outcome === 'blocked' ? 'Blocked: ' : '';
}

/** A title is no news where it is the request, or in a discussion what the turn before said already: a text, drafted again. */
function isNews({ request, before }: Story, { changed }: Gist, title: Candidate): boolean {
  return title.event !== request.event && (changed || before?.text.replace(/[`*]/g, '').includes(title.text) !== true);
}

/** The events a memory rests on, prompt and closing message first, and the time of the last of them. */
function grounds(story: Story, ids: readonly string[]): Pick<MemoryDraft, 'evidence' | 'at'> {
  const { turn, request, claims, before } = story;
  const times = new Map(turn.events.map(({ id, at }) => [id, at]));
  const wanted = new Set([request.event, claims[0]?.event ?? '', ...ids]);
  const known = [...wanted].filter((id) => times.has(id));
  const own = (known.length > 0 ? known : turn.events.slice(-1).map(({ id }) => id)).slice(0, MAX_EVIDENCE - 1);
  const evidence = before === undefined || answeredTo(story) === '' ? own : [...own, before.id];
  return { evidence, at: Math.max(...own.map((id) => times.get(id) ?? 0)) };
}
