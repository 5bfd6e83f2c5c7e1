import { subjectLine } from '../evidence/commits.ts';
import type { Story } from '../evidence/story.ts';
import { clip } from '../text/clip.ts';
import type { Candidate } from './candidate.ts';
import { fromAnswer, fromDone } from './from-claims.ts';
import { fromPrompt } from './from-prompt.ts';
import type { Gist } from './gist.ts';

const MAX_TITLE = 80;
const PROGRAMS = new Set('rm git npm npx pnpm yarn bun mise cargo docker kubectl curl ls cd sed awk grep rg pip python node gh ssh'.split(' '));

/** The sentences that say what a turn came to, best first. Never empty where the user asked for something. */
export function titleCandidates(story: Story, { changed, conclusion }: Gist): readonly Candidate[] {
  const found = [...fromCommits(story), ...(changed ? fromDone(story) : fromAnswer(story, conclusion)), ...fromPrompt(story, changed)];
  return found.filter(({ text }) => text.length >= 4).toSorted((a, b) => b.score - a.score);
}

/** The best candidate as a title: one line, at most 80 characters. */
export function titleOf(candidates: readonly Candidate[]): Candidate | undefined {
  const best = candidates[0];
  if (best === undefined) return undefined;
  const text = clip(best.text, MAX_TITLE, 0.4).replace(/[\s.,:;!。！]+$/, '');
  return { ...best, text: capitalised(text) };
}

/** A sentence with a capital first letter, unless it starts with a name from the code. */
export function capitalised(text: string): string {
  const first = text.split(' ', 1)[0] ?? '';
  return /^[a-z]+(?:'[a-z]+)?[,:]?$/.test(first) && !PROGRAMS.has(first) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function fromCommits(story: Story): Candidate[] {
  const last = story.commits.at(-1);
  const typed = story.attempted === '' ? [] : [{ text: story.attempted, event: story.promptEvent?.id ?? '', score: 9 }];
  if (last === undefined) return typed;
  return story.commits.map((commit, index) => ({ text: subjectLine(commit), event: commit.event, score: commit === last ? 14 : 8 - index * 0.1 }));
}
