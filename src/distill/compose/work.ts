import type { MemoryDraft } from '../../model/memory.ts';
import type { Story } from '../evidence/story.ts';
import { clip } from '../text/clip.ts';
import { conceptsOf } from './concepts.ts';
import { factsOf } from './facts.ts';
import { readGist } from './gist.ts';
import { kindOf } from './kind.ts';
import { narrativeOf, summaryOf } from './narrative.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { subtitleOf } from './subtitle.ts';
import { capitalised, MAX_TITLE, titleCandidates, titleOf } from './title.ts';
import { isTrivial } from './trivial.ts';
import { commandRuns, lastRuns } from './verification.ts';

const MAX_EVIDENCE = 20;
const MAX_ERRORS = 5;

/** The one main memory of a turn, or `undefined` where nothing happened that anyone would look up. */
export function composeWork(story: Story): MemoryDraft | undefined {
  if (isTrivial(story)) return undefined;
  const gist = readGist(story);
  const candidates = titleCandidates(story, gist);
  const title = titleOf(candidates);
  if (title === undefined) return undefined;
  const type = kindOf(story, title.text);
  const outcome = outcomeOf(story);
  const summary = summaryOf(story, gist, outcome, title.event === story.request.event ? '' : capitalised(candidates[0]!.text));
  const second = subtitleOf(story, gist, title, candidates);
  const facts = factsOf(story, gist, title.text, second?.text ?? '');
  const texts = facts.map(({ text }) => text);
  return {
    slot: 'work',
    type,
    title: announced(title.text, outcome),
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
    confidence: confidenceOf(story),
    ...grounds(story, [title.event, ...(second === undefined ? [] : [second.event]), ...facts.flatMap(({ evidence }) => evidence)]),
  };
}

/** A title must not promise what the turn did not keep. */
function announced(title: string, outcome: Outcome): string {
  if (outcome === 'abandoned') return clip(`Unfinished: ${title}`, MAX_TITLE);
  return outcome === 'blocked' ? clip(`Blocked: ${title}`, MAX_TITLE) : title;
}

function confidenceOf(story: Story): number {
  const checked = lastRuns(story.runs);
  if (story.unfinished) return 0.4;
  if (story.commits.length > 0 || (checked.length > 0 && checked.every((run) => !run.failed))) return 0.8;
  return 0.6;
}

/** The events a memory rests on, prompt and closing message first, and the time of the last of them. */
function grounds({ turn, request, claims }: Story, ids: readonly string[]): Pick<MemoryDraft, 'evidence' | 'at'> {
  const times = new Map(turn.events.map(({ id, at }) => [id, at]));
  const wanted = new Set([request.event, claims[0]?.event ?? '', ...ids]);
  const known = [...wanted].filter((id) => times.has(id));
  const evidence = (known.length > 0 ? known : turn.events.slice(-1).map(({ id }) => id)).slice(0, MAX_EVIDENCE);
  return { evidence, at: Math.max(...evidence.map((id) => times.get(id) ?? 0)) };
}
